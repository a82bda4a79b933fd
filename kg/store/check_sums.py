"""Check sums: of one version, of all that is current, and the token of a revision.

A version has the 64-bit BLAKE2b (RFC 7693) of its revision, key and columns, with a zero byte
between them and a one for what is null. What is current at a revision has a count and the sum of
those numbers modulo 2⁶⁴, which does not depend on their order. A revision has a token: the SHA-256
(FIPS 180-4) over the token before it, its number, day and note, and the sums of its versions, nodes
by id, then relations by key. None of them is a proof against people who forge: they tell damage
from data, and one history from another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from kg.model.records import Point

_BITS: Final = 64
_HALF: Final = 1 << (_BITS - 1)
_ALL: Final = (1 << _BITS) - 1
# Columns are JSON, which escapes control characters, and words and days, which have none: neither
# this nor the zero byte between them can be part of one.
_NONE: Final = "\1"
_blake: Final = hashlib.blake2b
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_number: Final = int.from_bytes


def sum_of(rev: int, key: Iterable[str], columns: Iterable[str | None]) -> int:
    """Return the check sum of a version, a signed integer of 64 bits.

    >>> sum_of(1, ("state/hti",), (None, None, "{}", '["source/oas","","published",null]'))
    5767809108356583013
    """
    parts = [str(rev), *key, *[_NONE if each is None else each for each in columns]]
    digest = _blake("\0".join(parts).encode(), digest_size=8).digest()
    return _number(digest, "big", signed=True)


def are(values: Iterable[object], *types: type) -> bool:
    """Say whether all values are of these types: what is turned on a disk may be of any other.

    >>> are([1, 2], int), are([1, "2"], int), are([1, True], int)
    (True, False, False)
    """
    # Not isinstance: to that, True is a number.
    return all(type(each) in types for each in values)


def total(sums: Iterable[int]) -> int:
    """Return the order-free sum of check sums, a signed integer of 64 bits."""
    # Signed, since both engines keep whole numbers of 64 bits with a sign.
    return _signed(sum(sums))


def _signed(number: int) -> int:
    return ((number + _HALF) & _ALL) - _HALF


def shown(number: int) -> str:
    """Return a check sum as 16 hexadecimal digits.

    >>> shown(-1)
    'ffffffffffffffff'
    """
    return f"{number & _ALL:016x}"


class Tally(NamedTuple):
    """How many versions of one kind are current, tombstones too, and the sum of their sums."""

    many: int = 0
    sum: int = 0

    def moved(self, gone: Sequence[int], new: Sequence[int]) -> Tally:
        """Return the tally after versions with these sums have gone and come."""
        # Why a sum and not a digest of all: what has gone is subtracted, nothing else is read
        # again.
        return Tally(self.many + len(new) - len(gone), _signed(self.sum + sum(new) - sum(gone)))


class Seal(NamedTuple):
    """By what a revision is known: its token, and what was current then."""

    token: str = ""
    nodes: Tally = Tally()
    relations: Tally = Tally()


class Made(NamedTuple):
    """A revision without its content: its number, when it was made, what for."""

    number: int
    at: str
    note: str


class Sealed(NamedTuple):
    """The row of a revision: its number, when it was made, what for, and its seal."""

    number: int
    at: str
    note: str
    seal: Seal

    @property
    def made(self) -> Made:
        """The revision without its seal."""
        return Made(*self[:3])

    @property
    def point(self) -> Point:
        """By what the revision is known to those who read the store."""
        return Point(self.number, self.seal.token, self.at or None)

    @property
    def fits(self) -> bool:
        """Whether each value is of the type that was written: only then there is a check sum."""
        token, nodes, relations = self.seal
        return are((self.at, self.note, token), str) and are((self.number, *nodes, *relations), int)

    @property
    def sum(self) -> int:
        """The check sum of the row itself."""
        token, nodes, relations = self.seal
        text = (self.at, self.note, token, *map(str, (*nodes, *relations)))
        return sum_of(self.number, (), text)


NOTHING: Final = Sealed(0, "", "", Seal())
"""The revision of an empty store."""


class TallyChange(NamedTuple):
    """The sums of the versions of one kind that a batch ends, and of those that it makes."""

    gone: list[int]
    new: list[int]


def sealed(before: Seal, made: Made, nodes: TallyChange, relations: TallyChange) -> Sealed:
    """Return the row of the revision that follows another; new versions in the order of keys."""
    # Order counts here, unlike in the sums: ``reading`` computes the token from nodes by id and
    # relations by key, and must come to the same.
    token = token_of(before.token, made, [*nodes.new, *relations.new])
    return Sealed(
        *made, Seal(token, before.nodes.moved(*nodes), before.relations.moved(*relations))
    )


def token_of(before: str, made: Made, sums: Iterable[int]) -> str:
    """Return the token of a revision that follows another token, 64 hexadecimal digits."""
    # JSON has no line break of its own, so that nothing of the note can pass for a sum.
    digest = hashlib.sha256(f"{_encode((before, *made))}\n".encode())
    digest.update(b"".join(each.to_bytes(8, "big", signed=True) for each in sums))
    return digest.hexdigest()
