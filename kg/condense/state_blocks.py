"""Which blocks of a report concern which state: those that name it, and those below its name.

Below its name: under a heading that names one state, in a table whose caption does, in a row whose
cell for the state is empty because the cell above it holds for it too. Such a block names no state
itself, and says where the name stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kg.base.text import fold
from kg.condense.long_report import Block
from kg.condense.mentions import Mentions, cell_spans
from kg.condense.report_names import Name
from kg.condense.text_tokens import tokens
from kg.graph.view import View

LIST: Final = 8
"""States from which on a block that names them is a list: it says nothing of one alone."""
_HEADING: Final = 4
_CAPTION: Final = 8
"""Words beside the name of a state in a heading, and in a caption, that is about it."""
_TOTAL: Final = re.compile(r"(?:sub ?|grand |sous )?tota(?:l|is|les|ux)\b|ensemble\b|montant total")


class Concerned(NamedTuple):
    """A block that concerns a state: which of all blocks it is, and how many states it names.

    ``under`` is what names the state where the block does not itself. ``is_weak``: it only names
    something that bears its name.
    """

    place: int
    block: Block
    named: int
    under: str = ""
    is_weak: bool = False


@dataclass(slots=True)
class _Above:
    """What stands above a block: headings by level, and of its table the column of states."""

    headings: list[tuple[int, str, frozenset[int]]] = field(default_factory=list)
    table: int = 0
    cell: tuple[int, str, frozenset[int]] | None = None

    def heading(self, block: Block, states: frozenset[int]) -> None:
        while self.headings and self.headings[-1][0] >= block.level:
            self.headings.pop()
        self.headings.append((block.level, block.text, states))

    def under(self) -> tuple[str, frozenset[int]]:
        """The nearest heading that names states, where it names one."""
        for _, text, states in reversed(self.headings):
            if states:
                return (text, states) if len(states) == 1 else ("", frozenset())
        return "", frozenset()


def concerned(view: View, mentions: Mentions) -> dict[int, list[Concerned]]:
    """Return for each state (its number) the blocks that concern it, in the report's order."""
    found: dict[int, list[Concerned]] = {}
    columns = _state_columns(view, mentions)
    above = _Above()
    captions = {block.caption for block in mentions.blocks if block.caption}
    in_captions = _named_in(view, captions, mentions)
    for place, (block, names) in enumerate(mentions):
        strong = _states(view, (name for name in names if not name.is_weak))
        if block.kind == "heading":
            above.heading(block, strong if _is_about(block.text, names, _HEADING) else frozenset())
            continue
        weak = _states(view, names) - strong
        for state in sorted(strong):
            found.setdefault(state, []).append(Concerned(place, block, len(strong)))
        for state in sorted(weak):
            one = Concerned(place, block, len(strong | weak), is_weak=True)
            found.setdefault(state, []).append(one)
        _follow(above, block, names, strong, columns)
        if not strong and not weak:
            under, states = _inherited(above, block, columns, in_captions)
            for state in states:
                found.setdefault(state, []).append(Concerned(place, block, 1, under))
    return found


def _is_about(text: str, names: Sequence[Name], most: int) -> bool:
    """Whether a heading is about the state that it names: it says little else.

    "Projects in Haiti" is, the title of a meeting that was held there is not.
    """
    beside = [
        token
        for token in tokens(text)
        if not token.folded.isdigit()
        and not any(name.start <= token.start < name.end for name in names)
    ]
    return len(beside) <= most


def _states(view: View, names: Iterable[Name]) -> frozenset[int]:
    return frozenset(name.node for name in names if view.is_a(name.node, "State"))


def is_total(block: Block) -> bool:
    """Say whether a row sums up others: it says so in the first cell that is filled."""
    return _TOTAL.match(fold(next(filter(None, block.cells), ""))) is not None


def cells_named(block: Block, names: Sequence[Name]) -> Iterator[tuple[int, Name]]:
    """Yield which cell of a row each name stands in."""
    spans = list(cell_spans(block))
    for name in names:
        for index, start, end in spans:
            if start <= name.start and name.end <= end:
                yield index, name
                break


def _state_columns(view: View, mentions: Mentions) -> dict[int, int]:
    """Return for each table the column in which most of its rows name a state."""
    counts: dict[int, Counter[int]] = {}
    for block, names in mentions:
        if block.kind == "row" and block.table:
            for index, name in cells_named(block, names):
                if view.is_a(name.node, "State") and _fills(block.cells[index], name):
                    counts.setdefault(block.table, Counter())[index] += 1
    return {table: min(of, key=lambda at: (-of[at], at)) for table, of in counts.items()}


def _fills(cell: str, name: Name) -> bool:
    """Whether a cell says little more than a name."""
    return 2 * (name.end - name.start) >= len(cell)


def _follow(
    above: _Above,
    block: Block,
    names: Sequence[Name],
    states: frozenset[int],
    columns: dict[int, int],
) -> None:
    if block.table != above.table:
        above.table, above.cell = block.table, None
    column = columns.get(block.table)
    if block.kind == "row" and column is not None and column < len(block.cells):
        here = frozenset(n.node for at, n in cells_named(block, names) if at == column) & states
        if block.cells[column]:
            text = block.cells[column]
            above.cell = (column, text, here) if len(here) == 1 else None


def _inherited(
    above: _Above,
    block: Block,
    columns: dict[int, int],
    captions: dict[str, tuple[str, frozenset[int]]],
) -> tuple[str, frozenset[int]]:
    """Return what above a block names the state that it is about, and that state."""
    if block.kind == "row":
        if is_total(block):
            return "", frozenset()
        if above.cell is not None and _continues(block, above.cell[0]):
            return above.cell[1], above.cell[2]
        if block.table in columns:
            return "", frozenset()
        if block.caption in captions:
            return captions[block.caption]
    return above.under()


def _continues(block: Block, column: int) -> bool:
    return len(block.cells) > column and not block.cells[column] and any(block.cells)


def _named_in(
    view: View, captions: Iterable[str], mentions: Mentions
) -> dict[str, tuple[str, frozenset[int]]]:
    found: dict[str, tuple[str, frozenset[int]]] = {}
    for caption in captions:
        names = mentions.found_in(caption)
        states = _states(view, (name for name in names if not name.is_weak))
        if len(states) == 1 and _is_about(caption, names, _CAPTION):
            found[caption] = caption, states
        elif states:
            found[caption] = "", frozenset()
    return found
