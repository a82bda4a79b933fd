"""Which id leads to which: records that count as one, and the id by which they go.

Statements stay under the id that they were made of. A record *joins* another: both then go by the
id of the other, until they are parted. In stores of older formats statements were *moved* to the
other id; such a redirect holds for ever, and what is stated about the old id goes there too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.model.changes import RelationKey


class Redirects:
    """Old id → the id it leads to, followed as far as it goes; by moving first, then by joining."""

    def __init__(self, moved: dict[str, str], joined: dict[str, str]) -> None:
        self._moved = moved
        self._joined = joined
        self._members: dict[str, set[str]] = {}
        for old, new in joined.items():
            self._members.setdefault(new, set()).add(old)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str | None, str | None]]) -> Redirects:
        """Return the leads that rows of ``id, redirect, joined`` say."""
        moved: dict[str, str] = {}
        joined: dict[str, str] = {}
        for id_, redirect, other in rows:
            if redirect is not None:
                moved[id_] = redirect
            elif other is not None:
                joined[id_] = other
        return cls(moved, joined)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Redirects):
            return NotImplemented
        return (self._moved, self._joined) == (other._moved, other._joined)

    __hash__ = None  # type: ignore[assignment]

    def __contains__(self, id_: str) -> bool:
        return id_ in self._joined or id_ in self._moved

    @property
    def any_joined(self) -> bool:
        """Whether there are records that go by the id of another."""
        return bool(self._joined)

    def is_moved(self, id_: str) -> bool:
        """Say whether the statements about an id were moved to another, for ever."""
        return id_ in self._moved

    def copy(self) -> Redirects:
        """Return the same leads, to be altered by themselves."""
        return Redirects(dict(self._moved), dict(self._joined))

    def join(self, old: str, new: str) -> None:
        """Let ``old`` go by the id of ``new``."""
        if old in self._joined:
            self.part(old)
        self._joined[old] = new
        self._members.setdefault(new, set()).add(old)

    def part(self, old: str) -> None:
        """Let ``old`` go by its own id again."""
        new = self._joined.pop(old)
        self._members[new].discard(old)

    def move(self, old: str, new: str) -> None:
        """Let ``old`` lead to ``new`` for ever."""
        self._moved[old] = new

    def home(self, id_: str) -> str:
        """Return the id under which statements about an id are kept."""
        while id_ in self._moved:
            id_ = self._moved[id_]
        return id_

    def end(self, id_: str) -> str:
        """Return the id that a record goes by now."""
        # Moving first: it is for ever, and where it leads may have joined another since.
        id_ = self.home(id_)
        while id_ in self._joined:
            id_ = self._joined[id_]
        return id_

    def home_of_relation(self, key: RelationKey) -> RelationKey:
        """Return the key under which statements about a relation are kept."""
        if key.start in self._moved or key.end in self._moved:
            return key._replace(start=self.home(key.start), end=self.home(key.end))
        return key

    def end_of_relation(self, key: RelationKey) -> RelationKey:
        """Return the key that a relation goes by now."""
        if key.start in self or key.end in self:
            return key._replace(start=self.end(key.start), end=self.end(key.end))
        return key

    def group(self, id_: str) -> list[str]:
        """Return the ids whose statements make up the record that an id leads to, its own first."""
        # What was moved is not in it: its statements lie under the other id already.
        return list(self._with_members(self.end(id_)))

    def is_alone(self, id_: str) -> bool:
        """Say whether a record goes by its own id, and no other one by it."""
        return id_ not in self and not self._members.get(id_)

    def grouped(self) -> list[str]:
        """Return all ids that make up a record with others."""
        ends = {self.end(old) for old in self._joined}
        return sorted(each for end in ends for each in self._with_members(end))

    def joined(self) -> list[str]:
        """Return the ids that go by the id of another, without those that were moved."""
        return sorted(self._joined)

    def moved_since(self, before: Redirects) -> list[str]:
        """Return the ids that lead elsewhere than before."""
        # Nothing was merged or parted: see ``Batch``.
        if before is self:
            return []
        known = {*self._moved, *self._joined, *before._moved, *before._joined}
        return sorted(id_ for id_ in known if self.end(id_) != before.end(id_))

    def all(self) -> dict[str, str]:
        """Return every old id with the one it leads to, by old id."""
        return {old: self.end(old) for old in sorted({*self._moved, *self._joined})}

    def _with_members(self, id_: str) -> Iterator[str]:
        yield id_
        for member in sorted(self._members.get(id_, ())):
            yield from self._with_members(member)


class KnownRedirects:
    """The leads of the revision that was asked about last; may be shared by threads."""

    def __init__(self) -> None:
        self._kept: tuple[str, Redirects] | None = None

    def of(self, token: str, read: Callable[[], Redirects]) -> Redirects:
        """Return the leads of a revision, read where they are not those of the last question."""
        # Taken once, whole: another thread may put in its own meanwhile.
        kept = self._kept
        if kept is None or kept[0] != token:
            self._kept = kept = token, read()
        return kept[1]
