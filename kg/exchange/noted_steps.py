"""What somebody notes of a step of an approach or a transfer: read, checked, and told in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from kg.base.audience import AUDIENCES
from kg.base.dates import parse_day
from kg.base.i18n import Message, msg
from kg.exchange.board_marks import is_evidence, past_day, wrong_reference
from kg.exchange.life_cycle import LIVES, Step
from kg.model.desk_types import CHANNELS, Approach, Moving, Transfer
from kg.model.fields import MAX_SHORT, MAX_TEXT
from kg.model.registry import metas
from kg.store.protocol import Store

SET: Final = (
    "lang", "partner", "body", "verdict", "guideline", "agreement", "set_back", "practice", "gives",
    "takes",
)  # fmt: skip
"""Fields of steps that no form asks for: they follow from where it was opened."""
AGREEMENTS: Final = ("agreement", "mou")
"""What may be signed."""
_CHOICES: Final[Mapping[str, Collection[str]]] = {
    "channel": CHANNELS,
    "kind": AGREEMENTS,
    "seen_by": AUDIENCES,
}
_DAYS: Final = ("day", "next_day", "ends")
_OFFICES: Final = ("org", "unit", "programme")
_SHORT: Final = ("title", "document", "in_charge")
_MISSING: Final = msg("This is needed.")


class Known(NamedTuple):
    """What a step may name: ids of the knowledge base, and mailboxes of roles."""

    ids: Collection[str]
    mailboxes: Collection[str]


def asked_of(step: Step) -> tuple[str, ...]:
    """Return the fields that the form of a step asks for, in the order of the record."""
    return tuple(name for name in (*step.needs, *step.takes) if name not in SET)


def said_in(step: Step, typed: Mapping[str, str]) -> dict[str, str | None]:
    """Return what a step says, with None for what is left empty: nothing of an earlier step."""
    return {name: typed.get(name, "").strip() or None for name in asked_of(step)}


def wrong_in_step(
    step: Step, said: Mapping[str, str | None], today: date, known: Known
) -> dict[str, Message]:
    """Return what is wrong with what was noted, by field; nothing where it can be written."""
    found: dict[str, Message] = {}
    for name in asked_of(step):
        value = said.get(name)
        if value is None:
            found |= {name: _MISSING} if name in step.needs else {}
        else:
            wrong = _wrong(name, value, today, known)
            found |= {name: wrong} if wrong else {}
    day, ends = said.get("day"), said.get("ends")
    if day and ends and not {"day", "ends"} & {*found} and ends < day:
        found["ends"] = msg("It ends before it starts.")
    pair = [said.get(name) for name in ("next_step", "next_day")]
    if any(pair) and not all(pair):
        empty = "next_day" if pair[0] else "next_step"
        found.setdefault(empty, msg("A next step has a text and a day."))
    return found


def _wrong(name: str, value: str, today: date, known: Known) -> Message | None:
    if name in _DAYS:
        return _wrong_day(name, value, today)
    if name in _CHOICES:
        return None if value in _CHOICES[name] else msg("Choose one of them.")
    if name in {"addressed", "in_charge"}:
        return _wrong_office(name, value, known)
    return _wrong_text(name, value)


def _wrong_day(name: str, value: str, today: date) -> Message | None:
    if name == "day":
        return None if past_day(value, today) else msg("Write a day; it has passed.")
    return None if _is_day(value) else msg("Write a day.")


def _wrong_text(name: str, value: str) -> Message | None:
    if name == "document" and not is_evidence(value):
        return msg("Write a link that begins with http, or the symbol of a document.")
    if name == "decision":
        return wrong_reference(value).get("decision")
    longest = MAX_SHORT if name in _SHORT else MAX_TEXT
    return msg("It is too long.") if len(value) > longest else None


def _wrong_office(name: str, value: str, known: Known) -> Message | None:
    if name == "in_charge" and value in known.mailboxes:
        return None
    if value.partition("/")[0] in _OFFICES and value in known.ids:
        return None
    return msg("Choose an office; no person is named here.")


def _is_day(text: str) -> bool:
    try:
        parse_day(text)
    except ValueError:
        return False
    return True


class Told(NamedTuple):
    """A step as it was noted: when it happened, when that was noted, by which role, what it said.

    ``said`` are the fields of this step alone that hold something, by name.
    """

    act: str
    label: Message
    day: str | None
    noted: str
    by: str
    said: Mapping[str, Any]


def history(desk: Store, record: Approach | Transfer) -> list[Told]:
    """Return the steps of an approach or transfer, in the order in which they were noted.

    Raises:
        StoreError: the desk cannot be read.
    """
    versions = [v.statements[0].props for v in desk.history(record.id) if v.statements]
    return [told for props in versions for told in _told(type(record), props)]


def _told(cls: type[Moving], props: Mapping[str, Any]) -> Iterator[Told]:
    act = str(props.get("act", ""))
    step = next((s for s in LIVES[cls].steps if s.act == act and s.after == props["state"]), None)
    if step is None:
        return
    shown = [name for name in metas(cls) if name in asked_of(step) and name != "day"]
    day = props.get("day") if "day" in asked_of(step) else None
    said = {name: props[name] for name in shown if props.get(name)}
    yield Told(act, step.label, day, str(props["moved"]), str(props.get("by", "")), said)


def days_late(record: Approach | Transfer, today: date) -> int | None:
    """Return by how many days the next step of a record is late, None where it is not."""
    over = record.state in {"closed", "signed", "in use"}
    if over or record.next_day is None:
        return None
    late = (today - date.fromisoformat(record.next_day)).days
    return late if late > 0 else None
