"""Bodies as identity sees them: names read, acronyms, identifiers, home, what they are part of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any, Final, NamedTuple

from kg.base.ids import encode
from kg.base.text import fold
from kg.identity.identifiers import Identifier, country_of, normalised
from kg.identity.words import Reader, Words
from kg.model.acronyms import ACRONYMS, acronyms_of
from kg.model.records import NodeRow
from kg.store.protocol import Store

TYPES: Final = ("org", "programme", "unit")
"""Prefixes of the types whose records may be one body; those of two types never are."""
_PLACES: Final = ("state", "country")
_WITHIN: Final = "PART_OF"
_CLAIMED: Final = ('"board"', '"states"')
_MAX_BARE: Final = 8


class Body(NamedTuple):
    """A record that may be the same body as another one; ``country`` in ISO 3166-1 alpha-3.

    ``acronyms`` are those stated beside a longer name, without spaces; ``within`` the ids of what
    it is part of. ``is_open``: some statement of it claims nothing about who may see it.
    """

    id: str
    names: tuple[Words, ...]
    acronyms: frozenset[str] = frozenset()
    identifiers: frozenset[Identifier] = frozenset()
    country: str | None = None
    is_curated: bool = False
    within: frozenset[str] = frozenset()
    is_open: bool = True

    @property
    def prefix(self) -> str:
        """The type, as ids begin with it."""
        return self.id.partition("/")[0]

    @property
    def bare(self) -> frozenset[str]:
        """Names of one short word, which may be acronyms."""
        return frozenset(n.plain for n in self.names if n.is_bare and len(n.plain) <= _MAX_BARE)


class Places(NamedTuple):
    """What is known of states and countries."""

    by_name: Mapping[str, str]
    """Folded name → ISO 3166-1 alpha-3."""
    by_id: Mapping[str, str]
    by_iso2: Mapping[str, str]


def bodies_of(store: Store) -> list[Body]:
    """Return the bodies that a store holds, merged records as one, by id; none that is made up.

    Raises:
        StoreError: the store could not be read.
    """
    with closing(store.nodes()) as rows:
        of_types = (row for row in rows if row.id.partition("/")[0] in (*TYPES, *_PLACES))
        kept = [row for row in of_types if not row.is_example]
    places = places_of(row for row in kept if row.id.partition("/")[0] in _PLACES)
    reader = Maker(places, _within(store))
    return [reader.body(row) for row in kept if row.id.partition("/")[0] in TYPES]


def places_of(rows: Iterable[NodeRow]) -> Places:
    """Return what rows of states and countries say about names and codes."""
    by_name: dict[str, str] = {}
    by_id: dict[str, str] = {}
    by_iso2: dict[str, str] = {}
    for row in rows:
        props = json.loads(row.body)
        iso3 = props.get("iso3")
        if iso3:
            by_id[row.id] = iso3
            by_iso2[props.get("iso2", "")] = iso3
            # An alias that two countries share names neither for sure: the first by id keeps it.
            for name in names_of(props):
                by_name.setdefault(fold(name), iso3)
    by_name.pop("", None)
    return Places(by_name, by_id, by_iso2)


def names_of(props: Mapping[str, Any]) -> Iterator[str]:
    """Yield every name that properties state: in all languages, and the other names.

    An acronym of one language is one of them, as files call the body by it and nothing else.
    """
    yield from props.get("name", {}).values()
    yield from props.get("aliases", ())
    yield from props.get(ACRONYMS, {}).values()


def _within(store: Store) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    with closing(store.relations()) as rows:
        for row in rows:
            if row.type == _WITHIN:
                found.setdefault(row.start, set()).add(row.end)
    return {id_: frozenset(_above(id_, found)) for id_ in found}


def _above(id_: str, parents: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    left = [id_]
    while left:
        for parent in parents.get(left.pop(), ()):
            if parent not in seen:
                seen.add(parent)
                left.append(parent)
    return seen


class Maker:
    """Makes bodies of rows."""

    def __init__(self, places: Places, within: Mapping[str, frozenset[str]] | None = None) -> None:
        self._places = places
        self._within = within or {}
        self._reader = Reader(places.by_name)

    def body(self, row: NodeRow) -> Body:
        """Return the body that a row is."""
        props = json.loads(row.body)
        names = [self._reader.read(name) for name in dict.fromkeys(names_of(props))]
        identifiers = frozenset(filter(None, map(normalised, props.get("identifiers", ()))))
        acronyms = {*(one for name in names for one in name.acronyms)}
        acronyms |= {fold(one).replace(" ", "") for one in acronyms_of(props)}
        return Body(
            row.id,
            tuple(dict.fromkeys(names)),
            frozenset(acronyms - {""}),
            identifiers,
            self._country(props.get("country"), identifiers),
            not is_minted(row.id, props.get("identifiers", ())),
            self._within.get(row.id, frozenset()),
            not any(claim in row.statements for claim in _CLAIMED),
        )

    def _country(self, id_: str | None, identifiers: frozenset[Identifier]) -> str | None:
        if id_ is not None and id_ in self._places.by_id:
            return self._places.by_id[id_]
        registers = filter(None, map(country_of, identifiers))
        codes = {self._places.by_iso2.get(register) for register in registers} - {None}
        return codes.pop() if len(codes) == 1 else None


def is_minted(id_: str, identifiers: Iterable[str]) -> bool:
    """Say whether an id was made from a name or an identifier, and by no curator."""
    made = (f"org/{encode(identifier)}" for identifier in identifiers)
    return id_.startswith("org/name/") or id_ in made
