"""What every command takes, and the knowledge base opened for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from coopgraph.settings import Settings
from kg.base.audience import Audience
from kg.knowledge import Inquiry, KnowledgeBase


@dataclass(frozen=True)
class Asked:
    """Where, in which language, as of when, for whom."""

    settings: Settings
    lang: str = "en"
    as_of: date | None = None
    audience: Audience = "board"
    json: bool = False
    store_named: bool = False
    begun: float = field(default_factory=time.monotonic)
    """When the command began (``time.monotonic``): what it says it took is all of it."""

    @property
    def day(self) -> date:
        """The date asked about; today where none was named."""
        return self.as_of or date.today()  # noqa: DTZ011 (a calendar day, in the reader's own zone)


@contextmanager
def opened(asked: Asked, *, write: bool = False, examples: bool = True) -> Iterator[Inquiry]:
    """Open the store asked for, and close it again; without ``examples`` none are answered.

    Raises:
        StoreError: the store is missing, locked, broken, or read-only when asked to write.
        BadOptionError, BadFileError, BadDefinitionError: COOPGRAPH_PUBLISHER names no publisher.
    """
    from kg.publisher.publisher import publisher_of

    settings = asked.settings
    knowledge = KnowledgeBase(
        settings.store,
        cache=settings.cache_folder,
        password=settings.password,
        write=write,
        examples=examples,
        publisher=publisher_of(settings.publisher),
    )
    try:
        inquiry = knowledge.inquiry(asked.day, asked.audience, asked.lang)
        # What is wrong with a store is said before anything else is done.
        _ = inquiry.store
        yield inquiry
    finally:
        knowledge.close()
