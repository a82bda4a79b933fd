"""One record to what is said of it: properties of the activity, its actors, its links."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import Final

from ingest.iati import activity_problems as problems
from ingest.iati.activity_record import (
    FUNDING,
    IMPLEMENTING,
    Party,
    Place,
    Provided,
    Record,
    SectorUse,
    Sums,
)
from ingest.iati.concepts import Concepts, Meaning
from ingest.iati.derived_roles import funding, lending, lends
from ingest.iati.iati_values import cut
from ingest.iati.orgs import Organisations, Resolved
from ingest.iati.said import Props, Statement
from ingest.known import Known
from ingest.personal_data import without_addresses
from kg.model.fields import MAX_TEXT

_ROLES: Final = {"1": "FUNDS", "2": "ACCOUNTS_FOR", "3": "EXTENDS", "4": "IMPLEMENTS"}
_DATES: Final = {"1": "starts_planned", "2": "starts", "3": "ends_planned", "4": "ends"}
_ACTUAL_START: Final = "2"
_PLANNED_START: Final = "1"
_DAC: Final = frozenset({"1", "2"})
_SDG: Final = frozenset({"7", "8"})
_TOLERANCE: Final = 1.0
"""Percentage points by which a sum may miss 100: thirds are written 33."""
_WHOLE: Final = 100.0


class Translation:
    """Turns the records of one document into what they say; notes problems in the records."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._concepts = Concepts(known)
        self._organisations = Organisations(known)

    def actor(self, record: Record, party: Party, country: str | None) -> Resolved:
        """Return who a party is, None as id where it names nobody."""
        actor = self._organisations.resolve(party, country)
        if actor.problem is not None:
            record.problems.append(actor.problem)
        return actor

    def say(self, record: Record, id_: str) -> Statement:
        """Return what a record says about the activity ``id_``."""
        said = Statement(id_, _own_props(record))
        reporter = self._reporter(record, said)
        since = record.dates.get(_ACTUAL_START) or record.dates.get(_PLANNED_START)
        if record.countries or record.regions:
            self._places(record, said, since)
        if record.parties:
            self._parties(record, said, since)
        if record.providers:
            self._providers(record, said, since)
        if reporter is not None and lends(record, said, reporter):
            lending(record, said, reporter, since)
        if record.sectors:
            self._sectors(record, said)
        for code in record.goals:
            self._goal(record, said, code)
        modality = self._known.collaborations.get(record.collaboration or "")
        if modality is not None:
            said.join("BY_MODALITY", id_, modality)
        return said

    def _parties(self, record: Record, said: Statement, since: str | None) -> None:
        country = self._only_country(record)
        parties = record.parties
        if country is not None and len(parties) > 1:
            # Who carries it out says where others of the same name are at home.
            parties = sorted(parties, key=lambda party: party.role != IMPLEMENTING)
        for party in parties:
            actor = self.actor(record, party, country)
            if actor.id is not None:
                said.join(_ROLES[party.role], actor.id, said.id, since)
                said.actors.append(actor)

    def _reporter(self, record: Record, said: Statement) -> str | None:
        if record.reporter is None:
            record.problems.append(problems.no_reporter())
            return None
        reporter = self.actor(record, record.reporter, None)
        if reporter.id is not None:
            said.props["reporter"] = reporter.id
            said.join("REPORTS", reporter.id, said.id)
            said.actors.append(reporter)
        return reporter.id

    def _providers(self, record: Record, said: Statement, since: str | None) -> None:
        """Say whose money it is: of those who fund the activity, or as their role where none do."""
        funded = any(party.role == FUNDING for party in record.parties)
        for provided in record.providers:
            actor = self.actor(record, provided.party, None)
            if actor.id is None:
                continue
            key = ("FUNDS", actor.id, said.id)
            if not funded and key not in said.links:
                funding(said, provided.party, key, since)
                said.actors.append(actor)
            if key in said.links:
                said.links[key].update(_sums(provided))

    def _only_country(self, record: Record) -> str | None:
        if len(record.countries) != 1 or record.regions:
            return None
        return self._concepts.country(record.countries[0].code).id

    def _places(self, record: Record, said: Statement, since: str | None) -> None:
        places = [*record.countries, *record.regions] if record.regions else record.countries
        _check_sum(record, "recipient-country", places)
        for place in record.countries:
            id_ = _meant(record, self._concepts.country(place.code))
            if id_ is not None:
                _weigh(said.join("RECEIVES", id_, said.id, since), place.percentage)
        for place in record.regions:
            id_ = _meant(record, self._concepts.region(place))
            if id_ is not None:
                _weigh(said.join("IN_REGION", said.id, id_), place.percentage)

    def _sectors(self, record: Record, said: Statement) -> None:
        own: dict[str, None] = {}
        for use in record.sectors:
            if use.vocabulary in _DAC:
                id_ = _meant(record, self._concepts.sector(use.vocabulary, use.code))
                if id_ is not None:
                    _weigh(said.join("IN_SECTOR", said.id, id_), use.percentage)
            elif use.vocabulary in _SDG:
                self._goal(record, said, use.code.lower())
            else:
                own[cut(f"{use.vocabulary}|{use.code}|{use.name}")] = None
        if own:
            said.props["own_sectors"] = list(own)
        if len(record.sectors) > 1:
            for vocabulary in _DAC:
                uses = [use for use in record.sectors if use.vocabulary == vocabulary]
                _check_sum(record, "sector", uses)
        else:
            _check_sum(record, "sector", record.sectors)

    def _goal(self, record: Record, said: Statement, code: str) -> None:
        id_ = _meant(record, self._concepts.goal(code))
        if id_ is not None:
            said.join("TOWARDS", said.id, id_)


def _own_props(record: Record) -> Props:
    props: Props = {"identifier": record.identifier, "nature": "demonstrated"}
    if record.title:
        props["title"] = _within_limit(record, "title", record.title)
    else:
        record.problems.append(problems.no_title())
    if record.summary or record.other_summary:
        summary = {**record.other_summary, **record.summary}
        props["summary"] = _within_limit(record, "description", summary)
    for code, day in record.dates.items():
        props[_DATES[code]] = day
    if record.status is not None:
        props["status"] = record.status
    if record.collaboration is not None:
        props["collaboration"] = record.collaboration
    if record.budget:
        props["budget"] = record.budget
    for name, sums in _money(record):
        if sums:
            props[name] = sums
    return props


def _money(said: Record | Provided) -> tuple[tuple[str, Sums], ...]:
    return ("committed", said.committed), ("disbursed", said.disbursed)


def _sums(provided: Provided) -> Props:
    return {name: sums for name, sums in _money(provided) if sums}


def _within_limit(record: Record, name: str, texts: dict[str, str]) -> dict[str, str]:
    for language, text in texts.items():
        kept = without_addresses(text) if "@" in text else text
        if kept != text:
            texts[language] = kept
            record.problems.append(problems.personal_address(name))
        if len(kept) > MAX_TEXT:
            texts[language] = cut(kept, MAX_TEXT)
            record.problems.append(problems.long_text(name, MAX_TEXT))
    return texts


def _meant(record: Record, meaning: Meaning) -> str | None:
    if meaning.problem is not None:
        record.problems.append(meaning.problem)
    return meaning.id


def _weigh(link: Props, percentage: float | None) -> None:
    """Add a percentage to a link; a thing named twice has the sum of both."""
    if percentage is not None:
        link["percentage"] = min(_WHOLE, link.get("percentage", 0.0) + percentage)


def _check_sum(record: Record, name: str, parts: Sequence[Place | SectorUse]) -> None:
    shares = [part.percentage for part in parts if part.percentage is not None]
    if shares and len(shares) == len(parts):
        total = fsum(shares)
        if abs(total - _WHOLE) > _TOLERANCE:
            record.problems.append(problems.percentages(name, total))
