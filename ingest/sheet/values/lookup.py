"""Which record a word means: exactly, nearly and alone, or not to be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from ingest.index import Index
from ingest.sheet.values.concept_lookup import SURENESS, ConceptLookup, exact, once
from ingest.sheet.values.near import MAX_WORD, SHOWN, Found, Names
from ingest.sheet.values.respelt import is_respelt
from kg.base.text import fold

_SAINT: Final = re.compile(r"\b(st|ste|sto|sta|snt)\b")
_M49: Final = 3
"""Digits of a code of M49, noughts before it included."""
_NAME_AND_CODE: Final = re.compile(
    r"([^()\[\]]{3,80}?)\s?[(\[]([A-Za-z]{2,3})[)\]]\Z|([^-–—:]{3,80}?)\s?[-–—:]\s?([A-Z]{2,3})\Z"
    r"|([A-Z]{2,3})\s?[-–—:]\s?(.{3,80})\Z"
)


def _territory_by_code(index: Index, word: str) -> Found | None:
    """A state or country by its code; a word, or a number without its noughts, is near only."""
    plain = word.strip().removesuffix(".0")
    id_ = index.by_code(plain)
    if id_ is not None:
        # “Sur” is rather a direction than Suriname.
        return Found(word, id_, "near") if plain.istitle() else exact(word, id_)
    padded = index.by_code(plain.zfill(_M49)) if plain.isdecimal() and len(plain) < _M49 else None
    return Found(word, padded, "near") if padded else None


class Lookup(ConceptLookup):
    """Reads the places, bodies and concepts that the words of a sheet name."""

    @once
    def territory(self, word: str) -> Found:
        """A state or country: id, ISO or M49 code, or a name in any language."""
        known = self.known.territories
        found = self._id(word, [known])
        if found is not None:
            return found
        coded = _territory_by_code(known, word)
        if coded is not None:
            return coded
        both = _NAME_AND_CODE.match(word) if len(word) <= MAX_WORD else None
        if both is not None and not known.by_name(word):
            return self._name_and_code(word, *filter(None, both.groups()))
        # First as written; “St.” is read as “Saint” only where that leads nowhere.
        plain = self._by_words(known, word, subset=True)
        saintly = _SAINT.sub("saint", fold(word))
        return (
            plain
            if plain.id or saintly == fold(word)
            else self._by_words(known, saintly, subset=True)
        )

    def _name_and_code(self, word: str, one: str, other: str) -> Found:
        """“Chile (CHL)”, “CHL - Chile”: both mean the same, or it is not to be told which."""
        found = [self.territory(one), self.territory(other)]
        ids = tuple(dict.fromkeys(place.id for place in found if place.how == "exact" and place.id))
        if len(ids) == 1 and all(place.how == "exact" for place in found):
            return exact(word, ids[0])
        if len(ids) > 1:
            return Found(word, None, "many", ids)
        return self._by_words(self.known.territories, word, subset=True)

    @once
    def actor(self, word: str) -> Found:
        """A state, country, organisation, unit or programme: id, code, acronym or name."""
        kinds = self._bodies
        found = self._id(word, [self.known.territories, *kinds])
        if found is not None:
            return found
        place = self.territory(word)
        if place.how == "exact":
            return self._code_or_acronym(word, place)
        body = self.body(word)
        if body.how == "exact":
            return body
        if place.how == body.how == "none":
            return Found(word, None, "none", self._near.nearest(self._everybody, word))
        # Of two that are as sure the place: min takes the first.
        return min((place, body), key=lambda found: SURENESS.index(found.how))

    def _code_or_acronym(self, word: str, place: Found) -> Found:
        """A place; of which the code is somebody’s acronym, both: CAF is a country and a bank."""
        is_code = self.known.territories.by_code(word) is not None
        body = self.body(word) if is_code else Found(word)
        both = body.id is not None and body.how == "exact"
        return Found(word, None, "many", (body.id or "", place.id or "")) if both else place

    @once
    def body(self, word: str) -> Found:
        """An organisation, unit or programme: id, identifier, acronym or name."""
        found = self._id(word, self._bodies)
        if found is not None:
            return found
        # Curated before all: what was only made from a name in some file is no second meaning.
        known = self.known
        curated = known.curated_by_name(word) or known.curated_by_code(word)
        id_ = curated or known.organisations.by_code(word)
        if id_ is not None:
            return exact(word, id_)
        ids = tuple(id_ for index in self._bodies for id_ in index.by_name(word))
        if ids:
            return exact(word, ids[0]) if len(ids) == 1 else Found(word, None, "many", ids[:SHOWN])
        return self._respelt(self._near.find(self._body_names, word, subset=False))

    def _respelt(self, near: Found) -> Found:
        """What is near by slips of the pen; a body that is only called alike is shown."""
        if near.id is None:
            return near
        text, places = fold(near.word), self.known.territories
        if any(is_respelt(text, name, places) for name in self._called_body[near.id]):
            return near
        return Found(near.word, None, "none", (near.id,))

    @cached_property
    def _everybody(self) -> Names:
        return {**self.known.territories.names, **self._body_names}

    @cached_property
    def _called_body(self) -> Mapping[str, list[str]]:
        called: dict[str, list[str]] = {}
        for name, ids in self._body_names.items():
            for id_ in ids:
                called.setdefault(id_, []).append(name)
        return called

    @cached_property
    def _body_names(self) -> Names:
        names: dict[str, tuple[str, ...]] = {}
        for index in self._bodies:
            for name, ids in index.names.items():
                # What is only nearly a name is never taken for a record that was itself made from a
                # name.
                kept = tuple(id_ for id_ in ids if id_ not in self.known.minted)
                names[name] = (*names.get(name, ()), *kept)
        return {name: ids for name, ids in names.items() if ids}
