"""Codes to concepts: sectors, goals, regions, countries, each looked up once per document."""

from __future__ import annotations

from typing import Final, NamedTuple

from ingest.iati import activity_problems as problems
from ingest.iati.activity_problems import Problem
from ingest.iati.activity_record import Place
from ingest.known import Known

_M49: Final = "2"


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
        """Return the DAC sector of a code; a withdrawn one leads to its replacement."""
        found = self._sectors.get((vocabulary, code))
        if found is None:
            found = self._sectors[vocabulary, code] = self._sector(vocabulary, code)
        return found

    def _sector(self, vocabulary: str, code: str) -> Meaning:
        id_ = f"sector/dac/{code}"
        if id_ not in self._known.sectors.ids:
            return Meaning(None, problems.unknown_sector(vocabulary, code))
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
