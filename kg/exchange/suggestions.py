"""What offices suggest about each other’s records; taken up, it is a draft of the declarer."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from kg.base.errors import ConflictError
from kg.exchange.moving import Seen, begin, move, require_step
from kg.exchange.parties import Who
from kg.model.desk_types import Submission, Suggestion
from kg.store.protocol import Store


def draft_of(suggestion: Suggestion) -> str:
    """Return the id of the draft that a suggestion leads to: always the same.

    >>> draft_of(Suggestion(id="suggestion/0123456789abcdef"))
    'submission/0123456789abcdef'
    """
    return f"{Submission.prefix}/{suggestion.id.partition('/')[2]}"


def take_up(  # noqa: PLR0917
    desk: Store, seen: Seen[Suggestion], row: Sequence[str], based_on: str, who: Who, now: datetime
) -> Suggestion:
    """Make a suggestion a draft of the office that declared the record; again, there is one draft.

    ``row`` is the record with what is suggested, ``based_on`` its token.

    Raises:
        NotAtThisStageError, NotYoursError: as ``move``; nothing is written then.
        ConflictError: somebody has decided about it since it was seen.
        StoreError: the desk cannot be written to.
    """
    require_step(seen.record, "take up", who)
    told = seen.record
    new = Submission(
        id=draft_of(told), office=who.office, kind=told.kind, row=list(row), lang=told.lang,
        record=told.record, based_on=based_on,
    )  # fmt: skip
    # Killed between the two, the draft is there: what its office made of it since stays.
    with suppress(ConflictError):
        begin(desk, new, "draft", who, now)
    return move(desk, seen, "take up", who, now, submission=new.id)
