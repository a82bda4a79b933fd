"""Versions as engines keep them, and the check that they are as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar

from kg.base.i18n import Message, msg
from kg.model.changes import RelationKey
from kg.store.check_sums import Tally, are, shown, sum_of, total
from kg.store.codec import Columns
from kg.store.redirects import Redirects

K = TypeVar("K", bound=str | RelationKey)


class Damage(Exception):  # noqa: N818 (what is found; as an error of the store it has its address)
    """What a store holds is not what was written to it; ``id`` names the record, where one is."""

    def __init__(self, what: Message, id_: str | None = None) -> None:
        super().__init__(what.text())
        self.what = what
        self.id = id_


class Stored(NamedTuple, Generic[K]):
    """One version of a record: its number in the engine, its revision, check sum and columns."""

    key: K
    version: int
    rev: int
    sum: int
    columns: Columns

    @property
    def fits(self) -> bool:
        """Whether each value is of the type that was written; what does not fit is not sound."""
        key, columns = _parts(self.key), self.columns
        numbers = (self.version, self.rev, self.sum)
        return are(numbers, int) and are(key, str) and are(columns, str, type(None))

    @property
    def is_sound(self) -> bool:
        """Whether it reads as it was written."""
        if type(self.rev) is not int or type(self.sum) is not int:
            # The text of a number has the same check sum as the number.
            return False
        try:
            return summed(self.rev, self.key, self.columns) == self.sum
        except TypeError:
            # A number or bytes where a text was written.
            return False


def summed(rev: int, key: str | RelationKey, columns: Columns) -> int:
    """Return the check sum that a version has to have."""
    return sum_of(rev, _parts(key), columns)


def sound(rows: Iterable[Stored[K]]) -> Iterator[Stored[K]]:
    """Yield versions that are as they were written.

    Raises:
        Damage: one is not.
    """
    for row in rows:
        if not row.is_sound:
            raise altered(row.key)
        yield row


def redirects_of(rows: Iterable[Stored[str]]) -> Redirects:
    """Return what leads where, from the nodes that lead anywhere.

    Raises:
        Damage: one is not as it was written.
    """
    return Redirects.of((row.key, *row.columns[:2]) for row in sound(rows))  # type: ignore[misc]


def whole(rows: Iterable[Stored[K]], expected: Tally) -> Iterator[Stored[K]]:
    """Yield all versions that are current; at the end they are those that were written.

    Raises:
        Damage: one is altered, missing, or one too many.
    """
    sums = []
    for row in rows:
        if not row.is_sound:
            raise altered(row.key)
        sums.append(row.sum)
        yield row
    if Tally(len(sums), total(sums)) != expected:
        raise Damage(
            msg(
                "records are missing or doubled: {found} instead of {expected}.",
                found=len(sums),
                expected=expected.many,
            )
        )


def token_of_record(versions: Iterable[Stored[K]]) -> str:
    """Return the token of a record that these versions make up; empty where nothing is said."""
    sums = [version.sum for version in versions if version.columns[-1] is not None]
    return shown(total(sums)) if sums else ""


def altered(key: str | RelationKey) -> Damage:
    """Return what is found where a version is not as it was written."""
    return Damage(msg("the record “{id}” was altered.", id=named(key)), named(key))


def missing(key: str | RelationKey) -> Damage:
    """Return what is found where a record is not there."""
    return Damage(msg("the record “{id}” is missing.", id=named(key)), named(key))


def named(key: str | RelationKey) -> str:
    """Return a record's id, or the key of a relation in one line; of any type, if it is damaged."""
    return " ".join(map(_shown, _parts(key))).strip()


def known(id_: str) -> str:
    """Return an id that was read without its version.

    Raises:
        Damage: it is no text.
    """
    if type(id_) is not str:
        raise altered(id_)
    return id_


def known_key(key: RelationKey) -> RelationKey:
    """Return the key of a relation that was read without its version.

    Raises:
        Damage: a part of it is no text.
    """
    if not are(key, str):
        raise altered(key)
    return key


def _parts(key: object) -> Iterable[Any]:
    # Not everything that lies where a text was written is one.
    return key if isinstance(key, tuple) else (key,)


def _shown(part: object) -> str:
    return part.decode(errors="replace") if isinstance(part, bytes) else str(part)
