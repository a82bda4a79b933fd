"""Rows of a table that say nothing but whom the rows below them are about: "HAITI"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.base.text import fold
from kg.condense.long_report import Block
from kg.condense.sentences import without_marker

_MOST: Final = 3
"""States that such a row may name together."""
_WORDS: Final = 8
_FIGURE: Final = re.compile(r"\d")
_ALL: Final = re.compile(
    r"region|regiao|multi|varios|divers|several|various|other|otr[oa]s|outr[oa]s|autres?"
    r"|common|comun|commun|global|general|geral|transvers|all |tod[oa]s|tou[ts]"
    r"|total|sin |sem |sans "
)
"""What such rows say that stand beside those of states, not below them."""
_SUB: Final = re.compile(r"sub ?total|sous total|total parcial")


def is_band(block: Block) -> bool:
    """Say whether a row is a few words in one cell, without a figure."""
    if block.kind != "row" or sum(map(bool, block.cells)) != 1:
        return False
    said = without_marker(block.text.lstrip())
    return len(said.split()) <= _WORDS and not _FIGURE.search(said)


@dataclass(slots=True)
class Bands:
    """The last such row of a table, while its blocks go by in their order."""

    table: int = 0
    text: str = ""
    states: frozenset[int] = frozenset()
    names_states: bool = False
    """Whether any such row of the table named a state: then no row is about one beyond them."""
    _is_fresh: bool = False
    """Whether no row stood below it yet."""
    _has_parts: bool = False

    def meet(self, block: Block, states: frozenset[int], *, names_others: bool) -> None:
        """Meet such a row, and the states that it is about."""
        self._enter(block)
        if 0 < len(states) <= _MOST:
            self.text, self.states, self.names_states = block.text, states, True
            self._is_fresh, self._has_parts = True, False
        elif block.cells[0] and not self._is_part(block, names_others=names_others):
            self.text, self.states = "", frozenset()

    def over(self, block: Block, *, is_total: bool) -> tuple[str, frozenset[int]]:
        """Return what stands over a row, and the states that it names.

        A total is nobody's, and ends what stood over it; a subtotal is theirs.
        """
        if block.kind != "row":
            return "", frozenset()
        self._enter(block)
        self._is_fresh = False
        if is_total and not _SUB.match(fold(block.text)):
            self.text, self.states = "", frozenset()
        return self.text, self.states

    def _enter(self, block: Block) -> None:
        if block.table != self.table:
            self.table, self.text, self.states = block.table, "", frozenset()
            self.names_states = self._is_fresh = self._has_parts = False

    def _is_part(self, block: Block, *, names_others: bool) -> bool:
        """Say whether a row that names no state parts what stands below one that does.

        The first such row stands straight below it; those after it are of the same kind.
        """
        if names_others or not (self._is_fresh or self._has_parts) or _ALL.match(fold(block.text)):
            return False
        if self.text.isupper() and block.text.isupper() and not self._is_fresh:
            return False
        self._has_parts = True
        return True
