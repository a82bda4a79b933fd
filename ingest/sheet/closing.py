"""Columns beside “visibility” that say who may see a row: a second one, one by another name.

They can be written in any language and alphabet, so their words tell as well: a column that is not
read and holds only words for who may see a row closes it. By such a guess nothing is ever opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.sheet.grids.grids import Cell
from ingest.sheet.headers.header_words import recognise
from ingest.sheet.headers.headers import Header
from ingest.sheet.headers.synonyms import CHOICES
from ingest.sheet.rows.cell_values import choices_of
from kg.base.text import fold
from kg.model.audiences import EVERYBODY
from kg.model.fields import VISIBLE

_NAMED: Final = re.compile(
    r"\b(visib|visiv|confidencial|confidential|confidentiel|reserv(ad|ed)|restrict(ed|o)\b|restringid"
    r"|restrit|restreint|sigil|secret[oa]?\b|secrecy|privacy|privacidad|disclosure"
    r"|quien puede ver|quem pode ver|qui peut (le )?voir|who (can|may) see)"
)
"""Beginnings of words for who may see something, folded."""
UNREADABLE: Final = "#N/A"
"""What is said of a cell that could not be read: no word for who may see a row."""
_WORDS: Final = choices_of(CHOICES[VISIBLE])


@dataclass(frozen=True, slots=True)
class Closing:
    """The columns, by index: the one read as such, those named like it, those with its words."""

    main: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()
    worded: frozenset[int] = frozenset()

    @property
    def all(self) -> frozenset[int]:
        """Every column that says who may see a row, beside the one that is read as such."""
        return self.named | self.worded

    def words(self, row: Sequence[Cell], odd: Iterable[int]) -> tuple[str, ...]:
        """Return what these columns say of a row; what opens it is left out where it is guessed.

        ``odd`` are the columns of cells that could not be read.
        """
        said = [str(row[i]) for i in sorted(self.named) if _said(row, i)]
        said += [str(row[i]) for i in sorted(self.worded) if _closes(row, i)]
        lost = [i for i in odd if i in self.main | self.all and not _said(row, i)]
        return (*said, *(UNREADABLE for _ in lost))


def closing_columns(header: Header, rows: Iterable[Sequence[Cell]], kind: str) -> Closing:
    """Return the columns of a sheet, not read otherwise, that say who may see its rows."""
    named = frozenset(i for i, word in header.unknown.items() if _is_named(word, kind))
    kept = list(rows)
    width = max(map(len, kept), default=0)
    rest = set(range(width)) - header.names.keys() - named
    main = frozenset(i for i, name in header.names.items() if name.column == VISIBLE)
    return Closing(main, named, frozenset(i for i in rest if _is_worded(kept, i)))


def _is_named(word: str, kind: str) -> bool:
    known = recognise(word, kind)
    return (known is not None and known.column == VISIBLE) or bool(_NAMED.search(fold(word)))


def _is_worded(rows: Iterable[Sequence[Cell]], index: int) -> bool:
    said = {_WORDS.get(fold(str(row[index]))) for row in rows if _said(row, index)}
    return None not in said and bool(said - {EVERYBODY})


def _said(row: Sequence[Cell], index: int) -> bool:
    return index < len(row) and str(row[index]).strip() != ""


def _closes(row: Sequence[Cell], index: int) -> bool:
    return _said(row, index) and _WORDS.get(fold(str(row[index]))) != EVERYBODY
