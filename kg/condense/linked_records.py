"""Which records of the base a report speaks of, with which words, and where first."""

from __future__ import annotations

from kg.condense.long_report import Block
from kg.condense.mentions import Mentions
from kg.graph.view import View
from kg.model.documents import LinkedRecord


def linked_records(view: View, mentions: Mentions, lang: str) -> list[LinkedRecord]:
    """Return the records named in a report, those named most first, ties by id.

    What only bears the name of a record ("Panama Canal") does not link it.
    """
    first: dict[int, tuple[str, Block]] = {}
    times: dict[int, int] = {}
    for block, names in mentions:
        for name in names:
            if not name.is_weak:
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
