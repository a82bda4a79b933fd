"""Which concept a word means: sectors, goals, modalities, languages, regions and the like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Final, TypeVar

from ingest.index import Index
from ingest.known import Known
from ingest.language_codes import language_code
from ingest.sheet.values.near import SHOWN, Found, Near
from kg.base.ids import is_id
from kg.base.text import fold
from kg.model.nodes import Country, Organisation, Programme, State, Unit
from kg.model.registry import type_of

Reads = TypeVar("Reads", bound="ConceptLookup")
SURENESS: Final = ("exact", "near", "many", "none")
# Not where digits go on behind a sign: 14030.0 of a spreadsheet is read by ``code_of``.
_LEADING_CODE: Final = re.compile(r"([0-9]{3,5})\b(?![.,][0-9])")
_GOAL: Final = re.compile(r"[^\d/]*([0-9]{1,2})(?:([.,])([0-9]{1,2}|[a-z]))?\Z")
_NAMED_GOAL: Final = re.compile(
    r"(?P<goal>[^\d/]{0,20}[0-9]{1,2}(?:\.(?:[0-9]{1,2}|[a-z]))?)\s*(?:[-–—:(]|\.\s)\s*"
    r"(?P<name>[^\d\s].{2,})\Z"
)
_CODE: Final = re.compile(r"[0-9]+(?:\.0)?\Z")
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


def once(read: Callable[[Reads, str], Found]) -> Callable[[Reads, str], Found]:
    """Look up each word once: the rows of a sheet say the same over and over."""

    @wraps(read)
    def reading(self: Reads, word: str) -> Found:
        key = (read.__name__, word)
        found = self.found.get(key)
        if found is None:
            found = self.found[key] = read(self, word)
        return found

    return reading


class ConceptLookup:
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

    @once
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

    @once
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

    @once
    def modality(self, word: str) -> Found:
        """A modality: id or a name."""
        return self._coded(self.known.modalities, word)

    @once
    def language(self, word: str) -> Found:
        """A language: id, code of ISO 639 with or without a region, or a name."""
        found = self._coded(self.known.languages, word)
        code = language_code(word) if found.how != "exact" else None
        id_ = self.known.languages.by_code(code) if code else None
        return exact(word, id_) if id_ else found

    @once
    def region(self, word: str) -> Found:
        """A region: id, M49 or DAC code, or a name."""
        return self._coded(self.known.regions, word)

    def other(self, types: Iterable[str], word: str) -> Found:
        """An agreement, initiative, milestone or the like: id or name."""
        found = [self._coded(self.known.others[t], word) for t in types if t in self.known.others]
        return min(found, key=lambda one: SURENESS.index(one.how), default=Found(word))

    def _coded(self, index: Index, word: str) -> Found:
        found = self._id(word, [index])
        if found is not None:
            return found
        id_ = code_of(index, word)
        return exact(word, id_) if id_ is not None else self._by_words(index, word)

    @property
    def _bodies(self) -> list[Index]:
        return [self.known.organisations, self.known.units, self.known.programmes]
