"""What is asked of the partners beside their list: what if, what rests on this, what would pass."""

from __future__ import annotations

from collections.abc import Sequence

from coopgraph.asked import Asked, opened
from coopgraph.loads import REJECTED
from coopgraph.terminal.output import answer
from coopgraph.terminal.render import changes_text
from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.questions import PassQuestion, RestsOnQuestion


def check_one(
    what_if: Sequence[str], rests_on: str, pair: tuple[str, str] | None, *, others: bool
) -> None:
    """Raise where more than one thing is asked of the partners at once.

    ``others``: options are given that only their list takes.

    Raises:
        WrongUseError: there is more than one.
    """
    asked = [bool(what_if), bool(rests_on), bool(pair)]
    if sum(asked) > 1 or (any(asked) and others):
        raise WrongUseError(
            msg("More is asked at once than is answered."),
            msg("Use one of --what-if, --rests-on, --pass, each with --guideline alone."),
        )


def answer_what_if(asked: Asked, guideline: str, facts: Sequence[str]) -> int:
    """Answer with what facts would change; nothing is kept."""
    from coopgraph.what_if import what_if
    from kg.partners.adopted_guidelines import guideline_of

    with opened(asked, write=True) as inquiry:
        document = what_if(inquiry, facts, guideline_of(inquiry.view, guideline))
    answer(asked, document, changes_text.what_if)
    return 0 if document.told else REJECTED


def answer_rests_on(asked: Asked, guideline: str, record: str) -> int:
    """Answer with what differs where a record is left out."""
    from kg.partners.adopted_guidelines import guideline_of

    with opened(asked) as inquiry:
        document = inquiry.answer(RestsOnQuestion(record, guideline_of(inquiry.view, guideline)))
    answer(asked, document, changes_text.rests_on)
    return 0


def answer_pass(asked: Asked, guideline: str, pair: tuple[str, str]) -> int:
    """Answer with what must change for the second of two partners to pass the first."""
    from kg.partners.adopted_guidelines import guideline_of

    with opened(asked) as inquiry:
        document = inquiry.answer(PassQuestion(*pair, guideline_of(inquiry.view, guideline)))
    answer(asked, document, changes_text.passing)
    return 0
