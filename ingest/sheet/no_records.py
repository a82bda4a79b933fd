"""Rows below a header that are no records: totals, notes, signatures, the header again, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ingest.findings import Finding, Outcome
from ingest.sheet.grids.grids import Cell
from ingest.sheet.headers.header_phrases import is_tag
from kg.base.i18n import msg
from kg.base.text import fold

_TOTAL: Final = re.compile(
    r"(?:gran |grand |sub ?)?tota(?:l|is|les|ux)\b|suma\b|sum\b|somme\b|soma\b"
)
_NOTE: Final = re.compile(
    r"\s*(?:[(*\[]{0,3}[0-9]{0,2}[)*\]]{0,3}\s?)"
    r"(?:fuentes?|sources?|fontes?|notas?|notes?|observaci[oó]n(?:es)?|observa[cç][oõ]es|remarks?"
    r"|elaborado por|elabora[cç][aã]o|preparado por|prepared by|[eé]labor[eé] par|compiled by"
    r"|actualizado|[uú]ltima actualizaci[oó]n|last updated?|atualizado em|mis [aà] jour"
    r"|p[aá]gina|page|disclaimer|leyenda|legend)\s?(?:[:.\-–]|al?\s|em\s|el\s|le\s|on\s|[0-9])",
    re.IGNORECASE,
)
_SIGNATURE: Final = re.compile(
    r"\s*(?:[_.\-–—=*]{3,}\s*|(?:firma|signature|assinatura|vo\.? ?bo\.?)\b[\s:_.]{0,200})\Z",
    re.IGNORECASE,
)
_FEW: Final = 2
"""Filled cells that a note may have."""
_SHOWN: Final = 60


def is_record(row: Sequence[Cell], header: Mapping[int, str]) -> bool:
    """Say whether a row may be a record; ``header`` has the words of the header by column.

    >>> is_record(["Total", "", 25.0], {0: "País", 1: "Título", 2: "Cupo"})
    False
    """
    filled = {index: cell for index, cell in enumerate(row) if cell != ""}
    texts = [cell for cell in filled.values() if isinstance(cell, str)]
    if not texts:
        return True
    if all(map(is_tag, texts)) and len(texts) == len(filled):
        return False
    if _is_header(filled, header):
        return False
    first = texts[0]
    others = [text for text in texts[1:] if not _is_number(text)]
    if _TOTAL.match(fold(first)) and not others and len(fold(first).split()) <= 3:  # noqa: PLR2004
        return False
    marked = _NOTE.match(first) or _SIGNATURE.match(first)
    return not (marked and len(filled) <= _FEW)


def no_record_findings(
    file: str, sheet: str, rows: Sequence[Sequence[Cell]], first: int, header: Mapping[int, str]
) -> Iterator[Finding]:
    """What is to be said of rows that are no records; ``first`` is the index of the first row."""
    for number, row in enumerate(rows[first:], start=first + 1):
        if not is_record(row, header):
            where = f"{sheet}!row {number}" if sheet else f"row {number}"
            text = next((str(cell) for cell in row if cell != ""), "")[:_SHOWN]
            said = msg("“{text}” is no record and was passed over.", text=text)
            fix = msg("If it is one, fill in its other columns.")
            yield Finding(file, where, "", "no-record", Outcome.ACCEPTED, said, fix)


def _is_header(filled: Mapping[int, Cell], header: Mapping[int, str]) -> bool:
    """Say whether a row is the header once more, as it is after a page break."""
    # Not folded: each cell of a sheet is looked at.
    same = sum(
        isinstance(cell, str) and " ".join(cell.casefold().split()) == header.get(i, "").casefold()
        for i, cell in filled.items()
        if i in header
    )
    return same >= _FEW and same * 2 > len(filled)


def _is_number(text: str) -> bool:
    return bool(text) and all(c.isdigit() or c in " .,'’$€%-()" for c in text)
