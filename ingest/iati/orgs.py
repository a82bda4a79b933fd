"""Which organisation a participant is: by its reference, else by its name, or nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from ingest.findings import Problem
from ingest.iati import activity_problems as problems
from ingest.iati.activity_record import IMPLEMENTING, Party
from ingest.iati.homes import Homes
from ingest.iati.iati_values import cut
from ingest.iati.names import acting_territory, akin, is_body_apart, is_house
from ingest.iati.placeholders import is_category, is_placeholder
from ingest.known import Called, Known
from kg.base.ids import encode, organisation_id
from kg.base.text import fold

KINDS: Final = {
    "10": "government", "11": "local_government", "15": "other_public", "21": "ngo_international",
    "22": "ngo_national", "23": "ngo_regional", "24": "ngo_partner_country", "30": "ppp",
    "40": "multilateral", "60": "foundation", "70": "private", "71": "private", "72": "private",
    "73": "private", "80": "academia", "90": "other",
}  # fmt: skip
"""IATI organisation type → kind of organisation."""

_REFERENCE: Final = re.compile(r"([A-Za-z]{2})-[A-Za-z0-9_]+(?:-[!-~]+)?\Z", re.ASCII)
_CHANNEL: Final = re.compile(r"[1-6]\d{4}\Z|4[0-9A-Z]{4}\Z")
# Prefixes of registers that no country of ISO 3166-1 has.
_REGISTRIES: Final = frozenset({"XI", "XM", "XR", "XK", "EU"})
_MAX_REFERENCE: Final = 100


class Resolved(NamedTuple):
    """An actor: its id, what a source says about it (None: nothing to say), what was odd."""

    id: str | None
    props: dict[str, Any] | None
    problem: Problem | None


class Organisations:
    """The participants of one document; the same words always mean the same actor in it."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._homes = Homes(known)
        self._resolved: dict[tuple[str, str, str, bool, str | None], Resolved] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._confirmed: set[str] = set()

    def resolve(self, party: Party, country: str | None) -> Resolved:
        """Return who takes part; ``country`` is the id of the only recipient, if any."""
        name = next(iter(party.names.values()), "")
        key = (party.reference, name, party.kind, party.role == IMPLEMENTING, country)
        found = self._resolved.get(key)
        if found is None:
            found = self._resolved[key] = self._resolve(party, name, country)
        return found

    def _resolve(self, party: Party, name: str, country: str | None) -> Resolved:
        reference = party.reference
        if not reference:
            return self._by_name(party, name, country, None)
        known = self._by_reference(reference)
        if known is None and not self._plausible(reference):
            odd = problems.odd_reference(reference)
            return self._by_name(party, name, country, odd)
        if known is not None:
            return self._of_curated(known, party, name, country)
        if self._shared(reference, party):
            return self._of_name(party, name, country)
        return Resolved(f"org/{encode(reference)}", _props(party), None)

    def _by_reference(self, reference: str) -> str | None:
        """Return the curated organisation; what was merged into another keeps its own id."""
        # Else the merge could not be undone: nothing would be said under the old id any more.
        if f"org/{encode(reference)}" in self._known.redirects:
            return None
        for candidate in _spellings(reference):
            found = self._known.curated_by_code(candidate)
            if found is not None:
                return found
        return None

    def _of_curated(self, known: str, party: Party, name: str, country: str | None) -> Resolved:
        """Return who has the identifier of a curated organisation: it, if it is called like that.

        Whom a curator knows by that name, or whose name says that it is a legal person of its own,
        may be meant instead: a person has to say. So may a stranger, unless the document has shown
        whose the reference is: it stands on others as well, and the name counts. So does the name
        of another body of the same state: such bodies follow each other under one identifier.
        """
        own = self._known.called.get(known)
        names = list(_real(party.names).values())
        if own is None or not names:
            return Resolved(known, None, None)
        if not any(is_house(each, own.names) for each in names):
            others = self._others(known, names)
            fits = any(akin(each, called) for each in names for called in own.names)
            if own.country and any(other.country == own.country for other in others):
                return self._of_name(party, name, country)
            if others or any(is_body_apart(each, own.names) for each in names):
                return _held(party, name, own.names[0])
            if not fits and known in self._confirmed:
                return self._of_name(party, name, country)
            if not fits:
                return _held(party, name, own.names[0])
        self._confirmed.add(known)
        return Resolved(known, None, None)

    def _others(self, known: str, names: list[str]) -> list[Called]:
        """Return the other curated organisations that have one of these names."""
        named = {self._known.curated_by_name(each) for each in names} - {known}
        return [called for id_, called in self._known.called.items() if id_ in named]

    def _of_name(self, party: Party, name: str, country: str | None) -> Resolved:
        shared = problems.shared_reference(party.reference, name)
        return self._by_name(party, name, country, shared)

    def _plausible(self, reference: str) -> bool:
        if len(reference) > _MAX_REFERENCE or is_category(reference):
            return False
        if _CHANNEL.match(reference):
            return True
        found = _REFERENCE.match(reference)
        if found is None:
            return False
        prefix = found[1].upper()
        return prefix in _REGISTRIES or self._known.territories.by_code(prefix) is not None

    def _shared(self, reference: str, party: Party) -> bool:
        """Say whether the reference stood before on a name that cannot be the same body's.

        Names in another language are taken for translations.
        """
        names = _real(party.names)
        before = self._names.setdefault(reference.casefold(), {})
        strange = bool(before) and any(
            lang in before and not akin(before[lang], name) for lang, name in names.items()
        )
        if not strange:
            # The first name in each language stays the measure: otherwise one could lead on to
            # another.
            self._names[reference.casefold()] = {**names, **before}
        return strange

    def _by_name(
        self, party: Party, name: str, country: str | None, problem: Problem | None
    ) -> Resolved:
        folded = fold(name)
        if is_placeholder(folded):
            return Resolved(None, None, problems.placeholder(name or party.reference))
        found = acting_territory(self._known.territories, folded)
        found = found or self._known.curated_by_folded(folded)
        if found is not None:
            return Resolved(found, None, problem)
        home = self._homes.home(party, folded, country)
        props = _props(party, home)
        # The reference was not believed to be this body's.
        props.pop("identifiers", None)
        if home is None:
            return Resolved(self._homes.id_of(party, name, folded, country), props, problem)
        return Resolved(organisation_id(name, self._known.iso3.get(home)), props, problem)


def _held(party: Party, name: str, holder: str) -> Resolved:
    return Resolved(None, None, problems.other_body(party.reference, name, holder))


def _spellings(reference: str) -> tuple[str, ...]:
    """Return a reference, and the DAC channel identifier it is an old spelling of."""
    if _CHANNEL.match(reference):
        return reference, f"XM-DAC-{reference}"
    if reference.upper().startswith("DAC-"):
        return reference, f"XM-{reference}"
    return (reference,)


def _props(party: Party, home: str | None = None) -> dict[str, Any]:
    names = {lang: cut(name) for lang, name in _real(party.names).items()}
    props: dict[str, Any] = {"name": names} if names else {}
    if party.reference:
        props["identifiers"] = [party.reference]
    if party.kind in KINDS:
        props["kind"] = KINDS[party.kind]
    if home:
        props["country"] = home
    return props


def _real(names: Mapping[str, str]) -> dict[str, str]:
    return {lang: name for lang, name in names.items() if not is_placeholder(fold(name))}
