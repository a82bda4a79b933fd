"""Responsible bodies in one cell: separated by commas, which stand in names too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from ingest.findings import Outcome, Problem
from ingest.iati.activity_record import Party
from ingest.iati.iati_values import clean
from kg.base.i18n import msg
from kg.base.text import fold

_ACCOUNTABLE: Final = "2"
_ACRONYM: Final = re.compile(r"- ?[A-ZÁÉÍÓÚÑ/]{2,12}\Z")
_NOBODY: Final = frozenset({"no especifica", "no aplica", "sin especificar"})
_PARTS: Final = 50


class Responsible:
    """The names of a whole column: one that stands alone in some cell is a name."""

    def __init__(self, cells: Iterable[str], language: str) -> None:
        self._alone = Counter(fold(cell) for cell in cells if "," not in cell)
        self._language = language

    def parties(self, cell: str) -> tuple[list[Party], str]:
        """Return the bodies of a cell as accountable ones, and what cannot be told apart."""
        names, unclear = self._names(clean(cell))
        return [Party(_ACCOUNTABLE, "", "", {self._language: name}) for name in names], unclear

    def _names(self, cell: str) -> tuple[list[str], str]:
        if not cell or fold(cell) in _NOBODY:
            return [], ""
        parts = [part.strip() for part in cell.split(",") if part.strip()]
        if len(parts) <= 1:
            return parts, ""
        if len(parts) <= _PARTS and all(self._is_name(part) for part in parts):
            return [part for part in dict.fromkeys(parts) if fold(part) not in _NOBODY], ""
        return [], cell

    def _is_name(self, part: str) -> bool:
        return fold(part) in self._alone or _ACRONYM.search(part) is not None

    @staticmethod
    def problem(cell: str) -> Problem:
        """Return what is said of a cell whose names cannot be told apart."""
        said = msg("“{value}” may be one body or several; it was left out.", value=cell[:200])
        fix = msg("Separate the bodies with semicolons.")
        return Problem("entidades_responsables", "rest-of-cell", Outcome.CHANGED, said, fix)
