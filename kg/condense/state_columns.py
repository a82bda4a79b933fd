"""Tables whose columns are states: which columns are whose, and what of a row concerns one."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.condense.long_report import Block
from kg.condense.mentions import Mentions
from kg.condense.state_codes import codes_of
from kg.graph.view import View

_LEAST: Final = 2
"""States from which on the columns of a table are states."""
_BESIDE: Final = 3
"""A name is a third of such a head, at least."""


def columns_of_states(view: View, mentions: Mentions) -> dict[int, dict[int, frozenset[int]]]:
    """Return for each table whose columns are states (its number) which columns are whose."""
    found: dict[int, dict[int, frozenset[int]]] = {}
    heads = {block.table: block.columns for block in mentions.blocks if block.columns}
    for table, columns in heads.items():
        whose: dict[int, set[int]] = {}
        coded = codes_of(view, columns)
        codes = [node for node in coded if node is not None]
        for at, head in enumerate(columns):
            node = coded[at] if len(set(codes)) >= _LEAST else None
            state = _named_by(view, mentions, head) if node is None else node
            if state is not None and view.is_a(state, "State"):
                whose.setdefault(state, set()).add(at)
        if len(whose) >= _LEAST:
            found[table] = {state: frozenset(of) for state, of in whose.items()}
    return found


def _named_by(view: View, mentions: Mentions, head: str) -> int | None:
    """Return the state that a head names and says little beside."""
    names = [
        name
        for name in mentions.found_in(head)
        if not name.is_weak and view.is_a(name.node, "State")
    ]
    if len({name.node for name in names}) != 1:
        return None
    name = names[0]
    return name.node if _BESIDE * (name.end - name.start) >= len(head) else None


def of_one(block: Block, whose: dict[int, frozenset[int]], state: int) -> Block | None:
    """Return a row with the columns of one state and of none; None where its own are empty."""
    own = whose.get(state, frozenset())
    if len(block.cells) != len(block.columns) or not any(block.cells[at] for at in own):
        return None
    others = {at for other, of in whose.items() if other != state for at in of}
    kept = [at for at in range(len(block.cells)) if at in own or at not in others]
    cells, columns = ([of[at] for at in kept] for of in (block.cells, block.columns))
    return replace(block, cells=tuple(cells), columns=tuple(columns))
