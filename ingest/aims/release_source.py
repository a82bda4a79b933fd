"""The way in: a release to a source of items, one per project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from ingest.aims.project_record import (
    COMMITTED,
    DISBURSED,
    Beside,
    Project,
    project_of,
    sums_of,
)
from ingest.aims.release_notes import ReleaseNotes, problem_here
from ingest.aims.release_tables import (
    ANCILLARY,
    DONORS,
    PROJECTS,
    TRANSACTIONS,
    Release,
    read_release,
)
from ingest.aims.responsible import Responsible
from ingest.claiming import claiming
from ingest.findings import Finding, Item
from ingest.iati import activity_problems as problems
from ingest.iati.activity_changes import Translation
from ingest.iati.activity_record import Party
from ingest.iati.iati_values import UNKNOWN_LANGUAGE, number
from ingest.iati.said import Statement
from ingest.iati.sources import state_activity
from ingest.known import Known
from ingest.loading import Source
from kg.base.audience import Audience
from kg.base.ids import MAX_LENGTH, encode, slug
from kg.model.changes import Change, NodeStatement, state_node
from kg.model.nodes import Source as SourceNode

_SPANISH: Final = re.compile(r"\d{1,3}(?:\.\d{3})*+,\d\d\Z|\d{1,3}(?:\.\d{3}){2,20}+\Z")
_PLAIN: Final = re.compile(r"\d{1,20}+(?:\.\d{1,2})?\Z")
_COLUMNS: Final = {
    "iati-identifier": "project_id",
    "title": "project_title",
    "participating-org": "donors",
    "recipient-country": "recipients_iso3",
    "sector": "ad_sector_codes",
    "description": "objetivo",
}
"""Element of IATI → column that says the same."""


def aims_source(
    path: Path,
    known: Known,
    today: date | None = None,
    visibility: Audience | None = None,
    system: str = "",
) -> Source:
    """Return the projects of a release, a folder or its table of projects, as a source.

    ``system`` names the aid information system (default: what the datapackage calls it, else the
    folder): ids of projects stand under it. ``today`` and ``visibility`` as for IATI files.

    Raises:
        BadFileError: there is no table of projects, or a table cannot be read.
    """
    release = read_release(path)
    reading = _Reading(release, known, today or datetime.now(UTC).date(), system)
    items = claiming(reading.items(), visibility)
    return Source(release.file, items, (reading.source,), reading.notes())


class _Reading:
    """A release being read: what it has stated, and where each project stood."""

    def __init__(self, release: Release, known: Known, today: date, system: str) -> None:
        self._release = release
        self._known = known
        self._translation = Translation(known)
        self._beside = _beside(release, known)
        self._notes = ReleaseNotes(release)
        self._system = slug(system or release.facts.get("Data Set Preamble") or _folder(release))
        self._stated: set[str] = set()
        self._seen: dict[str, tuple[int, int]] = {}
        self.source = self._source_statement(today)

    def _source_statement(self, today: date) -> NodeStatement:
        facts = self._release.facts
        id_ = f"source/aims/{self._system}"
        before = self._known.sources.get(id_)
        checksum = self._notes.checksum
        same = before is not None and before.checksum == checksum and before.retrieved
        node = SourceNode(
            id=id_,
            title={"und": facts.get("title") or self._release.file},
            publisher=facts.get("Publishers Name"),
            licence=facts.get("Licenses Name"),
            retrieved=same or today.isoformat(),
            checksum=checksum,
        )
        return state_node(node, id_)

    def items(self) -> Iterator[Item]:
        """Yield each project."""
        for line, cells in self._release.tables[PROJECTS]:
            yield self._item(project_of(line, cells, self._beside))

    def notes(self) -> Iterator[Finding]:
        """Yield what is true of the release as a whole; to be asked for when its items are read."""
        yield from self._notes.findings()

    def _item(self, project: Project) -> Item:
        record = project.record
        where = f"line {record.line}"
        id_ = f"activity/aims/{self._system}/{encode(record.identifier)}"
        refusal = None
        if not record.identifier:
            refusal = problems.no_identifier()
        elif len(id_) > MAX_LENGTH:
            refusal = problems.long_identifier(len(record.identifier))
        elif (before := self._seen.get(record.identifier)) is not None:
            if before[1] == record.digest():
                return Item(where)
            refusal = problems.duplicate(record.identifier, before[0])
        if refusal is not None:
            return Item(where, (), (problem_here(self._release.file, where, refusal, _COLUMNS),))
        self._seen[record.identifier] = record.line, record.digest()
        self._notes.count(project)
        return self._said(project, id_, where)

    def _said(self, project: Project, id_: str, where: str) -> Item:
        record = project.record
        self._name_reporter(project)
        said = self._translation.say(record, id_)
        self._add(project, said)
        findings = tuple(
            problem_here(self._release.file, where, problem, _COLUMNS)
            for problem in record.problems
            if problem.code != "no-reporter"
        )
        return Item(where, list(self._changes(said, where)), findings)

    def _name_reporter(self, project: Project) -> None:
        publisher = self._release.facts.get("Publishers Name")
        if publisher:
            project.record.reporter = Party("", "", "", {"en": publisher})
            project.record.secondary = True

    def _add(self, project: Project, said: Statement) -> None:
        """Add what a record of IATI has no place for: providers, homes of donors, modalities."""
        since = project.record.dates.get("2") or project.record.dates.get("1")
        for code in project.donors:
            donor = self._known.territories.by_code(code)
            assert donor is not None
            said.join("FUNDS", donor, said.id, since)
        if project.south_south:
            _provide(said)
        if project.precision:
            said.props["precision"] = project.precision
        for modality in self._modalities(project):
            said.join("BY_MODALITY", said.id, modality)
        for index, actor in enumerate(said.actors):
            name = next(iter((actor.props or {}).get("name", {}).values()), "")
            home = self._known.territories.by_code(project.homes.get(name, ""))
            if actor.props is not None and home is not None:
                props = {**actor.props, "country": actor.props.get("country", home)}
                said.actors[index] = actor._replace(props=props)

    def _modalities(self, project: Project) -> Iterable[str]:
        named = [project.modality, "modality/bilateral-ssc" if project.south_south else None]
        return [one for one in named if one in self._known.modalities.ids and one is not None]

    def _changes(self, said: Statement, where: str) -> Iterator[Change]:
        source = self.source.id
        for actor in said.actors:
            if actor.id is not None and actor.props is not None and actor.id not in self._stated:
                self._stated.add(actor.id)
                yield NodeStatement(actor.id, source, actor.props, where)
        changes: list[Change] = []
        state_activity(changes, said, source, where, None)
        yield from changes


def _provide(said: Statement) -> None:
    """Call those who fund South-South cooperation its providers: that is what they do in it."""
    for type_, start, end in list(said.links):
        if type_ == "FUNDS":
            said.links["PROVIDES", start, end] = said.links.pop((type_, start, end))


def _folder(release: Release) -> str:
    parent = release.path.resolve().parent
    return parent.parent.name if parent.name.lower() == "data" else parent.name


def _beside(release: Release, known: Known) -> Beside:
    moves = release.tables.get(TRANSACTIONS, [])
    own = {cells.get("project_id", ""): cells for _, cells in release.tables.get(ANCILLARY, [])}
    language = "es" if any("objetivo" in cells for cells in own.values()) else UNKNOWN_LANGUAGE
    bodies = [cells.get("entidades_responsables", "") for cells in own.values()]
    return Beside(
        committed=sums_of(moves, COMMITTED),
        disbursed=sums_of(moves, DISBURSED),
        ancillary=own,
        countries=_countries(release, known),
        responsible=Responsible(bodies, language),
        language=language,
        amount=_amount,
    )


def _countries(release: Release, known: Known) -> dict[str, str]:
    """Return the donors that are countries: those that the crosswalk calls the same as theirs."""
    found: dict[str, str] = {}
    for _, cells in release.tables.get(DONORS, []):
        name, code = cells.get("donors", ""), cells.get("donors_iso3", "")
        own = name == cells.get("donor_country")
        if name and own and known.territories.by_code(code) is not None:
            found[name] = code
    return found


def _amount(text: str) -> float | None:
    """Return a sum as Spanish writes it, or as programs do; None where it may be either.

    >>> _amount("1.460.674,00"), _amount("0"), _amount("1460674.5"), _amount("1.460")
    (1460674.0, 0.0, 1460674.5, None)
    """
    if _SPANISH.match(text):
        return number(text.replace(".", "").replace(",", "."))
    return number(text) if _PLAIN.match(text) else None
