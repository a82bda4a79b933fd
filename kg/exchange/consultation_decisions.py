"""What the board answers to each item of a consultation, and its decision about the whole.

Knowledge is written first, then the desk, all of it at once: killed between the two, the same
decision written again completes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final, get_args

from kg.base.audience import AUDIENCES, Audience
from kg.base.dates import parse_day
from kg.base.errors import BadOptionError, UnknownIdError
from kg.base.i18n import Message, msg
from kg.exchange.acceptance import Ledgers
from kg.exchange.adoption import Adoption, adopt, adopted_id, undo_adoption, version_id
from kg.exchange.exchange_errors import NotAtThisStageError
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import (
    Seen,
    begun,
    open_steps,
    records_in,
    require_current,
    require_step,
    seen_record,
    stepped,
    write_all,
)
from kg.exchange.parties import Who, told_of
from kg.exchange.responses import MOST, Wrong, item_change, wrong_in_place, wrong_with
from kg.model.desk_types import BoardAnswer, Consultation, Outcome
from kg.partners.guideline_items import Changed, with_changes
from kg.store.protocol import Store

_NO_TOKEN: Final = ""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_LONGEST: Final = 200
_VERSION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]{0,39}")


@dataclass(frozen=True, slots=True)
class Answered:
    """What the board writes of an item, as it was typed; ``item`` is empty for the whole."""

    item: str
    outcome: str
    text: str
    lang: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision, as it was typed: its day, its reference, its text; and what it adopts.

    ``version`` is that of the text which is adopted, empty where none is; ``audience`` may read
    that from then on.
    """

    day: str
    decision: str
    reasons: str
    version: str
    audience: str = "board"


def wrong_in_answer(record: Consultation, said: Answered) -> Wrong:
    """Return what is wrong with an answer of the board; nothing where it can be written."""
    found = wrong_in_place(record, said.item, said.lang)
    if said.outcome not in get_args(Outcome):
        found["outcome"] = msg("Choose one of them.")
    if not said.text.strip():
        found["text"] = msg("Give the reasons: those who were asked read them.")
    elif len(said.text) > MOST or len(said.change) > MOST:
        found["text"] = msg("It has more than {n} characters.", n=MOST)
    change = board_change(record, said)
    if change and said.outcome == "not_taken_up":
        found["change"] = msg("What is not taken up changes nothing: leave the text as it was.")
    return wrong_with(record, said.item, change, found)


def board_change(record: Consultation, said: Answered) -> str:
    """Return the item as the board would have it; empty where it stays."""
    return item_change(record, said.item, said.change)


def answer_item(  # noqa: PLR0917
    desk: Store, asked: Seen[Consultation], said: Answered, seen: str, who: Who, now: datetime
) -> BoardAnswer:
    """Write what the board answers to an item, once the consultation has closed.

    ``said`` has nothing wrong; ``seen`` is the token of what was answered before, empty where that
    was nothing. Those who were asked read it after the decision.

    Raises:
        NotAtThisStageError: the consultation has not closed, or is decided.
        NotYoursError: they do not act for the board.
        ConflictError: it was altered since it was seen.
        StoreError: the desk cannot be written to.
    """
    record = asked.record
    if record.state != "closed":
        state = LIVES[Consultation].states[record.state or ""]
        label = next(step.label for step in LIVES[BoardAnswer].steps)
        others = [step.label for step in open_steps(record, who)]
        raise NotAtThisStageError(record.id, label, state, others)
    fields = {
        "consultation": record.id, "item": said.item or None, "outcome": said.outcome,
        "text": said.text.strip(), "lang": said.lang, "change": board_change(record, said) or None,
    }  # fmt: skip
    id_ = _id(record.id, said.item)
    if seen:
        before = seen_record(desk, BoardAnswer, id_, who)
        written = stepped(before.record, "write", who, now, **fields)
    else:
        written = begun(BoardAnswer.model_validate({"id": id_, **fields}), "write", who, now)
    write_all(desk, [Seen(written, seen)], "write", {record.id: asked.token})
    return written


def answers_seen(desk: Store, consultation: str, who: Who) -> dict[str, Seen[BoardAnswer]]:
    """Return what the board answered to the items of a consultation, as far as somebody sees it."""
    with closing(desk.nodes()) as rows:
        known = [one for one in records_in(rows, BoardAnswer) if one.consultation == consultation]
    found: dict[str, Seen[BoardAnswer]] = {}
    for one in sorted(known, key=lambda one: one.id):
        with suppress(UnknownIdError):
            found[one.item or ""] = seen_record(desk, BoardAnswer, one.id, who)
    return found


def changes_of(answers: Mapping[str, Seen[BoardAnswer]]) -> dict[str, str]:
    """Return the items that the board changes, each as it shall be."""
    return {item: one.record.change for item, one in answers.items() if one.record.change and item}


def as_it_would_be(record: Consultation, answers: Mapping[str, Seen[BoardAnswer]]) -> Changed:
    """Return the guideline as it would be with what the board takes up."""
    return with_changes(record.text or "", changes_of(answers))


def wrong_in_decision(record: Consultation, said: Decided, changed: Changed, today: date) -> Wrong:
    """Return what is wrong with a decision; nothing where it can be written."""
    found: dict[str, Message] = {}
    if not _is_past(said.day, today):
        found["day"] = msg("Write the day of the decision; it has passed.")
    elif said.day < (record.opened or ""):
        found["day"] = msg("The board decides after the consultation was opened.")
    if not said.decision or len(said.decision) > _LONGEST or _CONTROL.search(said.decision):
        found["decision"] = msg("Name the decision of the board, such as its number and day.")
    if not said.reasons.strip() or len(said.reasons) > MOST:
        found["reasons"] = msg("Write the text of the decision.")
    if said.audience not in AUDIENCES:
        found["audience"] = msg("Choose one of them.")
    if said.version and not _VERSION.fullmatch(said.version):
        found["version"] = msg("Write digits, letters, dots and hyphens, such as {version}.",
                               version="1.0")  # fmt: skip
    elif said.version and said.version == record.version:
        found["version"] = msg("The version that was consulted on has this number already.")
    mistakes = [one for several in changed.mistakes.values() for one in several]
    return Wrong(found, mistakes if said.version else ())


def decide(
    ledgers: Ledgers, seen: Seen[Consultation], said: Decided, who: Who, now: datetime
) -> Consultation:
    """Write the decision: what is adopted becomes known, those who were asked read the answers.

    ``said`` has nothing wrong. Without a version nothing is adopted.

    Raises:
        NotAtThisStageError, NotYoursError: as ``move``; nothing is written then.
        ConflictError: it was altered since it was seen; what was adopted is taken back.
        BadDefinitionError, BadOptionError: the text cannot be adopted under this version.
        StoreError: it cannot be written; the same again completes it.
    """
    require_step(seen.record, "decide", who)
    require_current(ledgers.desk, seen)
    answers = answers_seen(ledgers.desk, seen.record.id, who)
    told: dict[str, Any] = {
        "decided": said.day, "decision": said.decision, "reasons": said.reasons.strip(),
    }  # fmt: skip
    if said.version:
        told |= _adopted(ledgers, seen.record, said, as_it_would_be(seen.record, answers).text, who)
    decided = stepped(seen.record, "decide", who, now, **told)
    readers = told_of(decided)
    told_now = [
        Seen(stepped(one.record, "tell", who, now, readers=readers), one.token)
        for one in answers.values()
    ]
    moved: list[Seen[Any]] = [Seen(decided, seen.token), *told_now]
    write_all(ledgers.desk, moved, "decide")
    return decided


def undo_decision(
    ledgers: Ledgers, seen: Seen[Consultation], who: Who, now: datetime
) -> Consultation:
    """Take a decision back: what it adopted counts no more, and the board decides again.

    Raises:
        NotAtThisStageError, NotYoursError: as ``move``; nothing is written then.
        ConflictError: it was altered since it was seen, or others stated something of the version.
        StoreError: it cannot be written; the same again completes it.
    """
    require_step(seen.record, "undo", who)
    require_current(ledgers.desk, seen)
    record = seen.record
    if record.adopted_version:
        undo_adoption(ledgers.knowledge, adopted_id(record) or "", who)
    back = stepped(record, "undo", who, now)
    answers = [
        Seen(stepped(one.record, "take back", who, now), one.token)
        for one in answers_seen(ledgers.desk, record.id, who).values()
    ]
    moved: list[Seen[Any]] = [Seen(back, seen.token), *answers]
    write_all(ledgers.desk, moved, "undo")
    return back


def decisions_before(desk: Store, record: Consultation) -> Iterator[tuple[str, str]]:
    """Yield the decisions that were undone, by day and reference, the oldest first."""
    told = [
        (said.props["decided"], said.props["decision"])
        for version in desk.history(record.id)
        for said in version.statements
        if said.props.get("decision")
    ]
    now = (record.decided, record.decision)
    yield from (one for one in dict.fromkeys(told) if one != now)


def _adopted(
    ledgers: Ledgers, record: Consultation, said: Decided, text: str, who: Who
) -> dict[str, Any]:
    adoption = Adoption(text, said.version, said.day, said.decision)
    audience: Audience = next(name for name in AUDIENCES if name == said.audience)
    id_, token = adopt(ledgers.knowledge, adoption, who, audience)
    if id_ != version_id(record.guideline or "", said.version):
        raise BadOptionError("version", said.version, msg("The guideline has another name."))
    stated = ledgers.knowledge.get([id_])[id_].statements[0].props
    return {"adopted": stated["text"], "adopted_version": said.version, "led_to": token}


def _is_past(day: str, today: date) -> bool:
    try:
        return parse_day(day) <= today
    except ValueError:
        return False


def _id(consultation: str, item: str) -> str:
    """Return the id of the answer to an item: always the same, so that there is one."""
    key = f"{consultation}\n{item}"
    return f"{BoardAnswer.prefix}/{sha256(key.encode()).hexdigest()[:16]}"
