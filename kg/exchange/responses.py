"""What an office says in a consultation: drafted, given, taken back until the end; once an item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final, get_args

from kg.base.errors import UnknownIdError
from kg.base.i18n import LANGUAGES, Message, msg
from kg.definitions.definition_files import Mistake
from kg.exchange.consultations import NotAskedError, require_answers
from kg.exchange.exchange_errors import NotAtThisStageError
from kg.exchange.moving import (
    Seen,
    begun,
    records_in,
    require_step,
    seen_record,
    stepped,
    write_all,
)
from kg.exchange.parties import Who, side_of
from kg.model.desk_types import Consultation, Position, Response
from kg.partners.guideline_items import cleaned, items_of, with_changes
from kg.store.protocol import Store

MOST: Final = 10_000
"""Characters of a text, and of a proposed item."""
PROPOSES: Final = "proposes_wording"
_NO_TOKEN: Final = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What an office writes of an item, as it was typed; ``item`` is empty for the whole."""

    item: str
    position: str
    text: str
    lang: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with what was typed: by field, and in the proposed item by line."""

    fields: dict[str, Message]
    mistakes: Sequence[Mistake] = ()

    def __bool__(self) -> bool:
        """Say whether anything is."""
        return bool(self.fields or self.mistakes)


def wrong_in(record: Consultation, said: Said) -> Wrong:
    """Return what is wrong with what somebody says of an item; nothing where it can be kept."""
    found = wrong_in_place(record, said.item, said.lang)
    if said.position not in get_args(Position):
        found["position"] = msg("Choose one of them.")
    if len(said.text) > MOST:
        found["text"] = msg("It has more than {n} characters.", n=MOST)
    change = change_of(record, said)
    if len(change) > MOST:
        found["change"] = msg("It has more than {n} characters.", n=MOST)
    elif said.position == PROPOSES and not (said.text.strip() or change):
        found["text"] = msg("Say what should be another: in words, or in the text of the item.")
    elif said.position == "reserves" and not said.text.strip():
        found["text"] = msg("Say about what you reserve your position.")
    return wrong_with(record, said.item, change, found)


def wrong_in_place(record: Consultation, key: str, lang: str) -> dict[str, Message]:
    """Return what is wrong with the item that something is said of, and with its language."""
    found: dict[str, Message] = {}
    if key and key not in {item.key for item in items_of(record.text or "")}:
        found["item"] = msg("Choose one of the items.")
    if lang not in LANGUAGES:
        found["lang"] = msg("Choose one of them.")
    return found


def wrong_with(record: Consultation, key: str, change: str, found: dict[str, Message]) -> Wrong:
    """Return what was found wrong; where that is nothing, the mistakes in the changed item."""
    if found or not change:
        return Wrong(found)
    mistakes = with_changes(record.text or "", {key: change}).mistakes
    return Wrong({}, [one for several in mistakes.values() for one in several])


def change_of(record: Consultation, said: Said) -> str:
    """Return the item as somebody would have it; empty where it stays, or cannot be written."""
    return item_change(record, said.item, said.change) if said.position == PROPOSES else ""


def item_change(record: Consultation, key: str, typed: str) -> str:
    """Return an item as it was typed; empty where that is how it stands, or there is no such."""
    item = next((one for one in items_of(record.text or "") if one.key == key), None)
    change = cleaned(typed)
    return "" if item is None or change == cleaned(item.text) else change


def own_response(desk: Store, consultation: str, item: str, who: Who) -> Seen[Response] | None:
    """Return what an office has said of an item, in whichever state; None where it has not."""
    found = (one for one in own_responses(desk, consultation, who) if (one.item or "") == item)
    mine = next(found, None)
    return None if mine is None else seen_record(desk, Response, mine.id, who)


def own_responses(desk: Store, consultation: str, who: Who) -> Iterator[Response]:
    """Yield all that an office has said in a consultation."""
    with closing(desk.nodes()) as rows:
        known = list(records_in(rows, Response))
    return (
        one
        for one in known
        if one.initiative == consultation and who.office and one.office == who.office
    )


def keep(  # noqa: PLR0917
    desk: Store, asked: Seen[Consultation], said: Said, seen: str, who: Who, now: datetime,
    *, give: bool = False,
) -> Response:  # fmt: skip
    """Keep what an office says of an item as its draft, or give it; ``said`` has nothing wrong.

    ``seen`` is the token of what it had said before, empty where that was nothing.

    Raises:
        ConsultationOverError: it comes before the opening or after the end.
        NotAskedError: the office was not asked.
        NotAtThisStageError: it is given already, and has to be taken back first.
        ConflictError: it was altered since it was seen.
        StoreError: the desk cannot be written to.
    """
    record = asked.record
    require_answers(record, now.date())
    side = side_of(who, record)
    if side is None or who.office is None:
        raise NotAskedError
    fields = {
        "initiative": record.id, "item": said.item or None, "position": said.position,
        "text": said.text.strip() or None, "lang": said.lang, "until": record.until,
        "side": side, "change": change_of(record, said) or None,
    }  # fmt: skip
    before = own_response(desk, record.id, said.item, who)
    if before is None:
        id_ = _id(record.id, who.office, said.item)
        new = Response.model_validate({"id": id_, "office": who.office, **fields})
        drafted, token = begun(new, "draft", who, now), _NO_TOKEN
    else:
        drafted, token = stepped(before.record, "draft", who, now, **fields), seen
    kept = _given(drafted, who, now) if give else drafted
    _write(desk, asked, [Seen(kept, token)], kept.act or "")
    return kept


def give_all(desk: Store, asked: Seen[Consultation], who: Who, now: datetime) -> list[Response]:
    """Give all that an office has in draft, or nothing of it.

    Raises:
        ConsultationOverError, NotAskedError, ConflictError, StoreError: as ``keep``.
        NotAtThisStageError: nothing is in draft.
    """
    record = asked.record
    require_answers(record, now.date())
    if side_of(who, record) is None:
        raise NotAskedError
    drafts = [one.id for one in own_responses(desk, record.id, who) if one.state == "draft"]
    if not drafts:
        raise NotAtThisStageError(record.id, msg("Give all"), msg("nothing is in draft"), ())
    seen = [seen_record(desk, Response, id_, who) for id_ in sorted(drafts)]
    given = [Seen(_given(one.record, who, now), one.token) for one in seen]
    _write(desk, asked, given, "give")
    return [one.record for one in given]


def take_back(  # noqa: PLR0917
    desk: Store, asked: Seen[Consultation], item: str, seen: str, who: Who, now: datetime
) -> Response:
    """Take back what an office gave, as its draft, until the end.

    Raises:
        UnknownIdError: it has said nothing of the item.
        ConsultationOverError: the end has passed.
        NotAtThisStageError, NotYoursError, ConflictError, StoreError: as ``move``.
    """
    require_answers(asked.record, now.date())
    before = own_response(desk, asked.record.id, item, who)
    if before is None:
        raise UnknownIdError(item)
    require_step(before.record, "take back", who)
    back = stepped(before.record, "take back", who, now)
    _write(desk, asked, [Seen(back, seen)], "take back")
    return back


def _given(record: Response, who: Who, now: datetime) -> Response:
    return stepped(record, "give", who, now, given=now.date().isoformat())


def _write(
    desk: Store, asked: Seen[Consultation], moved: Sequence[Seen[Response]], note: str
) -> None:
    """Write responses while the consultation is as it was seen: none comes after it closed."""
    write_all(desk, moved, note, {asked.record.id: asked.token})


def _id(consultation: str, office: str, item: str) -> str:
    """Return the id of what an office says of an item: always the same, so that it is said once."""
    key = f"{consultation}\n{office}\n{item}"
    return f"{Response.prefix}/{sha256(key.encode()).hexdigest()[:16]}"
