"""The page of what is to be sourced: for the secretariat, made of the starter tables by record."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent.parent / "data"
PUBLISHED: Final = ("published", "S", "")
OWN: Final = ("agreement", "decision", "document", "own_page", "press_release", "resolution")
"""Kinds of publications in which a body speaks for itself: political facts rest on one of them."""
CONTESTED: Final = ("suspended", "disputed", "former", "not_participating")
"""Statuses of a membership that bind or concern a state as no list of members does."""
TABLES: Final[Mapping[str, str]] = {
    "agreements": "Agreements, mandates and decisions",
    "priorities": "Principles and priorities",
    "initiatives": "Measures of the work plan",
    "milestones": "Dates of the work plan",
    "memberships": "Statuses of states in bodies",
}
"""The tables that hold political facts, and their headings."""
_DAYS: Final[Mapping[str, tuple[str, str]]] = {
    "agreements": ("signed", "the day on which it was signed or adopted"),
    "priorities": ("adopted", "the day on which it was adopted"),
    "memberships": ("since", "the day from which it holds"),
}
_LENGTHS: Final = {"year": 4, "half": 7, "quarter": 7, "month": 7, "day": 10}
"""How much of a date its precision leaves."""
_COPY: Final = "Read in a copy"

Row = Mapping[str, str]


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of a starter table."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def political(table: str) -> list[dict[str, str]]:
    """Return the rows of a table that are political facts.

    Of memberships those that concern a state as no list of members does.
    """
    return [row for row in rows(table) if table != "memberships" or _is_contested(row)]


def speaks(row: Row, known: Mapping[str, str]) -> bool:
    """Say whether a row rests on a publication in which a body speaks for itself."""
    return any(known.get(source) in OWN for source in row["source"].split(";"))


def kinds() -> dict[str, str]:
    """Return the kind of each source."""
    return {row["id"]: row["kind"] for row in rows("source_kinds")}


def to_source_page() -> str:
    """Return ``docs/to-source.md``."""
    return "\n".join([*_head(), *_records(), *_memberships(), *_left_out()]) + "\n"


def _head() -> Iterator[str]:
    yield "# To source\n"
    yield "What could not be read so far of status, principles, mandates, agreements and decisions:"
    yield "a list for the secretariat, made from the tables in `data/`. A record whose own document"
    yield "nobody has read is to be confirmed: it stays, is marked, and is basis of nothing."
    yield "Whoever has the document [tells the program](tasks/answer-questions.md), or sends it.\n"


def _is_loose(row: Row) -> bool:
    return row["basis"] not in PUBLISHED


def _is_contested(row: Row) -> bool:
    return row["status"] in CONTESTED or row["role"].startswith("position_of_")


def _records() -> Iterator[str]:
    sources = {row["id"]: row for row in rows("sources")}
    known = kinds()
    for table, heading in TABLES.items():
        lines = [line for row in political(table) if (line := _line(table, row, sources, known))]
        if lines:
            yield f"## {heading}\n"
            yield from lines
            yield ""


def _line(table: str, row: Row, sources: Mapping[str, Row], known: Mapping[str, str]) -> str:
    said = [sources[id_] for id_ in row["source"].split(";")]
    missing = list(_missing(table, row, said, known))
    if not missing:
        return ""
    rests = "; ".join(_named(source) for source in said)
    return f"- {_label(row)}: {'; '.join(missing)}. Rests on: {rests}."


def _missing(table: str, row: Row, said: list[Row], known: Mapping[str, str]) -> Iterator[str]:
    if _is_loose(row):
        yield "**to be confirmed**, no publication of the body was read"
    elif not speaks(row, known):
        yield "**the body’s own document**"
    elif all(source["note"].startswith(_COPY) for source in said):
        yield "the document at the body’s own address"
    yield from _day(table, row)
    if table == "agreements" and row["status"] == "unknown":
        yield "whether it is still in force"


def _day(table: str, row: Row) -> Iterator[str]:
    """What is not known of the day; a priority without one was never adopted on a day."""
    column, what = _DAYS.get(table, ("", ""))
    known = row.get(column, "")[: _LENGTHS.get(row.get("precision", ""))]
    if column and len(known) < _LENGTHS["day"] and (known or table != "priorities"):
        yield f"{what} ({known} is known)" if known else what


def _label(row: Row) -> str:
    if "member" in row:
        role = f" ({row['role'].replace('_', ' ')})" if row["role"] else ""
        return f"`{row['member']}` in `{row['organisation']}`, {row['status']}{role}"
    return f"{row.get('title:en') or row['name:en']} (`{row['id']}`)"


def _named(source: Row) -> str:
    said = source["title:en"] or source["title:es"] or source["title:it"]
    title = f"[{said}]({source['url']})" if source["url"] else said
    note = source["note"].rstrip(".") if source["id"].startswith("source/coopgraph-") else ""
    return f"{title} ({note})" if note else title


def _memberships() -> Iterator[str]:
    """Count the memberships of each body by what they rest on."""
    found, known = rows("memberships"), kinds()
    loose = Counter(row["organisation"] for row in found if _is_loose(row))
    others = Counter(
        row["organisation"] for row in found if not (_is_loose(row) or speaks(row, known))
    )
    undated = Counter(row["organisation"] for row in found if not row["since"])
    yield "## Memberships, by body\n"
    yield "| body | rows | not read | read in what others publish | without a first day |"
    yield "|---|---|---|---|---|"
    for body, count in sorted(Counter(row["organisation"] for row in found).items()):
        if loose[body] or others[body] or undated[body]:
            counts = (count, loose[body], others[body], undated[body])
            yield f"| `{body}` | {' | '.join(map(str, counts))} |"
    yield ""


def _left_out() -> Iterator[str]:
    yield "## What is not in the tables for want of a source\n"
    yield from _bullets(rows("to_source"))


def _bullets(found: Iterable[Row]) -> Iterator[str]:
    for row in found:
        yield f"- {row['what']}: {row['missing']}."
