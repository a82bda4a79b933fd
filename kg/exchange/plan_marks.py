"""The plan in the base, as the board keeps it: what is added, marked, read off, closed, replaced.

All of it is said by the board's own source, with its decision, and is undone from the history. What
is not done yet is between the board and the secretariat; what is done, and what became of a measure
as a whole, everybody reads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from kg.base.audience import Audience
from kg.base.dates import parse_day
from kg.base.errors import ConflictError
from kg.base.i18n import Message, msg
from kg.exchange.board_marks import (
    ACTORS,
    BOARD,
    DONE,
    MARKS,
    NOTE,
    back,
    is_evidence,
    past_day,
    require_marks,
    restated,
    said_by_board,
    write,
    wrong_reference,
)
from kg.exchange.parties import Who
from kg.model.audiences import EVERYBODY, FEWEST
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement, Withdrawal
from kg.model.nodes import Action, Indicator, Initiative, Node, Objective
from kg.model.records import NodeRecord
from kg.model.relations import PartOf, Replaces
from kg.store.protocol import Store

ADDED: Final[Mapping[str, type[Node]]] = {cls.prefix: cls for cls in (Objective, Action, Indicator)}
"""What the board adds to a measure."""
CLOSED: Final = "closed"
REPLACED: Final = "replaced"
RENEWED: Final = "implementation"
OVER: Final = (DONE, "cancelled", CLOSED, REPLACED)
"""What nothing is awaited of any more."""
MOST: Final = 2_000
_ID_LENGTH: Final = 16
_READING: Final = " = "
_SOURCE: Final = " · "


class PlanForm(NamedTuple):
    """What somebody wrote of a part of a plan: days and numbers are yet to be read."""

    decision: str = ""
    name: str = ""
    text: str = ""
    responsible: tuple[str, ...] = ()
    starts: str = ""
    ends: str = ""
    status: str = ""
    reached: str = ""
    evidence: str = ""
    next_step: str = ""
    unit_of_measure: str = ""
    baseline: str = ""
    baseline_on: str = ""
    target: str = ""
    due: str = ""
    read_on: str = ""
    reading: str = ""
    read_in: str = ""
    lang: str = "en"


class Reading(NamedTuple):
    """A value of an indicator: on which day it was read, and in what, empty where not said."""

    day: str
    value: float
    where: str

    def text(self) -> str:
        """Return it as the base keeps it."""
        return f"{self.day}{_READING}{self.value:g}" + (_SOURCE + self.where if self.where else "")


def readings_of(props: Mapping[str, Any]) -> list[Reading]:
    """Return the readings of an indicator by day; what cannot be read as one is left out."""
    found = [_reading(str(text)) for text in props.get("readings", ())]
    return sorted(one for one in found if one is not None)


def _reading(text: str) -> Reading | None:
    day, _, rest = text.partition(_READING)
    value, _, where = rest.partition(_SOURCE)
    try:
        return Reading(parse_day(day).isoformat(), float(value), where)
    except ValueError:
        return None


def part_id(prefix: str, measure: str, name: str) -> str:
    """Return the id of what is added to a measure under a name: the same again is the same."""
    known = hashlib.sha256(f"{measure} {prefix} {name}".encode()).hexdigest()
    return f"{prefix}/desk/{known[:_ID_LENGTH]}"


def wrong_in_form(
    form: PlanForm, fields: Collection[str], today: date, known: Collection[str]
) -> dict[str, Message]:
    """Return what is wrong with what was written, by field; ``known`` are ids of actors."""
    decision = wrong_reference(form.decision).get("decision")
    found: dict[str, Message] = {"decision": decision} if decision else {}
    for name in ("starts", "ends", "due"):
        if name in fields and getattr(form, name) and _day(getattr(form, name)) is None:
            found[name] = msg("Write a day.")
    if form.starts and form.ends and not {"starts", "ends"} & {*found} and form.ends < form.starts:
        found["ends"] = msg("It ends before it starts.")
    for check in (_wrong_texts, _wrong_state, _wrong_numbers):
        found |= check(form, fields, today)
    if any(i.partition("/")[0] not in ACTORS or i not in known for i in form.responsible):
        found["responsible"] = msg("Choose a state, an organisation or a unit that is known.")
    return found


def _wrong_texts(form: PlanForm, fields: Collection[str], _today: date) -> dict[str, Message]:
    found = {}
    if "name" in fields and not form.name:
        found["name"] = msg("Give it a name.")
    for name in ("name", "text", "next_step", "unit_of_measure", "read_in"):
        if len(getattr(form, name)) > MOST:
            found[name] = msg("It is too long.")
    return found


def _wrong_state(form: PlanForm, fields: Collection[str], today: date) -> dict[str, Message]:
    if "status" not in fields:
        return {}
    found = {}
    if form.status not in MARKS:
        found["status"] = msg("Choose one of them.")
    if form.status == DONE and past_day(form.reached, today) is None:
        found["reached"] = msg("Write the day on which it was reached; it has passed.")
    if form.status == DONE and not form.evidence:
        found["evidence"] = msg("Name what shows it: a link or a document.")
    if form.evidence and not is_evidence(form.evidence):
        found["evidence"] = msg("Write a link that begins with http, or the name of a document.")
    return found


def _wrong_numbers(form: PlanForm, fields: Collection[str], today: date) -> dict[str, Message]:
    found = {}
    for name in {"baseline", "target", "reading"} & {*fields}:
        if getattr(form, name) and _number(getattr(form, name)) is None:
            found[name] = msg("Write a number.")
    for name, day in (("baseline", "baseline_on"), ("reading", "read_on")):
        if name in fields and getattr(form, name) and past_day(getattr(form, day), today) is None:
            found[day] = msg("Write the day on which it was read; it has passed.")
    if form.reading and "reading" in fields and not form.read_in:
        found["read_in"] = msg("Name where it was read: a link or a document.")
    if form.read_in and not is_evidence(form.read_in):
        found["read_in"] = msg("Write a link that begins with http, or the name of a document.")
    return found


def _day(text: str) -> date | None:
    try:
        return parse_day(text)
    except ValueError:
        return None


def _number(text: str) -> float | None:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return None
    return found if abs(found) < 10**12 else None


def add(  # noqa: PLR0917
    knowledge: Store, measure: NodeRecord, prefix: str, form: PlanForm, who: Who, today: date
) -> str:
    """Add an objective, action or indicator to a measure; return its id. Nothing is wrong in it.

    Raises:
        ForbiddenError: they do not write for the board.
        UnknownIdError: it is no measure.
        ConflictError: it is there already, or the measure was altered since it was seen.
        StoreError: it cannot be written.
    """
    require_marks(who, measure, Initiative.prefix)
    id_ = part_id(prefix, measure.id, form.name)
    if knowledge.get([id_]):
        raise ConflictError(id_)
    said = {"name": {form.lang: form.name}, "text": _words(form, "text")} | _said(prefix, form)
    level = _level(prefix, "")
    props = {name: value for name, value in said.items() if value not in (None, "", {}, [])}
    node = NodeStatement(
        id_, BOARD, props, where=form.decision, dated=today.isoformat(), visibility=level
    )
    place = RelationKey(PartOf.type, id_, measure.id)
    relation = RelationStatement(
        place, BOARD, where=form.decision, dated=today.isoformat(), visibility=level
    )
    write(knowledge, [node, relation], {measure.id: measure.token, id_: ""}, who)
    return id_


def mark_action(knowledge: Store, seen: NodeRecord, form: PlanForm, who: Who, today: date) -> None:
    """Write who is responsible for an action, how it stands, its proof and next step.

    Raises:
        ForbiddenError, UnknownIdError, ConflictError, StoreError: as ``add``.
    """
    require_marks(who, seen, Action.prefix)
    done = form.status == DONE
    said = {
        "responsible": list(dict.fromkeys(form.responsible)) or None,
        "status": form.status,
        "starts": form.starts,
        "ends": form.ends,
        "reached": form.reached if done else None,
        "evidence": form.evidence,
        "next_step": {} if done else _words(form, "next_step"),
    }
    _rewrite(knowledge, seen, said, form.decision, who, today)


def mark_indicator(
    knowledge: Store, seen: NodeRecord, form: PlanForm, who: Who, today: date
) -> None:
    """Write the baseline and target of an indicator, and a further reading where there is one.

    Raises:
        ForbiddenError, UnknownIdError, ConflictError, StoreError: as ``add``.
    """
    require_marks(who, seen, Indicator.prefix)
    said = _said(Indicator.prefix, form)
    if form.reading:
        before = said_by_board(seen)
        kept = list(before.props.get("readings", ())) if before else []
        value = _number(form.reading) or 0.0
        text = Reading(form.read_on, value, form.read_in).text()
        said["readings"] = list(dict.fromkeys([*kept, text]))
    _rewrite(knowledge, seen, said, form.decision, who, today)


def close(knowledge: Store, seen: NodeRecord, decision: str, who: Who, today: date) -> None:
    """Close a measure: nothing of it is awaited any more, and it stays readable.

    Raises:
        ForbiddenError, UnknownIdError, ConflictError, StoreError: as ``add``.
    """
    require_marks(who, seen, Initiative.prefix)
    _rewrite(knowledge, seen, {"status": CLOSED}, decision, who, today)


def renew(knowledge: Store, seen: NodeRecord, form: PlanForm, who: Who, today: date) -> None:
    """Give a measure new days; those that it had stay in the history.

    Raises:
        ForbiddenError, UnknownIdError, ConflictError, StoreError: as ``add``.
    """
    require_marks(who, seen, Initiative.prefix)
    said = {"status": RENEWED, "starts": form.starts, "ends": form.ends}
    _rewrite(knowledge, seen, said, form.decision, who, today)


def replace(knowledge: Store, seen: NodeRecord, form: PlanForm, who: Who, today: date) -> str:
    """Put another measure in the place of one, which is history then; return the id of the new.

    Raises:
        ForbiddenError, UnknownIdError, ConflictError, StoreError: as ``add``.
    """
    require_marks(who, seen, Initiative.prefix)
    id_ = part_id(Initiative.prefix, seen.id, form.name)
    if knowledge.get([id_]):
        raise ConflictError(id_)
    said = {
        "name": {form.lang: form.name},
        "text": _words(form, "text"),
        "kind": _kind(seen),
        "starts": form.starts,
        "ends": form.ends,
        "status": RENEWED,
        "standing": "adopted",
    }
    props = {name: value for name, value in said.items() if value}
    dated = today.isoformat()
    new = NodeStatement(id_, BOARD, props, where=form.decision, dated=dated)
    link = RelationStatement(
        RelationKey(Replaces.type, id_, seen.id), BOARD, where=form.decision, dated=dated
    )
    old = restated(seen, {"status": REPLACED}, form.decision, today)
    write(knowledge, [new, old, link], {seen.id: seen.token, id_: ""}, who)
    return id_


def undo_part(knowledge: Store, seen: NodeRecord, who: Who) -> None:
    """Put back what the board said of a part of the plan, or of a measure, before.

    What it alone added goes; a measure that was put in the place of another goes with that mark.

    Raises:
        ForbiddenError, UnknownIdError, StoreError: as ``add``.
        ConflictError: it was altered since, or something was added to what would go.
    """
    require_marks(who, seen, Initiative.prefix, *ADDED)
    change = back(knowledge, seen)
    gone = list(_replacing(knowledge, seen))
    goes = isinstance(change, Withdrawal) and len(seen.statements) == 1
    _require_bare(knowledge, [*gone, *([seen.id] if goes else [])])
    changes: list[Change] = [change]
    if isinstance(change, NodeStatement):
        changes += _placed(knowledge, seen.id, change.visibility)
    changes += [Withdrawal(id_, BOARD) for id_ in gone]
    knowledge.apply(changes, note=f"{NOTE}{who.role}", expect={seen.id: seen.token})


def _replacing(knowledge: Store, seen: NodeRecord) -> Iterator[str]:
    """Yield what the board put in the place of a measure, where that is what it said last."""
    said = said_by_board(seen)
    if said is None or said.props.get("status") != REPLACED:
        return
    for one in knowledge.relations_of(seen.id):
        key = one.relation
        if key.type == Replaces.type and key.end == seen.id:
            yield key.start


def _require_bare(knowledge: Store, ids: Collection[str]) -> None:
    """Refuse to let something go that others are part of.

    Raises:
        ConflictError: others are.
    """
    for id_ in ids:
        parts = (one.relation for one in knowledge.relations_of(id_))
        if any(key.type == PartOf.type and key.end == id_ for key in parts):
            raise ConflictError(id_)


def _rewrite(  # noqa: PLR0917
    knowledge: Store, seen: NodeRecord, said: dict[str, Any], decision: str, who: Who, today: date
) -> None:
    level = _level(seen.id.partition("/")[0], str(said.get("status") or ""))
    change = restated(seen, said, decision, today, visibility=level)
    changes: list[Change] = [change, *_placed(knowledge, seen.id, level)]
    write(knowledge, changes, {seen.id: seen.token}, who)


def _placed(knowledge: Store, id_: str, level: Audience | None) -> Iterator[RelationStatement]:
    """Yield that what the board added belongs where it does, for those who see it from now on."""
    for one in knowledge.relations_of(id_):
        said = next((s for s in one.statements if s.source == BOARD), None)
        if said is not None and one.relation.type == PartOf.type and one.relation.start == id_:
            yield RelationStatement(
                one.relation, BOARD, said.props, said.where, said.basis, said.dated, level
            )


def _level(prefix: str, status: str) -> Audience:
    """Return for whom the board says something: what is under way is its own."""
    open_ = prefix in {Initiative.prefix, Objective.prefix} or status == DONE
    return EVERYBODY if open_ else FEWEST


def _said(prefix: str, form: PlanForm) -> dict[str, Any]:
    if prefix == Action.prefix:
        return {
            "responsible": list(dict.fromkeys(form.responsible)),
            "starts": form.starts, "ends": form.ends, "status": "planned",
            "next_step": _words(form, "next_step"), "standing": "adopted",
        }  # fmt: skip
    if prefix == Indicator.prefix:
        return {
            "unit_of_measure": _words(form, "unit_of_measure"), "baseline": _number(form.baseline),
            "baseline_on": form.baseline_on, "target": _number(form.target), "due": form.due,
            "standing": "adopted",
        }  # fmt: skip
    return {"standing": "adopted"}


def _words(form: PlanForm, field: str) -> dict[str, str]:
    text = getattr(form, field)
    return {form.lang: text} if text else {}


def _kind(seen: NodeRecord) -> str | None:
    kinds = (said.props.get("kind") for said in seen.statements)
    return next(filter(None, kinds), None)
