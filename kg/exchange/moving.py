"""Records of the exchange on a desk: read, and moved by one step at a time."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final, Generic, NamedTuple, TypeVar

from kg.base.errors import ConflictError, UnknownIdError
from kg.base.i18n import Message, msg
from kg.exchange.exchange_errors import LeftOutError, NotAtThisStageError, NotYoursError
from kg.exchange.life_cycle import LIVES, NEW, Part, Step
from kg.exchange.parties import CLOCK, Who, parts_of, sees
from kg.model.changes import state_node
from kg.model.desk_types import ContactRequest, Moving
from kg.model.nodes import Source
from kg.model.records import NodeRecord, NodeRow, Statement
from kg.model.registry import metas
from kg.store.protocol import Store

SOURCE: Final = "source/desk/exchange"
"""Who says what stands in these records: the desk itself."""
PARTS: Final[Mapping[Part, Message]] = {
    "own": msg("the office itself"),
    "asks": msg("the office that asks"),
    "asked": msg("the office that is asked"),
    "other": msg("the side that has not confirmed yet"),
    "secretariat": msg("the secretariat"),
    "board": msg("the board, or the secretariat for it"),
    "clock": msg("nobody: it comes with time"),
    "house": msg("the program itself, where the knowledge base was put back from an older copy"),
}
M = TypeVar("M", bound=Moving)
_ID_BYTES: Final = 8
_NO_TOKEN: Final = ""
_TRIES: Final = 5


class Seen(NamedTuple, Generic[M]):
    """A record, and the token by which it is known that nobody has altered it since."""

    record: M
    token: str


def new_id(cls: type[Moving]) -> str:
    """Return an id that nobody can guess, and that says nothing of the office."""
    return f"{cls.prefix}/{secrets.token_hex(_ID_BYTES)}"


def records_of(desk: Store, cls: type[M], who: Who) -> list[M]:
    """Return the records of a type that somebody may see, in the order in which they moved last."""
    with closing(desk.nodes()) as rows:
        found = [record for record in records_in(rows, cls) if sees(who, record)]
    return sorted(found, key=lambda record: (record.moved or "", record.id))


def seen_record(desk: Store, cls: type[M], id_: str, who: Who) -> Seen[M]:
    """Return a record with its token.

    Raises:
        UnknownIdError: there is none, or it is not for them: both are told alike.
    """
    found = desk.get([id_]).get(id_) if id_.startswith(f"{cls.prefix}/") else None
    if found is None:
        raise UnknownIdError(id_)
    record = cls.model_validate({"id": found.id, **_own(found).props})
    if not sees(who, record):
        raise UnknownIdError(id_)
    return Seen(record, found.token)


def require_current(desk: Store, seen: Seen[M]) -> None:
    """Refuse a record that somebody has altered since it was seen, before anything is written.

    Raises:
        ConflictError: somebody has.
    """
    found = desk.get([seen.record.id]).get(seen.record.id)
    if found is None or found.token != seen.token:
        raise ConflictError(seen.record.id)


def as_record(desk: Store, id_: str, who: Who) -> Moving | None:
    """Return a record of whichever type, None where there is none or it is not for them."""
    cls = next((cls for cls in LIVES if id_.startswith(f"{cls.prefix}/")), None)
    if cls is None:
        return None
    try:
        return seen_record(desk, cls, id_, who).record
    except UnknownIdError:
        return None


def begin(desk: Store, record: M, act: str, who: Who, now: datetime) -> M:
    """Put a new record on the desk by the act that makes one.

    Raises:
        NotYoursError, LeftOutError, StoreError: as ``move``.
    """
    made = begun(record, act, who, now)
    write_all(desk, [Seen(made, _NO_TOKEN)], act)
    return made


def move(desk: Store, seen: Seen[M], act: str, who: Who, now: datetime, **said: Any) -> M:
    """Let an act happen to a record as it was seen, with what it says of it.

    Raises:
        NotAtThisStageError: nothing of this kind leads on from its state.
        NotYoursError: somebody else does this.
        LeftOutError: the step needs what was not said.
        ConflictError: somebody has altered the record since it was seen.
        StoreError: the desk cannot be written to.
    """
    moved = stepped(seen.record, act, who, now, **said)
    write_all(desk, [Seen(moved, seen.token)], act)
    return moved


def begun(record: M, act: str, who: Who, now: datetime) -> M:
    """Return a new record as the act leaves it that makes one; nothing is written.

    Raises:
        NotYoursError, LeftOutError: as ``move``.
    """
    step = require_step(record.model_copy(update={"state": NEW}), act, who)
    _require_said(step, record, record.props())
    return _moved(record, step, who, now)


def stepped(record: M, /, act: str, who: Who, now: datetime, **said: Any) -> M:
    """Return a record as an act leaves it; nothing is written.

    Raises:
        NotAtThisStageError, NotYoursError, LeftOutError: as ``move``.
    """
    step = require_step(record, act, who)
    _require_said(step, record, said)
    fields = (*step.needs, *step.takes)
    taken = {name: said[name] for name in fields if name in said}
    if "reason" in fields:
        # Of an earlier decline nothing counts for this one: what is not said is not said.
        taken = {"reason": None, "reason_shown": None, **taken}
    return _moved(record.model_validate({**record.model_dump(), **taken}), step, who, now)


def write_all(
    desk: Store,
    moved: Iterable[Seen[Any]],
    note: str,
    beside: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write records as acts left them, all or none; the tokens are those before the acts.

    ``beside`` are the tokens of records that nothing is written of, and that must be as they were.

    Raises:
        ConflictError: somebody has altered one of them since it was seen.
        StoreError: the desk cannot be written to.
    """
    source = state_node(Source(id=SOURCE, title={"en": "The exchange"}), SOURCE)
    made = list(moved)
    stated = [state_node(each.record, SOURCE) for each in made]
    expect = {**beside, **{m.record.id: m.token for m in made}}
    desk.apply([source, *stated], note=note, expect=expect)


def move_however_often(  # noqa: PLR0917
    desk: Store,
    cls: type[M],
    id_: str,
    act: str,
    now: datetime,
    said: Callable[[M], Mapping[str, Any]],
) -> None:
    """Let an act of the clock happen to a record, whoever alters it meanwhile.

    ``said`` is what the act says of the record as it then is.

    Raises:
        UnknownIdError: there is none.
        ConflictError: others alter it all the time.
        StoreError: the desk cannot be written to.
    """
    for left in reversed(range(_TRIES)):
        seen = seen_record(desk, cls, id_, CLOCK)
        try:
            move(desk, seen, act, CLOCK, now, **said(seen.record))
        except ConflictError:
            if not left:
                raise
        else:
            return


def open_steps(record: Moving, who: Who) -> list[Step]:
    """Return the steps that somebody may take now: what their page offers."""
    life = LIVES[type(record)]
    return list(life.open_to(record.state or NEW, parts_of(who, record)))


def require_step(record: Moving, act: str, who: Who) -> Step:
    """Return the step by which somebody does something to a record, without doing it.

    Raises:
        NotAtThisStageError: nothing of this kind leads on from its state.
        NotYoursError: somebody else does this.
    """
    life, state = LIVES[type(record)], record.state or NEW
    step = life.step(act, state)
    if step is None:
        label = next((s.label for s in life.steps if s.act == act), msg("“{act}”", act=act))
        others = [each.label for each in life.open_to(state, parts_of(who, record))]
        shown = life.states.get(state, msg("not there yet"))
        raise NotAtThisStageError(record.id, label, shown, others)
    if set(step.by).isdisjoint(parts_of(who, record)):
        raise NotYoursError(record.id, step.label, [PARTS[part] for part in step.by])
    return step


def _require_said(step: Step, record: Moving, said: Mapping[str, Any]) -> None:
    labels = metas(type(record))
    missing = [labels[name].label for name in step.needs if not said.get(name)]
    if missing:
        raise LeftOutError(step.label, missing)


def _moved(record: M, step: Step, who: Who, now: datetime) -> M:
    told: dict[str, Any] = {"state": step.after, **dict.fromkeys(step.clears)}
    if not step.notes:
        told |= {"moved": now.astimezone(UTC).isoformat(), "act": step.act}
        told["by"] = who.office or who.role
    if isinstance(record, ContactRequest):
        told |= {"confirmed": _confirmed(record, step, who), **_reasoned(record, step, who)}
    return record.model_copy(update=told)


def _reasoned(record: ContactRequest, step: Step, who: Who) -> dict[str, Any]:
    """Who gave the reason; where it goes on after all there is none any more."""
    if "reason" in step.takes:
        return {"reason_by": who.office if record.reason else None}
    if step.act == "reopen":
        return {"reason": None, "reason_shown": None, "reason_by": None}
    return {}


def _confirmed(record: ContactRequest, step: Step, who: Who) -> list[str]:
    """Who says that it is concluded: the side that said so first, then the other."""
    if step.after not in {"concluded", "confirmed"}:
        return []
    return sorted({*record.confirmed, who.office or ""} - {""})


def records_in(rows: Iterable[NodeRow], cls: type[M]) -> Iterator[M]:
    """Yield the records of a type among rows of a desk."""
    for row in rows:
        record = _of(row, cls)
        if record is not None:
            yield record


def _of(row: NodeRow, cls: type[M]) -> M | None:
    if not row.id.startswith(f"{cls.prefix}/"):
        return None
    return cls.model_validate({"id": row.id, **json.loads(row.body)})


def _own(found: NodeRecord) -> Statement:
    """What the desk itself says: it is the only one that states these records."""
    return next(said for said in found.statements if said.source == SOURCE)
