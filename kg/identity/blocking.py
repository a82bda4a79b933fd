"""Which pairs are worth comparing: bodies that share a key, never all with all."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.identity.bodies import Body
from kg.identity.likeness import AGENCIES
from kg.identity.words import SHORTEST, Words

BLOCK: Final = 24
"""Bodies with one key of which all pairs are compared; of more, each with those next to it."""
WINDOW: Final = 3
_RARE: Final = 3
"""The rarest words of a name by which it is looked for, two at a time."""
_MOST_LEFT_OUT: Final = 8
"""Words in the longest name of which each word is left out in turn."""

Indexes = NDArray[np.int64]


def candidate_pairs(
    bodies: Sequence[Body], new: AbstractSet[int] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield pairs of places in ``bodies`` (ordered by id) that share a key, each once, in order.

    With ``new`` (places) only pairs with one of these. Memory grows with the number of bodies, time
    with that and its logarithm: what a key brings together is bounded (``BLOCK``, ``WINDOW``).
    """
    hashes, places = _keys(bodies, new)
    order = np.lexsort((places, hashes))
    hashes, places = hashes[order], places[order]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    sizes = np.diff(np.append(starts, len(hashes)))
    found = [*_small(places, starts, sizes), *_large(places, starts, sizes)]
    if found:
        count = _count(places)
        for pair in np.unique(np.concatenate(found)).tolist():
            one, other = divmod(pair, count)
            if new is None or one in new or other in new:
                yield one, other


def _keys(
    bodies: Sequence[Body], new: AbstractSet[int] | None
) -> tuple[NDArray[np.uint64], Indexes]:
    """Return the hash of each key of each body, and the place of the body."""
    seen = Counter(word for body in bodies for name in body.names for word in name.words)
    hashes, places = array("Q"), array("q")
    wanted = None if new is None else {h for at in new for h in _hashes(bodies[at], seen)}
    for place, body in enumerate(bodies):
        keys = _hashes(body, seen)
        if wanted is not None:
            keys &= wanted
        hashes.extend(sorted(keys))
        places.extend([place] * len(keys))
    return np.frombuffer(hashes, np.uint64), np.frombuffer(places, np.int64)


def _hashes(body: Body, seen: Counter[str]) -> set[int]:
    return {_hash(body.prefix, key) for key in keys_of(body, seen)}


def _hash(prefix: str, key: str) -> int:
    return int.from_bytes(blake2b(f"{prefix} {key}".encode(), digest_size=8).digest(), "little")


def keys_of(body: Body, seen: Counter[str]) -> Iterator[str]:
    """Yield what a body may share with others that are the same; ``seen``: how common words are."""
    yield from (f"i {scheme} {value}" for scheme, value in body.identifiers)
    yield from (f"a {short}" for short in body.acronyms | body.bare)
    for name in body.names:
        yield from _of_name(name, seen)


def _of_name(name: Words, seen: Counter[str]) -> Iterator[str]:
    yield f"n {name.plain}"
    words = sorted(name.words)
    short = name.initials
    if len(short) >= SHORTEST:
        yield f"a {short}"
    yield from (f"a {mark}" for mark in name.marks)
    if name.places and (not words or AGENCIES.intersection(words)):
        yield f"p {' '.join(sorted(name.places))}"
    if words:
        yield f"w {' '.join(words)}"
    if 1 < len(words) <= _MOST_LEFT_OUT:
        for left_out in words:
            yield f"w {' '.join(word for word in words if word != left_out)}"
    rare = sorted(words, key=lambda word: (seen[word], word))[:_RARE]
    for at, word in enumerate(rare):
        yield from (f"r {' '.join(sorted((word, other)))}" for other in rare[at + 1 :])
    if rare:
        yield f"r {rare[0]}"


def _small(places: Indexes, starts: Indexes, sizes: Indexes) -> Iterator[Indexes]:
    """Yield all pairs of blocks that are small, as numbers."""
    count = _count(places)
    for size in range(2, BLOCK + 1):
        blocks = starts[sizes == size]
        if len(blocks):
            rows = places[blocks[:, None] + np.arange(size)]
            first, second = np.triu_indices(size, 1)
            yield (rows[:, first] * count + rows[:, second]).ravel()


def _large(places: Indexes, starts: Indexes, sizes: Indexes) -> Iterator[Indexes]:
    """Yield the pairs of neighbours, by id, in blocks that are large."""
    count = _count(places)
    for start, size in zip(starts[sizes > BLOCK], sizes[sizes > BLOCK], strict=True):
        block = places[start : start + size]
        for step in range(1, WINDOW + 1):
            yield block[:-step] * count + block[step:]


def _count(places: Indexes) -> int:
    return int(places.max()) + 1 if len(places) else 0
