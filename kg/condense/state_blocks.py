"""Which blocks of a report concern which state: those that name it, and those below its name.

Below its name: under a heading that names one state, in a table whose caption does, under a row
that says nothing but a state, in a row whose cell for the state is empty because the cell above it
holds for it too, in a table one of whose columns is the state's. Such a block names no state
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
from kg.condense.state_bands import Bands, is_band
from kg.condense.state_columns import columns_of_states, of_one
from kg.condense.text_tokens import tokens
from kg.graph.view import View

LIST: Final = 8
"""States from which on a block that names them is a list: it says nothing of one alone."""
_HEADING: Final = 4
_CAPTION: Final = 8
"""Words beside the name of a state in a heading, and in a caption, that is about it."""
_DITTO: Final = re.compile(r"[\"“”„»«〃]{1,2}|''|[íi]dem\.?|[íi]d\.|ditto|do\.", re.IGNORECASE)
"""What stands in a cell for what stands in the one above."""
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
    bands: Bands = field(default_factory=Bands)

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
    tables = _Tables.of(view, mentions)
    above = _Above()
    for place, (block, names) in enumerate(mentions):
        strong = _states(view, (name for name in names if not name.is_weak))
        if block.kind == "heading":
            above.heading(block, strong if _is_about(block.text, names, _HEADING) else frozenset())
        elif is_band(block) and not tables.fills_state_column(block):
            is_about = _is_about(block.text, names, _HEADING)
            above.bands.meet(block, strong if is_about else frozenset(), names_others=bool(names))
        else:
            one = _Said(place, block, names, strong, _states(view, names) - strong)
            for state, said in _concerned(one, above, tables):
                found.setdefault(state, []).append(said)
    return found


class _Said(NamedTuple):
    """A block that is no heading: its place, its names, the states among them, those borne only."""

    place: int
    block: Block
    names: Sequence[Name]
    strong: frozenset[int]
    weak: frozenset[int]


class _Tables(NamedTuple):
    """What is known of the tables of a report.

    By number the column in which rows name states, and which columns are whose; by caption the
    state that it names, with its words.
    """

    columns: dict[int, int]
    whose: dict[int, dict[int, frozenset[int]]]
    captions: dict[str, tuple[str, frozenset[int]]]

    @classmethod
    def of(cls, view: View, mentions: Mentions) -> _Tables:
        """Look at the tables of a report."""
        captions = {block.caption for block in mentions.blocks if block.caption}
        return cls(
            _state_columns(view, mentions),
            columns_of_states(view, mentions),
            _named_in(view, captions, mentions),
        )

    def fills_state_column(self, block: Block) -> bool:
        """Say whether a row of one filled cell fills that of its table for states."""
        column = self.columns.get(block.table)
        return column is not None and column < len(block.cells) and bool(block.cells[column])


def _concerned(one: _Said, above: _Above, tables: _Tables) -> Iterator[tuple[int, Concerned]]:
    place, block, strong, weak = one.place, one.block, one.strong, one.weak
    for state in sorted(strong):
        yield state, Concerned(place, block, len(strong))
    for state in sorted(weak):
        yield state, Concerned(place, block, len(strong | weak), is_weak=True)
    _follow(above, block, one.names, strong, tables.columns)
    told = strong | weak
    whose = tables.whose.get(block.table, {}) if block.kind == "row" else {}
    for state in sorted(whose.keys() - told):
        own = of_one(block, whose, state)
        if own is not None:
            yield state, Concerned(place, own, 1)
    band, banded = above.bands.over(block, is_total=is_total(block))
    for state in sorted(banded - told - whose.keys()):
        yield state, Concerned(place, block, len(banded), band)
    is_row = block.kind == "row"
    if whose or banded or (told and not is_row) or (is_row and above.bands.names_states):
        return
    # A row of Brazil's table that names Mexico concerns both.
    under, states = _inherited(above, block, tables.columns, tables.captions)
    for state in states - told:
        yield state, Concerned(place, block, 1, under)


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
        if block.kind == "row" and block.table and not is_band(block):
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
        if block.cells[column] and not _continues(block, column):
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
    """Whether the cell for the state is empty, or says that it is as above."""
    if len(block.cells) <= column or not any(block.cells):
        return False
    return not block.cells[column] or _DITTO.fullmatch(block.cells[column]) is not None


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
