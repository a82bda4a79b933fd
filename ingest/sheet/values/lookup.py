"""Which record a word means: exactly, nearly and alone, or not to be told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, wraps
from typing import Final

from ingest.index import Index
from ingest.known import Known
from ingest.language_codes import language_code
from ingest.sheet.values.near import MAX_WORD, SHOWN, Found, Names, Near
from ingest.sheet.values.respelt import is_respelt
from kg.base.ids import is_id
from kg.base.text import fold
from kg.model.nodes import Country, Organisation, Programme, State, Unit
from kg.model.registry import type_of

_SURENESS: Final = ("exact", "near", "many", "none")
_SAINT: Final = re.compile(r"\b(st|ste|sto|sta|snt)\b")
# Not where digits go on behind a sign: 14030.0 of a spreadsheet is read by ``code_of``.
_LEADING_CODE: Final = re.compile(r"([0-9]{3,5})\b(?![.,][0-9])")
_GOAL: Final = re.compile(r"[^\d/]*([0-9]{1,2})(?:([.,])([0-9]{1,2}|[a-z]))?\Z")
_NAMED_GOAL: Final = re.compile(
    r"(?P<goal>[^\d/]{0,20}[0-9]{1,2}(?:\.(?:[0-9]{1,2}|[a-z]))?)\s*(?:[-–—:(]|\.\s)\s*"
    r"(?P<name>[^\d\s].{2,})\Z"
)
_CODE: Final = re.compile(r"[0-9]+(?:\.0)?\Z")
_M49: Final = 3
"""Digits of a code of M49, noughts before it included."""
_NAME_AND_CODE: Final = re.compile(
    r"([^()\[\]]{3,80}?)\s?[(\[]([A-Za-z]{2,3})[)\]]\Z|([^-–—:]{3,80}?)\s?[-–—:]\s?([A-Z]{2,3})\Z"
    r"|([A-Z]{2,3})\s?[-–—:]\s?(.{3,80})\Z"
)
_ITS_NAME: Final = 60
"""From this likeness on a text behind a code is a name of what the code means."""


def exact(word: str, id_: str) -> Found:
    """Return that a word means ``id_`` and nothing else."""
    return Found(word, id_, "exact")


def code_of(index: Index, word: str) -> str | None:
    """Return the record with this code; ``14030.0`` of a spreadsheet is 14030."""
    plain = word.strip()
    if _CODE.match(plain):
        plain = plain.removesuffix(".0")
    return index.by_code(plain)


def _territory_by_code(index: Index, word: str) -> Found | None:
    """A state or country by its code; a word, or a number without its noughts, is near only."""
    plain = word.strip().removesuffix(".0")
    id_ = index.by_code(plain)
    if id_ is not None:
        # “Sur” is rather a direction than Suriname.
        return Found(word, id_, "near") if plain.istitle() else exact(word, id_)
    padded = index.by_code(plain.zfill(_M49)) if plain.isdecimal() and len(plain) < _M49 else None
    return Found(word, padded, "near") if padded else None


def _once(read: Callable[[Lookup, str], Found]) -> Callable[[Lookup, str], Found]:
    """Look up each word once: the rows of a sheet say the same over and over."""

    @wraps(read)
    def reading(self: Lookup, word: str) -> Found:
        key = (read.__name__, word)
        found = self.found.get(key)
        if found is None:
            found = self.found[key] = read(self, word)
        return found

    return reading


class Lookup:
    """Reads the words of a sheet against what is known; ``found`` is what came of each before."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.found: dict[tuple[str, str], Found] = {}
        self._near = Near()
        self._called: dict[int, Mapping[str, list[str]]] = {}

    def _by_words(self, index: Index, word: str, *, subset: bool = False) -> Found:
        """A name: exactly, else the only one that is nearly the same."""
        ids = index.by_name(word)
        if len(ids) == 1:
            return exact(word, ids[0])
        if ids:
            return Found(word, None, "many", ids[:SHOWN])
        return self._near.find(index.names, word, subset=subset)

    def _id(self, word: str, indexes: Iterable[Index]) -> Found | None:
        """A known id written as such, redirects followed; None where it is no id."""
        if not is_id(word) or type_of(word) is None:
            return None
        id_ = self.known.redirects.get(word, word)
        if any(id_ in index.ids for index in indexes):
            return exact(word, id_)
        return Found(word, nearest=self._alike(word))

    def _alike(self, id_: str) -> tuple[str, ...]:
        """Ids that are called so behind another type: org/oas-sedi is unit/oas-sedi."""
        _, _, name = id_.partition("/")
        kinds = (self.known.territories, *self._bodies)
        prefixes = (State, Country, Organisation, Unit, Programme)
        found = (f"{cls.prefix}/{name}" for cls in prefixes)
        return tuple(one for one in found if any(one in index.ids for index in kinds))

    @_once
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

    @_once
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
        return min((place, body), key=lambda found: _SURENESS.index(found.how))

    def _code_or_acronym(self, word: str, place: Found) -> Found:
        """A place; of which the code is somebody’s acronym, both: CAF is a country and a bank."""
        is_code = self.known.territories.by_code(word) is not None
        body = self.body(word) if is_code else Found(word)
        both = body.id is not None and body.how == "exact"
        return Found(word, None, "many", (body.id or "", place.id or "")) if both else place

    @_once
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

    @_once
    def sector(self, word: str) -> Found:
        """A sector: id, DAC or SEGIB code, a code before its name, or a name."""
        known = self.known.sectors
        found = self._id(word, [known])
        if found is not None:
            return found
        leading = _LEADING_CODE.match(word.strip())
        id_ = known.by_code(f"dac:{leading[1]}") if leading else None
        if leading is not None and id_ is not None:
            return self._with_rest(known, word, id_, word.strip()[leading.end() :])
        named = self._sector_named(word)
        code = None if named.how == "exact" else code_of(known, word)
        return exact(word, code) if code is not None else named

    def _with_rest(self, index: Index, word: str, id_: str, rest: str) -> Found:
        """A code with what stands behind it, which is used up where it is a name of the same."""
        text = fold(rest).strip()
        if not text or self._is_its_name(index, id_, text):
            return exact(word, id_)
        return Found(word, id_, "exact", rest=rest.strip())

    def _is_its_name(self, index: Index, id_: str, text: str) -> bool:
        """Say whether a text, without a code of its own, is called more like a record than not."""
        from rapidfuzz import fuzz

        if any(character.isdigit() for character in text):
            return False
        names = self._names_of(index).get(id_, ())
        return any(fuzz.partial_token_ratio(text, name) >= _ITS_NAME for name in names)

    def _names_of(self, index: Index) -> Mapping[str, list[str]]:
        if id(index) not in self._called:
            called: dict[str, list[str]] = {}
            for name, ids in index.names.items():
                for one in ids:
                    called.setdefault(one, []).append(name)
            self._called[id(index)] = called
        return self._called[id(index)]

    def _sector_named(self, word: str) -> Found:
        """A name that one DAC sector has is that sector, whatever other schemes call so too."""
        ids = self.known.sectors.by_name(word)
        used = [id_ for id_ in ids if id_ not in self.known.withdrawn] or list(ids)
        dac = [id_ for id_ in used if id_.startswith("sector/dac/")] or used
        if len(dac) == 1:
            return exact(word, dac[0])
        if dac:
            return Found(word, None, "many", tuple(dac[:SHOWN]))
        return self._by_words(self.known.sectors, word)

    @_once
    def goal(self, word: str) -> Found:
        """A goal or target: id, “6”, “6.1”, “ODS 6”, “SDG 6.1”, or its name."""
        found = self._id(word, [self.known.goals])
        if found is not None:
            return found
        # 6 in a cell for numbers arrives as 6.0.
        plain = word.casefold().strip().removesuffix(".0").rstrip(" .")
        named = _NAMED_GOAL.match(plain)
        match = _GOAL.match(named["goal"] if named else plain)
        if match is None:
            return self._by_words(self.known.goals, word)
        goal, separator, target = match[1].lstrip("0"), match[2], match[3]
        id_ = self.known.goals.by_code(f"{goal}.{target}" if target else goal)
        if named and id_ is not None:
            return self._with_rest(self.known.goals, word, id_, named["name"].rstrip(")"))
        # With a comma a spreadsheet may have made a number of it: near, so that somebody looks.
        return Found(word, id_, ("near" if separator == "," else "exact") if id_ else "none")

    @_once
    def modality(self, word: str) -> Found:
        """A modality: id or a name."""
        return self._coded(self.known.modalities, word)

    @_once
    def language(self, word: str) -> Found:
        """A language: id, code of ISO 639 with or without a region, or a name."""
        found = self._coded(self.known.languages, word)
        code = language_code(word) if found.how != "exact" else None
        id_ = self.known.languages.by_code(code) if code else None
        return exact(word, id_) if id_ else found

    @_once
    def region(self, word: str) -> Found:
        """A region: id, M49 or DAC code, or a name."""
        return self._coded(self.known.regions, word)

    def other(self, types: Iterable[str], word: str) -> Found:
        """An agreement, initiative, milestone or the like: id or name."""
        found = [self._coded(self.known.others[t], word) for t in types if t in self.known.others]
        return min(found, key=lambda one: _SURENESS.index(one.how), default=Found(word))

    def _coded(self, index: Index, word: str) -> Found:
        found = self._id(word, [index])
        if found is not None:
            return found
        id_ = code_of(index, word)
        return exact(word, id_) if id_ is not None else self._by_words(index, word)

    @property
    def _bodies(self) -> list[Index]:
        return [self.known.organisations, self.known.units, self.known.programmes]

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
