"""Ranking of full-text candidates: the store finds, this orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kg.base.defaults import FOUND
from kg.base.text import fold
from kg.graph.naming import heading, ref
from kg.graph.view import View
from kg.model.acronyms import acronyms_of
from kg.model.audiences import FEWEST
from kg.model.documents import Search
from kg.model.nodes import NODE_CLASSES, Actor
from kg.model.registry import NODES, label_of, searchable
from kg.store.fulltext import words_of
from kg.store.seen_records import SeenRecords

CANDIDATES: Final = 20_000
"""How many candidates are ranked; the store gives them in id order."""
_OTHER_NAMES: Final = ("aliases", "identifiers", "identifier", "code", "iso2", "iso3", "reference")
_ACTORS: Final = frozenset(cls.__name__ for cls in NODE_CLASSES if issubclass(cls, Actor))
_LOOSE: Final = 3
"""From this tier on names only resemble the text."""


def search(
    records: SeenRecords,
    view: View,
    text: str,
    lang: str,
    limit: int = FOUND,
    *,
    type_: str | None = None,
) -> Search:
    """Return the nodes of a view whose searchable fields hold every word of ``text``.

    The id itself comes first, then what has the text as its acronym or name, then as another name
    or code. All else follows, activities and sources last: a name that begins with the text, a name
    that holds all words, the rest; within these actors before concepts and records, and ties by id.
    Case and accents do not matter. With ``type_`` only nodes of that type.
    """
    words = fold(text)
    exact = view.snapshot.index(text.strip())
    others = _found(records, view, text, type_) - {exact}
    order = sorted(others, key=lambda node: (*_rank(view, node, words), view.id(node)))
    best = order if exact is None or not _is_of(view, exact, type_) else [exact, *order]
    return Search(
        **heading(view, lang),
        query=text,
        results=[ref(view, node, lang) for node in best[: max(limit, 0)]],
    )


def _is_of(view: View, node: int, type_: str | None) -> bool:
    return type_ is None or view.is_a(node, type_)


def _found(records: SeenRecords, view: View, text: str, type_: str | None) -> set[int]:
    """Return the first ``CANDIDATES`` nodes, by id, that hold the words as the reader reads them.

    The store finds what any statement holds. How many of its hits are for others, or of other
    types, must make no difference: it is asked for more until there are enough.
    """
    limit, words = CANDIDATES, fold(text).split()
    while True:
        ids = records.candidates(text, limit)
        read = [n for id_ in ids if (n := view.snapshot.index(id_)) is not None]
        read = [node for node in read if _is_of(view, node, type_)]
        if view.audience != FEWEST:
            read = [node for node in read if _reads(view, node, words)]
        if len(ids) < limit or len(read) >= CANDIDATES:
            return set(sorted(read, key=view.id)[:CANDIDATES])
        limit *= 2


def _reads(view: View, node: int, words: Sequence[str]) -> bool:
    own = words_of(view.id(node), view.snapshot.props(node)).split()
    return all(any(one.startswith(word) for one in own) for word in words)


def _rank(view: View, node: int, words: str) -> tuple[int, bool, int, bool]:
    type_ = view.type_of(node)
    tier = _tier(type_, view.props(node), words)
    return (
        min(tier, _LOOSE),
        tier >= _LOOSE and NODES[type_].is_background,
        tier,
        type_ not in _ACTORS,
    )


def _tier(type_: str, props: Mapping[str, Any], words: str) -> int:
    names = _folded([label_of(type_, dict(props)), *acronyms_of(props)])
    fields = [props.get(name) for name in _OTHER_NAMES if name in searchable(type_)]
    if words in names:
        return 1
    if words in _folded(fields):
        return 2
    if any(name.startswith(words) for name in names):
        return _LOOSE
    return _LOOSE + (1 if any(_holds(name, words) for name in names) else 2)


def _holds(name: str, words: str) -> bool:
    parts = name.split()
    return all(any(part.startswith(word) for part in parts) for word in words.split())


def _folded(value: Any) -> list[str]:
    return [fold(text) for text in _texts(value)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
