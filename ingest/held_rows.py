"""Held records as rows that wait on a desk, and back: what is kept of each, and under which id."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from ingest.findings import Finding, Item, Kept, Outcome, Proposed
from ingest.personal_data import masked
from kg.base.i18n import MOST_SHOWN, Message, msg, nmsg
from kg.base.kept_messages import as_value, message_of
from kg.store.waiting_rows import MAX_BODY, WaitingRow

PREFIX: Final = "held/"
_DIGITS: Final = 16
_SHORT: Final = 500
_FEW: Final = 20
"""Characters of a cell, and cells, that are kept of a record that is too large to be kept whole."""
_TITLES: Final = ("title", "name")
_encode: Final = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A record that waits: where it came from, what it said, why it waits.

    ``kept`` is None where it cannot be read again: its reader gives nothing for it, or it was too
    large. ``corrected``: a person has altered it since it came.
    """

    id: str
    received: datetime
    until: datetime
    file: str
    where: str
    row: Mapping[str, str]
    findings: tuple[Finding, ...]
    kept: Kept | None = None
    corrected: bool = False

    @property
    def reason(self) -> Finding:
        """The first finding for which it waits."""
        return next((f for f in self.findings if f.outcome is Outcome.HELD), self.findings[0])


def held_row(file: str, item: Item, now: datetime, days: int) -> HeldRow:
    """Return what waits of an item, to the end of ``days`` days from now."""
    row = {} if item.kept is None else item.kept.row
    # What is said of the whole file stands with its first record.
    own = [finding for finding in item.findings if finding.where == item.where]
    findings = tuple(_masked(finding) for finding in own or item.findings)
    until = now + timedelta(days=days)
    return HeldRow(_id(file, item), now, until, file, item.where, row, findings, kept=item.kept)


def held_again(held: HeldRow, item: Item) -> HeldRow:
    """Return a record that waits still, with what was found when it was read again."""
    return replace(held, findings=tuple(_masked(finding) for finding in item.findings))


def row_title(held: HeldRow) -> str:
    """Return what a record is called: its title or name where it has one, else its place."""
    columns = held.kept.facts.get("columns", {}) if held.kept else {}
    for word, text in held.row.items():
        named = columns.get(word) if isinstance(columns, Mapping) else None
        if (named[0] if named else word) in _TITLES and text:
            return text
    return held.where or held.id


def no_room(file: str, count: int) -> Finding:
    """Return what is said of a file of which so many held records wait nowhere."""
    why = nmsg(
        "{count} held record found no room on the desk and waits nowhere.",
        "{count} held records found no room on the desk and wait nowhere.",
        count,
    )
    fix = msg("Decide what waits there (coopgraph queue), then load the file again.")
    return Finding(file, "", "", "queue-full", Outcome.HELD, why, fix)


def waiting_row(held: HeldRow) -> WaitingRow:
    """Return a record as a store keeps it; of one that is too large only the beginnings of it."""
    body = _body(held)
    if len(body) > MAX_BODY:
        body = _body(_shortened(held))
    return WaitingRow(held.id, held.received, held.until, body)


def held_of(row: WaitingRow) -> HeldRow:
    """Return the record that a store keeps; what cannot be read of it is a finding."""
    try:
        return _read(row, json.loads(row.body))
    except (ValueError, KeyError, TypeError, RecursionError):
        why = msg("What was kept of it is damaged.")
        fix = msg("Load the file once more, then discard this.")
        damaged = Finding("", "", "", "damaged-row", Outcome.HELD, why, fix)
        return HeldRow(row.id, row.received, row.until, "", "", {}, (damaged,))


def _id(file: str, item: Item) -> str:
    """The same record of the same file has the same id, wherever it stands there by now."""
    kept = item.kept
    told: list[Any] = (
        [file, item.where, sorted(finding.code for finding in item.findings)]
        if kept is None
        else [file, kept.reader, kept.kind, list(kept.row.items())]
    )
    return PREFIX + hashlib.sha256(_encode(told).encode()).hexdigest()[:_DIGITS]


def _masked(finding: Finding) -> Finding:
    proposed = tuple(
        one._replace(evidence=tuple(map(masked, one.evidence))) for one in finding.proposed
    )
    message, fix = _without(finding.message), _without(finding.fix)
    return replace(finding, message=message, fix=fix, proposed=proposed)


def _without(message: Message) -> Message:
    """Return a message whose facts hold no personal data."""
    return replace(message, facts={name: _fact(fact) for name, fact in message.facts.items()})


def _fact(fact: Any) -> Any:
    if isinstance(fact, str):
        # More than that of a fact is never shown.
        return masked(fact[: MOST_SHOWN + 1])
    if isinstance(fact, Message):
        return _without(fact)
    return [_fact(one) for one in fact] if isinstance(fact, (list, tuple)) else fact


def _shortened(held: HeldRow) -> HeldRow:
    """Return what is kept of a record that is too large: enough to find it in its file."""
    row = {name[:_SHORT]: text[:_SHORT] for name, text in islice(held.row.items(), _FEW)}
    why, fix = msg("It is too large to be kept whole."), msg("Correct it in its file.")
    cut = replace(held.reason, message=why, fix=fix)
    return replace(held, where=held.where[:_SHORT], row=row, findings=(cut,), kept=None)


def _body(held: HeldRow) -> str:
    kept = held.kept
    return _encode({
        "file": held.file,
        "where": held.where,
        "row": list(held.row.items()),
        "findings": [finding_value(finding) for finding in held.findings],
        "corrected": held.corrected,
        "kept": None if kept is None else [kept.reader, kept.kind, dict(kept.facts)],
    })  # fmt: skip


def finding_value(finding: Finding) -> list[Any]:
    """Return a finding as a JSON value, without its place."""
    messages = as_value(finding.message), as_value(finding.fix)
    proposed = [[p.cell, dict(p.name), p.share, list(p.evidence)] for p in finding.proposed]
    # Rows of older versions have no such list.
    more = [proposed] if proposed else []
    return [finding.field, finding.code, finding.outcome.value, *messages, *more]


def _read(row: WaitingRow, said: Mapping[str, Any]) -> HeldRow:
    file, where = str(said["file"]), str(said["where"])
    cells = {str(name): str(text) for name, text in said["row"]}
    findings = tuple(finding_of(file, where, told) for told in said["findings"])
    if not findings:
        raise ValueError(row.id)
    return HeldRow(
        *row[:3], file, where, cells, findings, _kept(said["kept"], cells), bool(said["corrected"])
    )


def finding_of(file: str, where: str, told: Sequence[Any]) -> Finding:
    """Return the finding that was kept as a JSON value.

    Raises:
        ValueError, TypeError, KeyError: it is none that ``finding_value`` gives.
    """
    field, code, outcome, why, fix, *more = told
    proposed = tuple(
        Proposed(str(cell), {str(k): str(v) for k, v in name.items()}, int(share), (*map(str, of),))
        for cell, name, share, of in (more[0] if more else ())
    )
    said = str(field), str(code), Outcome(outcome), message_of(why), message_of(fix)
    return Finding(file, where, *said, proposed)


def _kept(said: Any, row: Mapping[str, str]) -> Kept | None:
    match said:
        case [str(reader), str(kind), dict(facts)]:
            return Kept(reader, kind, row, facts)
    return None
