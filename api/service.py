"""What a running service holds: the knowledge base, and the answers and files made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from api.exports import Exports
from api.kept_answers import Answers
from kg.knowledge import KnowledgeBase


@dataclass(frozen=True)
class Service:
    """The parts of one running service, shared by the threads that answer requests.

    Attributes:
        lang: the language of readers who name none.
        build: which program this is, to the byte.
    """

    knowledge: KnowledgeBase
    exports: Exports
    lang: str
    build: str
    answers: Answers = field(default_factory=Answers)

    def close(self) -> None:
        """Let go of the store and of files; the next request opens the store again."""
        self.exports.close()
        self.knowledge.close()


def today() -> date:
    """Return the date that a question without one is asked of."""
    return date.today()  # noqa: DTZ011 (a calendar day, in the service's own zone)
