"""What is known before a source is read: look-ups by code, identifier and name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from ingest.index import Index, key
from kg.base.text import fold
from kg.graph.view import View
from kg.identity.bodies import is_minted
from kg.model.acronyms import acronyms_of
from kg.model.claims import chosen_node
from kg.model.fields import EXAMPLE
from kg.model.nodes import Declared
from kg.model.records import NodeRow, Statement
from kg.model.registry import NODES, type_of
from kg.store.codec import statements_of
from kg.store.protocol import Store

_ARTICLE: Final = "the "
_MOST_WORDS: Final = 40
"""So many words has no name: a longer text is not taken apart."""
_NOWHERE: Final[Mapping[str, str]] = MappingProxyType({})
_CODES: Final = ("iso2", "iso3", "m49", "code")


class SourceFacts(NamedTuple):
    """What the store knows about a source: when it was fetched, the SHA-256 of its file."""

    retrieved: str | None
    checksum: str | None


class Called(NamedTuple):
    """All names, acronyms and aliases of a body as they are written, and its country, if any."""

    names: tuple[str, ...]
    country: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """All that the readers of sources look up."""

    territories: Index = field(default_factory=Index)
    """States and countries, by ISO 3166-1 alpha-2, alpha-3 and UN M49."""
    iso3: Mapping[str, str] = field(default_factory=dict)
    """Id of a state or country → its ISO 3166-1 alpha-3 code, upper case."""
    organisations: Index = field(default_factory=Index)
    """Organisations, by external identifier; so are units and programmes."""
    called: Mapping[str, Called] = field(default_factory=dict)
    """Curated organisation → what it is called."""
    homes: Mapping[str, str] = field(default_factory=dict)
    """Organisation → the state or country where it is at home."""
    minted: frozenset[str] = frozenset()
    """Organisations whose ids were made from a source's reference or name, not by a curator."""
    units: Index = field(default_factory=Index)
    programmes: Index = field(default_factory=Index)
    sectors: Index = field(default_factory=Index)
    replaced: Mapping[str, str] = field(default_factory=dict)
    """Withdrawn sector → the one that takes its place."""
    withdrawn: frozenset[str] = frozenset()
    """Sectors no longer in use, with or without a replacement."""
    goals: Index = field(default_factory=Index)
    regions: Index = field(default_factory=Index)
    languages: Index = field(default_factory=Index)
    modalities: Index = field(default_factory=Index)
    collaborations: Mapping[str, str] = field(default_factory=dict)
    """IATI collaboration type → modality."""
    sources: Mapping[str, SourceFacts] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Id that was merged → the record that answers for it."""
    others: Mapping[str, Index] = field(default_factory=dict)
    """Agreements, initiatives, milestones and the like, by type."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """State, modality, language or sector → its name by language: what is offered."""

    def curated_by_name(self, name: str) -> str | None:
        """Return the only curated organisation, unit or programme with exactly this name.

        An article before it makes no difference, nor does its acronym beside it.
        """
        return self.curated_by_folded(fold(name))

    def curated_by_folded(self, folded: str) -> str | None:
        """Return what ``curated_by_name`` does, for a name already folded."""
        bare = folded.removeprefix(_ARTICLE)
        return self._named(folded) or self._named(bare) or self._named_twice(bare.split())

    def _named_twice(self, words: list[str]) -> str | None:
        """Return whom two names beside each other mean, as in “UNDP - United Nations …”."""
        for at in range(1, len(words) if len(words) <= _MOST_WORDS else 0):
            one = self._named(" ".join(words[:at]))
            if one is not None and one == self._named(" ".join(words[at:])):
                return one
        return None

    def _named(self, folded: str) -> str | None:
        named = (id_ for kind in self._bodies for id_ in kind.names.get(folded, ()))
        # A record that was made from this very name would otherwise make it ambiguous for ever.
        found = [id_ for id_ in named if id_ not in self.minted]
        return found[0] if len(found) == 1 else None

    def curated_by_code(self, identifier: str) -> str | None:
        """Return the only curated organisation, unit or programme with this identifier."""
        coded = {kind.by_code(identifier) for kind in self._bodies} - {None} - self.minted
        return coded.pop() if len(coded) == 1 else None

    @property
    def _bodies(self) -> tuple[Index, ...]:
        return self.organisations, self.units, self.programmes


def known_from_store(store: Store) -> Known:
    """Return all look-ups over what ``store`` holds now; activities and declarations are not read.

    Raises:
        StoreError: the store could not be read.
    """
    with closing(store.nodes()) as rows:
        return known_from_nodes(rows, store.redirects())


def known_from_view(view: View) -> Known:
    """Return all look-ups over what the audience of a view sees."""
    snapshot = view.snapshot
    rows = (NodeRow(*pair) for pair in zip(snapshot.ids, snapshot.bodies, strict=True))
    return known_from_nodes(rows, snapshot.redirects)


def known_from_nodes(rows: Iterable[NodeRow], redirects: Mapping[str, str] | None = None) -> Known:
    """Return all look-ups over ``rows``; activities and declarations among them are not read."""
    kinds: dict[str, list[_Entry]] = {prefix: [] for prefix in _PREFIXES}
    redirects = redirects or {}
    merged = frozenset(redirects.values())
    for row in rows:
        prefix = row.id.partition("/")[0]
        # All others are most of a store, and are not parsed.
        if prefix in kinds:
            kinds[prefix] += _unmerged(row) if row.id in merged else [_entry(row)]
    return _known(kinds, redirects)


_OWN: Final = (
    "state", "country", "org", "unit", "programme", "sector", "goal", "region", "language",
    "modality", "source",
)  # fmt: skip
_OTHERS: Final[Mapping[str, str]] = {
    cls.prefix: name
    for name, cls in NODES.items()
    if cls.prefix not in _OWN and not cls.is_background and not issubclass(cls, Declared)
}
_PREFIXES: Final = (*_OWN, *_OTHERS)


class _Entry(NamedTuple):
    id: str
    props: Mapping[str, Any]


def _entry(row: NodeRow) -> _Entry:
    return _Entry(row.id, json.loads(row.body))


def _unmerged(row: NodeRow) -> list[_Entry]:
    """Return the records that count as one, each by itself: what was made of a name or code once.

    Else a file that comes again would be read otherwise than before the merge.
    """
    by_subject: dict[str, list[Statement]] = {}
    for statement in statements_of(row):
        by_subject.setdefault(statement.subject, []).append(statement)
    type_ = type_of(row.id) or ""
    return [_Entry(id_, chosen_node(type_, said)) for id_, said in sorted(by_subject.items())]


def _known(kinds: Mapping[str, list[_Entry]], redirects: Mapping[str, str]) -> Known:
    places = [*kinds["state"], *kinds["country"]]
    sectors, modalities = kinds["sector"], kinds["modality"]
    minted = frozenset(entry.id for entry in kinds["org"] if _is_minted(entry))
    return Known(
        territories=_index(places),
        iso3={entry.id: entry.props["iso3"] for entry in places if "iso3" in entry.props},
        organisations=_index(kinds["org"], minted, redirects),
        called={
            entry.id: Called(tuple(_names(entry)), entry.props.get("country"))
            for entry in kinds["org"]
            if entry.id not in minted
        },
        homes={e.id: e.props["country"] for e in kinds["org"] if e.props.get("country")},
        minted=minted,
        units=_index(kinds["unit"], redirects=redirects),
        programmes=_index(kinds["programme"], redirects=redirects),
        sectors=_index(sectors),
        replaced=_pairs(sectors, "replaced_by"),
        withdrawn=frozenset(e.id for e in sectors if e.props.get("status") == "withdrawn"),
        goals=_index(kinds["goal"]),
        regions=_index(kinds["region"]),
        languages=_index(kinds["language"]),
        modalities=_index(modalities),
        collaborations={
            code: id_ for id_, code in _pairs(modalities, "iati_collaboration").items()
        },
        sources={entry.id: _facts(entry) for entry in kinds["source"]},
        redirects=redirects,
        others={type_: _index(kinds[prefix]) for prefix, type_ in _OTHERS.items()},
        labels={
            entry.id: entry.props.get("name", {})
            for kind in ("state", "modality", "language", "sector")
            for entry in kinds[kind]
            if not _is_example(entry)
        },
    )


def _is_example(entry: _Entry) -> bool:
    """Say whether something is made up: it is found by its id, never by a name or a code."""
    return entry.props.get("nature") == EXAMPLE


def _is_minted(entry: _Entry) -> bool:
    return is_minted(entry.id, entry.props.get("identifiers", ()))


def _facts(entry: _Entry) -> SourceFacts:
    return SourceFacts(entry.props.get("retrieved"), entry.props.get("checksum"))


def _pairs(entries: Iterable[_Entry], name: str) -> dict[str, str]:
    return {entry.id: entry.props[name] for entry in entries if name in entry.props}


def _index(
    entries: list[_Entry],
    last: frozenset[str] = frozenset(),
    redirects: Mapping[str, str] = _NOWHERE,
) -> Index:
    codes: dict[str, list[str]] = {}
    names: dict[str, set[str]] = {}
    # Those that give way come last, so that of each code the first id is the one meant (``_one``).
    found = [entry for entry in entries if not _is_example(entry)]
    for entry in sorted(found, key=lambda entry: (entry.id in last, entry.id)):
        for code in _codes(entry):
            codes.setdefault(key(code), []).append(entry.id)
        for name in _names(entry):
            names.setdefault(fold(name), set()).add(entry.id)
    return Index(
        frozenset(entry.id for entry in entries),
        {code: same[0] for code, same in _shared(codes, redirects) if _one(same, last)},
        {name: _same(sorted(ids), redirects) for name, ids in names.items() if name},
    )


def _shared(
    codes: Mapping[str, list[str]], redirects: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    return ((code, _same(ids, redirects)) for code, ids in codes.items())


def _same(ids: Sequence[str], redirects: Mapping[str, str]) -> tuple[str, ...]:
    """Return one id where several lead to one record: what they share means that."""
    ends = {redirects.get(id_, id_) for id_ in ids}
    return (*ends,) if len(ids) > 1 and len(ends) == 1 else tuple(ids)


def _one(ids: Sequence[str], last: frozenset[str]) -> bool:
    """Say whether a code means one node; those in ``last`` give way to the others."""
    return len({id_ for id_ in ids if id_ not in last} or set(ids)) == 1


def _codes(entry: _Entry) -> Iterator[str]:
    props = entry.props
    yield from (props[name] for name in _CODES if name in props)
    yield from props.get("identifiers", ())
    if "scheme" in props and "code" in props:
        yield f"{props['scheme']}:{props['code']}"


def _names(entry: _Entry) -> Iterator[str]:
    props = entry.props
    yield from props.get("name", props.get("title", {})).values()
    yield from props.get("aliases", ())
    yield from acronyms_of(props)
