"""States named by their codes in the columns of tables: HTI, BRA; or HT, BR under "Country".

Three capitals are also a river, a committee or half of another word, so a code counts only where
a whole column is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from kg.base.text import fold
from kg.condense.long_report import Block
from kg.condense.report_names import Name
from kg.graph.memo import kept
from kg.graph.view import View

_CODE: Final = re.compile(r"(?<!\w)[A-Z]{2,3}(?!\w)")
_BETWEEN: Final = re.compile(r"[\s,;/+&·–-]*(?:\b(?:and|y|e|et)\b[\s]*)?\Z")
_HEAD: Final = re.compile(
    r"\b(?:pais(?:es)?|country|countries|pays|states?|estados?|etats?|iso|codes?|codigos?"
    r"|beneficia\w+|destin\w+|recip\w+|recept\w+|oferent\w+|donant\w+|donors?|parceir\w+|partners?"
    r"|soci[oa]s?)\b"
)
"""What heads a column of states."""
_ENOUGH: Final = 3
"""Rows with codes, where nothing else says that a column holds states."""
_MOSTLY: Final = 60, 90
"""Of a hundred cells: how many hold codes, under such a head and without."""
_SHORT: Final = 2
"""Letters of codes that count under such a head alone."""


class _Cell(NamedTuple):
    place: int
    """Which of all blocks it stands in."""
    start: int
    """Where it begins in the text of the row."""
    text: str
    head: str


def codes_in(view: View, blocks: Sequence[Block]) -> dict[int, list[Name]]:
    """Return the codes of states and countries in rows of tables, by the place of their block.

    Where a cell holds codes, nothing else that may be found in it is meant.
    """
    known = _known(view)
    found: dict[int, list[Name]] = {}
    for cells in _columns(blocks).values():
        told = {cell: list(_codes(cell, known)) for cell in cells}
        coded = [cell for cell in cells if told[cell]]
        if _is_of_codes(cells, coded):
            for cell in coded:
                names = [one for one in told[cell] if _counts(cell, one)]
                found.setdefault(cell.place, []).extend(names)
    return found


def codes_of(view: View, texts: Sequence[str]) -> list[int | None]:
    """Return for each head of a column the state whose code of three letters it is, or None."""
    known = _known(view)
    return [known.get(text.strip()) if len(text.strip()) > _SHORT else None for text in texts]


def _known(view: View) -> Mapping[str, int]:
    """Return the codes of states and countries; kept with the view, since each table asks."""
    return kept(view, "codes of states", lambda: _read_codes(view))


def _read_codes(view: View) -> dict[str, int]:
    nodes = [node for type_ in ("State", "Country") for node in map(int, view.of_type(type_))]
    codes = [(view.props(node), node) for node in nodes]
    return {
        code: node
        for props, node in codes
        for key in ("iso3", "iso2")
        if isinstance(code := props.get(key), str)
    }


def _columns(blocks: Sequence[Block]) -> dict[tuple[int, int], list[_Cell]]:
    """Return the filled cells of each column of each table."""
    found: dict[tuple[int, int], list[_Cell]] = {}
    for place, block in enumerate(blocks):
        if block.kind == "row" and block.table and block.cells != block.columns:
            at = 0
            for column, cell in enumerate(block.cells):
                start = block.text.find(cell, at) if cell else -1
                if start >= 0:
                    at = start + len(cell)
                    head = block.columns[column] if column < len(block.columns) else ""
                    here = _Cell(place, start, cell, head)
                    found.setdefault((block.table, column), []).append(here)
    return found


def _codes(cell: _Cell, known: Mapping[str, int]) -> Iterator[Name]:
    """Yield the codes that a cell is made of; none where it says anything else."""
    names, at = list[Name](), 0
    for one in _CODE.finditer(cell.text):
        node = known.get(one[0])
        if node is None or not _BETWEEN.match(cell.text[at : one.start()]):
            return
        names.append(Name(node, cell.start + one.start(), cell.start + one.end()))
        at = one.end()
    if not cell.text[at:].strip(" .*"):
        yield from names


def _is_of_codes(cells: Sequence[_Cell], coded: Sequence[_Cell]) -> bool:
    is_headed = any(_HEAD.search(fold(cell.head)) for cell in coded)
    least = _MOSTLY[0] if is_headed else _MOSTLY[1]
    several = is_headed or len({cell.text for cell in coded}) >= _ENOUGH
    return bool(coded) and several and 100 * len(coded) >= least * len(cells)


def _counts(cell: _Cell, one: Name) -> bool:
    return one.end - one.start > _SHORT or _HEAD.search(fold(cell.head)) is not None
