"""Codes to concepts: sectors, goals, regions, countries, each looked up once per document."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ingest.findings import Problem
from ingest.iati import activity_problems as problems
from ingest.iati.activity_record import Place
from ingest.known import Known

_M49: Final = "2"
_PREFIX: Final = "sector/dac/"
_CATEGORY: Final = 3
_ODDLY_WRITTEN: Final = re.compile(r"[\s;,|/]*(\d{3})[\s.]?(\d\d)?(?:[.,]0+)?[\s;,|/]*\Z", re.ASCII)
"""A DAC code as spreadsheets and people may write it: 14030.0, 140 30, 14030;"""
_FORMER: Final = {"420": "15170", "42010": "15170", "710": "72040", "71010": "72040"}
"""Codes that the lists of today no longer hold, not even as withdrawn → what took their place.

42010, women in development, was replaced by 15164 and that by 15170; 71010, emergency food aid, by
72040 (OECD DAC, changes in the list of CRS purpose codes).
"""


class Meaning(NamedTuple):
    """The node a code means (None: none that is known), and what was odd about it."""

    id: str | None
    problem: Problem | None


class Concepts:
    """The meanings of codes, remembered: a file has few codes and uses them often."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._sectors: dict[tuple[str, str], Meaning] = {}
        self._countries: dict[str, Meaning] = {}

    def sector(self, vocabulary: str, code: str) -> Meaning:
        """Return the DAC sector of a code of 3 or 5 digits, whichever list it is said to be of.

        A withdrawn one leads to its replacement; an unknown one to its category, group or broad
        sector, the first of them that is known (as ``data/specificity.csv`` counts it).
        """
        found = self._sectors.get((vocabulary, code))
        if found is None:
            found = self._sectors[vocabulary, code] = self._sector(vocabulary, code)
        return found

    def _sector(self, vocabulary: str, text: str) -> Meaning:
        written = _ODDLY_WRITTEN.match(text) if len(text) <= _CATEGORY * 10 else None
        code = written[1] + (written[2] or "") if written else text
        if self._holds(code):
            return self._in_use(code)
        newer = _FORMER.get(code)
        if newer is not None and self._holds(newer):
            return Meaning(_PREFIX + newer, problems.withdrawn_sector(code, newer))
        above = next(filter(self._holds, _above(code)), None) if written else None
        if above is None:
            return Meaning(None, problems.unknown_sector(vocabulary, text))
        id_ = self._in_use(above).id or ""
        return Meaning(id_, problems.broader_sector(code, id_.removeprefix(_PREFIX)))

    def _holds(self, code: str) -> bool:
        return _PREFIX + code in self._known.sectors.ids

    def _in_use(self, code: str) -> Meaning:
        id_ = _PREFIX + code
        if id_ not in self._known.withdrawn:
            return Meaning(id_, None)
        newer = self._known.replaced.get(id_)
        number = newer.rpartition("/")[2] if newer else None
        return Meaning(newer or id_, problems.withdrawn_sector(code, number))

    def goal(self, code: str) -> Meaning:
        """Return the goal or target of the 2030 Agenda."""
        id_ = f"goal/sdg/{code}"
        if id_ in self._known.goals.ids:
            return Meaning(id_, None)
        return Meaning(None, problems.unknown_goal(code))

    def country(self, code: str) -> Meaning:
        """Return the state or country of an ISO code, or of a name where there was no code."""
        found = self._countries.get(code)
        if found is None:
            found = self._countries[code] = self._country(code)
        return found

    def _country(self, code: str) -> Meaning:
        territories = self._known.territories
        id_ = territories.by_code(code)
        if id_ is None:
            named = territories.by_name(code)
            id_ = named[0] if len(named) == 1 else None
        return Meaning(id_, None if id_ else problems.unknown_country(code))

    def region(self, place: Place) -> Meaning:
        """Return the region of a DAC code, or of UN M49 where the vocabulary says so."""
        scheme = "m49" if place.vocabulary == _M49 else "dac"
        id_ = f"region/{scheme}/{place.code}"
        if id_ in self._known.regions.ids:
            return Meaning(id_, None)
        return Meaning(None, problems.unknown_region(place.code))


def _above(code: str) -> tuple[str, str, str]:
    """Return the category of a code, the group of that, and the broad sector."""
    return code[:_CATEGORY], f"{code[: _CATEGORY - 1]}0", f"{code[:1]}00"
