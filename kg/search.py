"""Ranking of full-text candidates: the store finds, this orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kg.documents import Search, heading, ref
from kg.schema.nodes import NODE_CLASSES, Actor
from kg.schema.registry import label_of, searchable
from kg.store.protocol import Store
from kg.text import fold
from kg.view import View

CANDIDATES: Final = 20_000
"""How many candidates are ranked; the store gives them in id order."""
_NAMES: Final = ("acronym",)
_OTHER_NAMES: Final = ("aliases", "identifiers", "identifier", "code", "iso2", "iso3", "reference")
_ACTORS: Final = frozenset(cls.__name__ for cls in NODE_CLASSES if issubclass(cls, Actor))
_LAST: Final = frozenset(("Activity", "Source"))


def search(store: Store, view: View, text: str, lang: str, limit: int = 20) -> Search:
    """Return the visible nodes whose searchable fields hold every word of ``text``.

    The id itself comes first, then an acronym or name that is the text, another name or code that
    is, a name that begins with it, a name that holds all words, the rest; within these actors
    before concepts and records, activities and sources last, and ties by id. A letter's case and
    accents do not matter.
    """
    found = {number for id_ in store.candidates(text, CANDIDATES) if (number := _seen(view, id_))}
    exact = _seen(view, text.strip())
    words = fold(text)
    order = sorted(
        found - {exact}, key=lambda number: (*_rank(view, number, words), view.id(number))
    )
    best = order if exact is None else [exact, *order]
    return Search(
        **heading(view, lang),
        query=text,
        results=[ref(view, number, lang) for number in best[: max(limit, 0)]],
    )


def _seen(view: View, id_: str) -> int | None:
    number = view.snapshot.number(id_)
    return None if number is None or not view.visible[number] else number


def _rank(view: View, number: int, words: str) -> tuple[int, int]:
    type_ = view.type_of(number)
    kind = 0 if type_ in _ACTORS else 2 if type_ in _LAST else 1
    return _tier(type_, view.props(number), words), kind


def _tier(type_: str, props: Mapping[str, Any], words: str) -> int:
    names = [*_folded(label_of(type_, dict(props))), *_folded([props.get(n) for n in _NAMES])]
    fields = [props.get(name) for name in _OTHER_NAMES if name in searchable(type_)]
    if words in names:
        return 1
    if words in _folded(fields):
        return 2
    if any(name.startswith(words) for name in names):
        return 3
    return 4 if any(_holds(name, words) for name in names) else 5


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
