"""Is a store what was written to it? All that is wrong with it, as values; nothing is altered.

Always: each present version against its check sum, all of them against the count and the sum of
their revision, relations that lead nowhere, the words of full text. With ``deep`` also
every version there ever was, and every revision against the one before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, Protocol

from kg.base.i18n import Message, msg
from kg.model.changes import RelationKey
from kg.store import codec
from kg.store.check_sums import Sealed, Tally, total
from kg.store.fulltext import words_of_record
from kg.store.reading import Reading
from kg.store.reading_rows import Rows
from kg.store.sealing import Sealing
from kg.store.stored_versions import K, Stored, named

What = Literal["node", "relation", "revision", "words", "graph", "file", "desk"]
Progress = Callable[[str, int], None]
"""Called with what is being looked at and how many of it are done."""
_EVERY: Final = 10_000
_RESTORE: Final = msg("Restore a backup: coopgraph restore.")


class Fault(NamedTuple):
    """Something that is not as it was written; ``id`` names the record, where it is one."""

    what: What
    id: str | None
    code: str
    message: Message
    fix: Message = _RESTORE


@dataclass
class Proof:
    """What was looked at, how many of each, and what is wrong."""

    checked: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


class ProvableRows(Rows, Protocol):
    """Rows of the last revision, and all that a proof needs besides."""

    def words(self) -> Iterable[tuple[str, str]]:
        """Yield the id of each node that full text finds, and its words, by id."""

    def all_node_versions(self) -> Iterable[tuple[int | None, Stored[str]]]:
        """Yield all versions of nodes, by id and revision, each with the revision that ended it."""

    def all_relation_versions(self) -> Iterable[tuple[int | None, Stored[RelationKey]]]:
        """Yield all versions of relations in the same way."""


def prove(rows: ProvableRows, progress: Progress, *, deep: bool) -> Proof:
    """Return what is wrong with a store, from the rows of its last revision."""
    proof = Proof()
    prover = _Prover(rows, proof, progress)
    prover.present()
    if not proof.faults:
        # What is damaged cannot be put together.
        prover.words()
    if deep:
        prover.past()
    return proof


class _Prover:
    """Looks at one part after the other; what is wrong goes into the proof."""

    def __init__(self, rows: ProvableRows, proof: Proof, progress: Progress) -> None:
        self._rows = rows
        self._proof = proof
        self._progress = progress

    def present(self) -> None:
        """Look at all present versions, and whether they lead somewhere."""
        seal, redirects = self._rows.seal(), self._rows.redirects()
        there: set[str] = set()
        for row in self._all("node", self._rows.all_nodes(), seal.nodes):
            if row.columns[-1] is not None:
                there.add(redirects.end(row.key))
        for relation in self._all("relation", self._rows.all_relations(), seal.relations):
            if relation.columns[-1] is not None:
                self._require_ends(redirects.end_of_relation(relation.key), there)

    def words(self) -> None:
        """Look whether full text holds the words of all nodes, and no others."""
        wanted = (
            (row.id, words_of_record(row.id, row.body, codec.node_statements(row.id, row[1:])))
            for row in Reading(self._rows).nodes()
        )
        for id_, ours, theirs in _beside(wanted, self._rows.words()):
            self._count("words")
            if ours != theirs:
                self._add("words", id_, "words", _WORDS, _REBUILD)

    def past(self) -> None:
        """Look at every version there ever was, and at every revision."""
        sealing, before = Sealing(), 0
        known = list(self._rows.revisions(0))
        self._versions("node", self._rows.all_node_versions(), sealing.add_node)
        self._versions("relation", self._rows.all_relation_versions(), sealing.add_relation)
        for told, made in zip(known, sealing.seals(each.made for each in known), strict=True):
            self._count("revision")
            if told != made or told.number != before + 1:
                self._add("revision", str(told.number), "not-whole", _not_whole(told))
            before = told.number

    def _all(self, what: What, rows: Iterable[Stored[K]], expected: Tally) -> Iterator[Stored[K]]:
        sums = []
        for row in rows:
            self._count(what)
            if row.fits:
                sums.append(row.sum)
            if not row.is_sound:
                self._add(what, named(row.key), "altered", _altered(row.key))
            yield row
        if Tally(len(sums), total(sums)) != expected:
            self._add(what, None, "missing", _missing(len(sums), expected.many))

    def _require_ends(self, key: RelationKey, there: set[str]) -> None:
        for id_ in (key.start, key.end):
            if id_ not in there:
                said = msg("The relation “{key}” leads to “{id}”, which is not there.",
                           key=named(key), id=id_)  # fmt: skip
                self._add("relation", named(key), "leads-nowhere", said)

    def _versions(
        self,
        what: What,
        rows: Iterable[tuple[int | None, Stored[K]]],
        add: Callable[[int, int | None, K, int], None],
    ) -> None:
        last: tuple[int | None, Stored[K]] | None = None
        for ended, row in rows:
            self._count("versions")
            if row.fits:
                # Others have no place in any order: the revisions that they were of are not whole.
                add(row.rev, ended, row.key, row.sum)
            self._follow(what, last, row)
            if not row.is_sound:
                self._add(what, named(row.key), "altered", _altered(row.key))
            last = ended, row
        self._follow(what, last, None)

    def _follow(
        self, what: What, last: tuple[int | None, Stored[K]] | None, row: Stored[K] | None
    ) -> None:
        """A version ends where the next one of its record begins, and the last one not at all."""
        if last is None:
            return
        ended, before = last
        follows = row is not None and row.key == before.key
        if ended != (row.rev if row is not None and follows else None):
            self._add(what, named(before.key), "history", _history(before.key))

    def _count(self, what: str) -> None:
        self._proof.checked[what] += 1
        if self._proof.checked[what] % _EVERY == 0:
            self._progress(what, self._proof.checked[what])

    def _add(
        self, what: What, id_: str | None, code: str, message: Message, fix: Message = _RESTORE
    ) -> None:
        self._proof.faults.append(Fault(what, id_, code, message, fix))


def _beside(
    ours: Iterable[tuple[str, str]], theirs: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield each id with what either side says of it; both come by id."""
    left, right = iter(ours), iter(theirs)
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        id_ = min(pair[0] for pair in (one, other) if pair is not None)
        yield id_, _said(one, id_), _said(other, id_)
        one = next(left, None) if one and one[0] == id_ else one
        other = next(right, None) if other and other[0] == id_ else other


def _said(pair: tuple[str, str] | None, id_: str) -> str | None:
    return pair[1] if pair and pair[0] == id_ else None


_WORDS: Final = msg("Full text does not hold the words of this record.")
_REBUILD: Final = msg("They are written anew where the store can be written to.")


WORDS_LOST: Final = Fault(
    "words", None, "words", msg("The index of full text is not that of its words."), _REBUILD
)


def _altered(key: str | RelationKey) -> Message:
    return msg("The record “{id}” was altered.", id=named(key))


def _missing(found: int, expected: int) -> Message:
    return msg(
        "Records are missing, altered or doubled: {found} were found, {expected} written.",
        found=found,
        expected=expected,
    )


def _history(key: str | RelationKey) -> Message:
    return msg("The versions of “{id}” do not follow each other.", id=named(key))


def _not_whole(told: Sealed) -> Message:
    return msg("Revision {number} is not what was written.", number=told.number)
