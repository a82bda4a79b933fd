"""The examples as if they were of real states: so that nothing is said in a real one's name.

Examples are apart from all else: what offices of invented states have done together is no
experience of anybody. A story that ends in experience needs states that are states.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coopgraph.loads import starter_knowledge
from ingest.loading import Source, load
from kg.model.changes import Change, NodeStatement
from kg.model.fields import EXAMPLE
from kg.store.opening import open_store


def load_invented(url: str) -> None:
    """Load the starter knowledge and the examples, which are none any more."""
    store = open_store(url, write=True)
    try:
        report = load(store, map(_plain, starter_knowledge(store, examples=True)))
    finally:
        store.close()
    assert not report.findings, report.findings[:5]


def _plain(source: Source) -> Source:
    items = (replace(item, changes=list(_said(item.changes))) for item in source.items)
    return replace(source, items=items, preface=tuple(_said(source.preface)))


def _said(changes: Iterable[Change]) -> Iterator[Change]:
    for change in changes:
        if isinstance(change, NodeStatement) and change.props.get("nature") == EXAMPLE:
            props = {name: value for name, value in change.props.items() if name != "nature"}
            yield change._replace(props=props)
        else:
            yield change
