"""Whether a cell is a formula: no program may ever evaluate what comes in a file."""

from __future__ import annotations

import re
from typing import Final

from ingest.sheet.grids.grids import Cell
from kg.base.i18n import msg

_FORMULA: Final = re.compile(
    r"\s*(?:[=＝]|@\w+\("
    # A call has arguments that are no ending of a word: “- Curso(s)” lists courses.
    r"|[+\-](?:\s*[A-Z][A-Z0-9.]+|[A-Za-z][\w.]*)\((?:\)|[^)]*[\d\":,;!])"
    # A cell, or a sum of some.
    r"|[+\-]\s?\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?:\s?[+*/:\-][^\n]*)?\Z"
    # A sum is nothing else: “+ 20/30 plazas” offers places.
    r"|[+\-]\d[\d\s.,]*[+*/\-][\d\s.,+*/()\-]*\Z"
    r"|[+\-][\w\s.+*/\-]*\|)"
)
FORMULA_FIX: Final = msg("Write the text or the number itself.")


def looks_like_formula(cell: Cell) -> bool:
    """Say whether a program might calculate a cell instead of showing it.

    >>> looks_like_formula("=HYPERLINK(A1)"), looks_like_formula("- first point")
    (True, False)
    """
    return isinstance(cell, str) and _FORMULA.match(cell) is not None
