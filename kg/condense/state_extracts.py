"""What a report holds that concerns each state: rows of tables, and paragraphs that name it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.condense.extracts import extract, row_extract
from kg.condense.names import Names
from kg.condense.report import Block
from kg.graph.view import View
from kg.model.documents import StateInReport


def states_in(view: View, names: Names, blocks: Sequence[Block], lang: str) -> list[StateInReport]:
    """Return the states that a report names, in the order of their ids, each with what names it."""
    found: dict[int, list[Block]] = {}
    states = {int(node) for node in view.of_type("State")}
    for block in blocks:
        if block.kind != "heading":
            for node in {name.node for name in names.found_in(block.text)} & states:
                found.setdefault(node, []).append(block)
    ordered = sorted(found.items(), key=lambda pair: view.id(pair[0]))
    return [_state(view, node, of, lang) for node, of in ordered]


def _state(view: View, node: int, blocks: Sequence[Block], lang: str) -> StateInReport:
    return StateInReport(
        id=view.id(node),
        label=view.label(node, lang),
        rows=[row_extract(one) for one in blocks if one.kind == "row"],
        passages=[extract(one) for one in blocks if one.kind != "row"],
    )
