"""Records that may be what an entry is about already: by titles, declarers and sectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from kg.graph.probe import Probe
from kg.graph.view import View
from kg.identity.evidence import Evidence
from kg.identity.judging import NAME, PROPOSED, SPELLING, WORDS
from kg.identity.likeness import misspelt, similarity
from kg.identity.words import Reader, Words
from kg.model.fields import EXAMPLE

_MOST: Final = 5
_BESIDE: Final = 40_000
"""What a shared declarer, and a shared sector, add to the likeness of two titles."""


class Twin(NamedTuple):
    """A record that may be the same, and why: what its title says, what it shares.

    ``score`` in millionths only puts them in order.
    """

    id: str
    score: int
    title: Evidence
    same_declarer: bool
    sectors: list[str]


def likely_twins(
    view: View, probe: Probe, titles: Iterable[str], record: str | None, *, example: bool
) -> list[Twin]:
    """Return the records of the type of ``probe`` that may be what it stands for, likest first.

    ``titles`` are its own, in all its languages; ``record`` is what it is about by its id. Examples
    (``example``) only meet examples.
    """
    reader = Reader({})
    own = [reader.read(title) for title in titles if title]
    found = (
        twin
        for node in view.of_type(probe.type).tolist()
        if view.id(node) != record and (view.nature(node) == EXAMPLE) == example
        for twin in _judged(view, probe, own, node, reader)
    )
    return sorted(found, key=lambda twin: (-twin.score, twin.id))[:_MOST]


def _judged(
    view: View, probe: Probe, own: Sequence[Words], node: int, reader: Reader
) -> Iterator[Twin]:
    declarers = view.adjacency(("DECLARES",), "in").of(node).tolist()
    sectors = view.adjacency(("IN_SECTOR",), "out").of(node).tolist()
    same = not set(probe.links.get(("DECLARES", "in"), ())).isdisjoint(declarers)
    shared = set(probe.links.get(("IN_SECTOR", "out"), ())).intersection(sectors)
    others = [reader.read(title) for title in view.snapshot.label(node).values()]
    best = max((_alike(*pair) for pair in product(own, others)), default=None)
    if best is None:
        return
    score, kind, one, other = best
    # Titles that only share words say little where nothing else is shared.
    if score >= WORDS or (score >= PROPOSED and (same or shared)):
        score += _BESIDE * (same + bool(shared))
        ids = sorted(map(view.id, shared))
        yield Twin(view.id(node), score, Evidence(kind, one, other), same, ids)


def _alike(one: Words, other: Words) -> tuple[int, str, str, str]:
    said = one.plain, other.plain
    if one.plain == other.plain:
        return (NAME, "name", *said)
    if one.words and one.words == other.words:
        return (WORDS, "words", *said)
    if misspelt(one.words, other.words):
        return (SPELLING, "spelling", *said)
    return (similarity(one.words, other.words), "similar", *said)
