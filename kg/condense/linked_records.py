"""Which records of the base a report speaks of, with which words, and where first."""

from __future__ import annotations

from collections.abc import Sequence

from kg.condense.names import Names
from kg.condense.report import Block
from kg.graph.view import View
from kg.model.documents import LinkedRecord


def linked_records(
    view: View, names: Names, blocks: Sequence[Block], lang: str
) -> list[LinkedRecord]:
    """Return the records named in a report, those named most first, ties by id."""
    first: dict[int, tuple[str, Block]] = {}
    times: dict[int, int] = {}
    for block in blocks:
        for name in names.found_in(block.text):
            first.setdefault(name.node, (block.text[name.start : name.end], block))
            times[name.node] = times.get(name.node, 0) + 1
    ordered = sorted(first, key=lambda node: (-times[node], view.id(node)))
    return [
        LinkedRecord(
            id=view.id(node),
            label=view.label(node, lang),
            type=view.type_of(node),
            words=first[node][0],
            page=first[node][1].page,
            paragraph=first[node][1].paragraph,
            times=times[node],
        )
        for node in ordered
    ]
