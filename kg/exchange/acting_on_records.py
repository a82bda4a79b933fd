"""Acts of an office on its own records: written at once, dated, and undone exactly.

The history of the knowledge base is all that is needed for it: the note of a revision says which
act of which office made it, and what the record was before is in the revision before.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import date
from typing import Any, Final, NamedTuple

from kg.base.errors import BadOptionError, ConflictError
from kg.base.i18n import msg
from kg.exchange.acceptance import own_source, put_back
from kg.exchange.confirmations import CONFIRMS, ON
from kg.exchange.exchange_errors import LeftOutError
from kg.exchange.own_statements import OwnRecord
from kg.exchange.record_acts import BY_NAME, RecordAct, require_act
from kg.model.changes import Change, RelationKey, RelationStatement, state_node
from kg.model.records import Revision
from kg.model.registry import NODES, metas
from kg.store.protocol import Store

_NOTE: Final = "act on a record"
_BY: Final = "confirmed_by"


class LastAct(NamedTuple):
    """The act that made a record what it is now, and when (ISO, UTC)."""

    act: RecordAct
    at: str


def act_on(
    knowledge: Store, own: OwnRecord, act: str, name: str, day: date, **said: str
) -> RecordAct:
    """Do something with a record of an office, as the office saw it; again it alters nothing.

    ``name`` is how the office is called, for what it confirms; ``said`` are the fields that the act
    takes.

    Raises:
        NotAtThisStageError: the act does not lead on from its status.
        LeftOutError, BadOptionError: a field that the act takes is missing, or no such day.
        ConflictError: somebody has altered the record since it was seen.
        StoreError: it cannot be written.
    """
    found = require_act(own.id, own.status, act)
    values = {**own.values, **_taken(own, found, said, day)}
    if found.after is not None:
        values["status"] = found.after
    source = own_source(own.office)
    changes: list[Change] = [state_node(source, source.id)]
    if found.confirms:
        values |= {ON: day.isoformat(), **({_BY: name} if name else {})}
        key = RelationKey(CONFIRMS, own.office, own.id)
        since = {"since": day.isoformat()}
        changes += [*own.restated(values, day),
                    RelationStatement(key, source.id, since, dated=day.isoformat())]  # fmt: skip
    else:
        changes += own.restated(values, day)
    knowledge.apply(changes, note=_note(act, own.office), expect={own.id: own.record.token})
    return found


def last_act(knowledge: Store, id_: str, office: str) -> LastAct | None:
    """Return the act of an office by which a record came to be as it is, None where none did."""
    made = _made(knowledge, id_)
    found = next((a for a in BY_NAME if made and made.note == _note(a, office)), None)
    return None if made is None or found is None else LastAct(BY_NAME[found], made.at)


def undo_act(knowledge: Store, own: OwnRecord) -> None:
    """Put a record back to what it was before the last act of its office, to the last statement.

    Raises:
        ConflictError: something else has altered it since, or somebody has since it was seen.
        StoreError: it cannot be written.
    """
    made = _made(knowledge, own.id)
    if made is None or last_act(knowledge, own.id, own.office) is None:
        raise ConflictError(own.id)
    note = f"{made.note}, undone"
    knowledge.apply(list(put_back(knowledge, made)), note=note, expect={own.id: own.record.token})


def _taken(own: OwnRecord, act: RecordAct, said: Mapping[str, str], day: date) -> Mapping[str, Any]:
    labels = metas(NODES[own.type])
    missing = [labels[name].label for name in act.needs if not said.get(name)]
    if missing:
        raise LeftOutError(act.label, missing)
    taken = {name: said[name] for name in act.needs}
    if "ends" in taken and taken["ends"] <= max(str(own.values.get("ends") or ""), day.isoformat()):
        fix = msg("Write a day that is later than the one that is known, and than today.")
        raise BadOptionError("ends", taken["ends"], fix)
    return taken


def _made(knowledge: Store, id_: str) -> Revision | None:
    """Return the revision that made a record what it is."""
    versions = knowledge.history(id_)
    if not versions:
        return None
    with closing(knowledge.journal(versions[-1].revision - 1)) as revisions:
        return next(revisions, None)


def _note(act: str, office: str) -> str:
    return f"{_NOTE}: {act} ({office})"
