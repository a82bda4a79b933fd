"""What can be wrong with a folder of tables, beside what can be wrong with an activity."""

from __future__ import annotations

from typing import Final

from ingest.findings import Finding, Outcome
from kg.base.errors import BadFileError
from kg.base.i18n import msg

_AGAIN: Final = msg("Export the table again, with texts in quotation marks.")


def bad_table(file: str, error: BadFileError) -> Finding:
    """A table cannot be read, and without it the others say only a part."""
    return Finding(file, "", "", "bad-table", Outcome.REJECTED, error.detail, error.fix)


def unknown_column(file: str, table: str, column: str, known: list[str]) -> Finding:
    """A column that is none of those of its table."""
    said = msg("The column “{column}” was not read.", column=f"{table}.{column}")
    fix = msg("The columns are: {columns}.", columns=known)
    return Finding(file, "", column, "unknown-column", Outcome.ACCEPTED, said, fix)


def stray_rows(file: str, line: int, count: int, identifier: str) -> Finding:
    """Rows about activities that the folder does not list."""
    said = msg(
        "{n} rows are about activities that activities.csv does not list, the first of them"
        " “{identifier}”.",
        n=count,
        identifier=identifier[:100],
    )
    fix = msg("Add the activities, or remove the rows.")
    where = f"line {line}"
    return Finding(file, where, "activity_identifier", "stray-rows", Outcome.REJECTED, said, fix)


def row_put_back(file: str, where: str) -> Finding:
    """The words of a row had cells of their own."""
    said = msg("Words of this row had cells of their own and were put together again.")
    return Finding(file, where, "", "slid-row", Outcome.CHANGED, said, _AGAIN)


def row_askew(file: str, where: str, table: str, line: int) -> Finding:
    """A row has more cells than its table has columns."""
    said = msg(
        "Row {line} of “{table}” has more cells than there are columns; which belongs where"
        " cannot be told.",
        line=line,
        table=table,
    )
    return Finding(file, where, table, "slid-row", Outcome.HELD, said, _AGAIN)


def unplaced_sectors(file: str, where: str, count: int) -> Finding:
    """Sectors of transactions that share their reference with others."""
    said = msg(
        "{n} sectors of transactions were left out: several transactions, or none, have their"
        " reference.",
        n=count,
    )
    fix = msg("Give each transaction a reference of its own.")
    return Finding(file, where, "transaction_sectors", "stray-sector", Outcome.CHANGED, said, fix)
