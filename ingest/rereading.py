"""Records that waited, read again by the reader of their format: one line here for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ingest.again import Again, Reader, UncorrectableError
from ingest.findings import Finding, Item, Kept, Outcome
from ingest.held_rows import HeldRow
from ingest.iati import kept_records, record_again
from ingest.loading import Source
from ingest.sheet import row_again
from ingest.sheet.rows import kept_rows
from kg.base.errors import BadOptionError
from kg.base.i18n import msg

READERS: Final[Mapping[str, Reader]] = {
    kept_records.READER: record_again.READER,
    kept_rows.READER: row_again.READER,
}
VOUCHED: Final = frozenset({"duplicate", "no-sector", "not-the-declarer", "perhaps-known"})
"""Codes for which a record waits although it can be read: the word of the secretariat is enough."""


def read_again(asked: Again) -> Source:
    """Return a source with one record, read by what is known now.

    What cannot be read is an item that still waits. With the word of the secretariat it does not
    wait for what they answer for.
    """
    try:
        source = READERS[asked.kept.reader].read(asked)
        items = list(source.items)
    except (KeyError, ValueError, TypeError):
        return Source(asked.file, [Item(asked.where, (), (_unreadable(asked),))])
    if asked.vouched:
        items = [_vouched(item) for item in items]
    return replace(source, items=items)


def corrected(held: HeldRow, values: Mapping[str, str]) -> HeldRow:
    """Return a record that waits with other values.

    Raises:
        UncorrectableError: its reader takes none.
        BadOptionError: there is no such column.
    """
    kept = held.kept
    correct = READERS[kept.reader].correct if kept and kept.reader in READERS else None
    if kept is None or correct is None:
        raise UncorrectableError(held.file)
    changed: Kept = correct(kept, values)
    return replace(held, kept=changed, row=changed.row, corrected=True)


def with_proposal(held: HeldRow, number: int) -> HeldRow:
    """Return a record that waits with what was proposed for its cells, the first as number 1.

    Raises:
        UncorrectableError: its reader takes no other values.
        BadOptionError: nothing is proposed for it, or not so many.
    """
    asked = [finding for finding in held.findings if finding.proposed]
    if not asked:
        fix = msg("Write what its cells are to say: coopgraph queue correct ID COLUMN=VALUE.")
        raise BadOptionError("--take", held.id, fix)
    fewest = min(len(finding.proposed) for finding in asked)
    if not 1 <= number <= fewest:
        raise BadOptionError("--take", str(number), msg("Use 1 to {n}.", n=fewest))
    return corrected(held, {one.field: one.proposed[number - 1].cell for one in asked})


def _vouched(item: Item) -> Item:
    findings = [
        replace(f, outcome=Outcome.CHANGED)
        if f.outcome is Outcome.HELD and f.code in VOUCHED and item.changes
        else f
        for f in item.findings
    ]
    return replace(item, findings=findings)


def _unreadable(asked: Again) -> Finding:
    why = msg("What was kept of it cannot be read again.")
    fix = msg("Correct the file and load it again; then discard what waits.")
    return Finding(asked.file, asked.where, "", "not-read-again", Outcome.HELD, why, fix)
