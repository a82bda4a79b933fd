"""One project of a release as the record of an activity."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import fsum
from typing import Final

from ingest.aims.release_tables import Cells
from ingest.aims.responsible import Responsible
from ingest.iati import activity_problems as problems
from ingest.iati.activity_record import FUNDING, Party, Place, Record, SectorUse, Sums
from ingest.iati.iati_values import clean, day, number
from kg.base.text import fold

_STATUSES: Final = {
    "pipeline": "pipeline", "pipeline/identification": "pipeline", "1": "pipeline",
    "implementation": "implementation", "2": "implementation",
    "completion": "finalisation", "finalisation": "finalisation", "3": "finalisation",
    "post-completion": "closed", "closed": "closed", "4": "closed",
    "cancelled": "cancelled", "canceled": "cancelled", "5": "cancelled",
    "suspended": "suspended", "6": "suspended",
}  # fmt: skip
"""Status as IATI names it (codelist ActivityStatus, 1.0x and 2.0x) → status of the model."""
_DATES: Final = {
    ("start", "start-actual"): "2", ("start", "start-planned"): "1", ("start", ""): "2",
    ("end", "end-actual"): "4", ("end", "end-planned"): "3", ("end", ""): "4",
}  # fmt: skip
_SOUTH_SOUTH: Final = frozenset({"sur sur", "sur-sur", "south south", "south-south"})
_COLLABORATIONS: Final = {"bilaterales": "1", "bilateral": "1", "multilateral": "2"}
"""Type of cooperation → IATI collaboration type."""
_MODALITIES: Final = {
    "cooperacion tecnica": "modality/technical-assistance",
    "cooperacion financiera": "modality/financial",
    "ayuda humanitaria": "modality/humanitarian-assistance",
    "ayuda alimentaria": "modality/humanitarian-assistance",
    "ayuda de emergencia y desastres": "modality/humanitarian-assistance",
    "becas de perfeccionamiento academico": "modality/scholarship",
}
COMMITTED: Final = frozenset({"C"})
DISBURSED: Final = frozenset({"D", "E"})
_CURRENCY: Final = re.compile(r"[A-Z]{3}\Z")
_CENTS: Final = 2
_YEAR: Final = 4


@dataclass(slots=True)
class Project:
    """A project: its record, and what a record of IATI has no place for.

    ``donors`` are the donors that are countries (ISO 3166-1 alpha-3), ``homes`` the countries of
    the others by name. ``unused`` are values that nothing was made of, by column.
    """

    record: Record
    donors: list[str] = field(default_factory=list)
    homes: dict[str, str] = field(default_factory=dict)
    south_south: bool = False
    modality: str | None = None
    precision: str | None = None
    unused: list[str] = field(default_factory=list)
    restated: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What the other tables say: sums by project, ancillary cells, donors that are countries."""

    committed: Mapping[str, Sums]
    disbursed: Mapping[str, Sums]
    ancillary: Mapping[str, Cells]
    countries: Mapping[str, str]
    responsible: Responsible
    language: str
    amount: Callable[[str], float | None]


def project_of(line: int, cells: Cells, beside: Beside) -> Project:
    """Return what a row of projects, and the rows about it, say."""
    record = Record(line, beside.language, "", identifier=clean(cells.get("project_id", "")))
    project = Project(record)
    title = clean(cells.get("project_title", ""))
    if title:
        record.title = {beside.language: title}
    _dates(project, cells)
    _status(record, cells.get("status", ""))
    _donors(project, cells, beside.countries)
    for code in _several(cells.get("recipients_iso3") or cells.get("recipients", "")):
        record.countries.append(Place("", code, None))
    for code in dict.fromkeys(_several(cells.get("ad_sector_codes", ""))):
        vocabulary = "1" if len(code) > 3 else "2"  # noqa: PLR2004 (a purpose, or its category)
        record.sectors.append(SectorUse(vocabulary, code, None, ""))
    own = beside.ancillary.get(record.identifier, {})
    _own_words(project, own, beside)
    _amounts(project, cells, own, beside)
    return project


def _several(cell: str) -> list[str]:
    return [text for part in cell.split("|") if (text := clean(part))]


def _dates(project: Project, cells: Cells) -> None:
    """Read days; where there is only the year of the first and last transaction, that is said."""
    record = project.record
    for end in ("start", "end"):
        kind = _DATES.get((end, cells.get(f"{end}_actual_type", "").lower()))
        text = cells.get(f"{end}_actual_isodate", "")
        found = day(text) if text else None
        if found is not None and kind is not None:
            record.dates[kind] = found
        elif text:
            record.problems.append(problems.bad_date(f"{end}_actual_isodate", text))
    years = [cells.get(f"transactions_{end}_year", "") for end in ("start", "end")]
    if not record.dates and all(_is_year(year) for year in years):
        record.dates = {"2": f"{years[0]}-01-01", "4": f"{years[1]}-12-31"}
        project.precision = "year"


def _is_year(text: str) -> bool:
    return len(text) == _YEAR and day(f"{text}-01-01") is not None


def _status(record: Record, said: str) -> None:
    if not said:
        return
    record.status = _STATUSES.get(fold(said)) or _STATUSES.get(said.lower())
    if record.status is None:
        record.problems.append(problems.unknown_code("status", said))


def _donors(project: Project, cells: Cells, countries: Mapping[str, str]) -> None:
    names, codes = _several(cells.get("donors", "")), _several(cells.get("donors_iso3", ""))
    aligned = codes if len(codes) == len(names) else [""] * len(names)
    for name, code in dict(zip(names, aligned, strict=True)).items():
        if name in countries:
            project.donors.append(countries[name])
        else:
            project.record.parties.append(Party(FUNDING, "", "", {"en": name}))
            project.homes[name] = code


def _own_words(project: Project, own: Cells, beside: Beside) -> None:
    """Read what the system says of a project in its own columns."""
    record = project.record
    if "objetivo" in own:
        record.summary = {beside.language: clean(own["objetivo"])}
    parties, unclear = beside.responsible.parties(own.get("entidades_responsables", ""))
    record.parties.extend(parties)
    if unclear:
        record.problems.append(beside.responsible.problem(unclear))
    kind = fold(own.get("tipo_de_cooperacion", ""))
    project.south_south = kind in _SOUTH_SOUTH
    record.collaboration = _COLLABORATIONS.get(kind)
    if kind and not project.south_south and record.collaboration is None:
        project.unused.append("tipo_de_cooperacion")
    mode = fold(own.get("modalidad", ""))
    project.modality = _MODALITIES.get(mode)
    if mode and project.modality is None:
        project.unused.append("modalidad")


def _amounts(project: Project, cells: Cells, own: Cells, beside: Beside) -> None:
    """Read what was committed and disbursed: as the system says it, else as the release does."""
    record = project.record
    record.committed = dict(beside.committed.get(record.identifier, {}))
    record.disbursed = dict(beside.disbursed.get(record.identifier, {}))
    for name, sums in (("commitments", record.committed), ("disbursements", record.disbursed)):
        total = number(cells.get(f"total_{name}", ""))
        if not sums and total:
            sums["USD"] = round(total, _CENTS)
    stated = beside.amount(own.get("aporte_internacional", ""))
    if stated and fold(own.get("moneda", "")) in ("us dolar", "usd", "us dollar"):
        project.restated = record.committed != {"USD": round(stated, _CENTS)}
        record.committed = {"USD": round(stated, _CENTS)}
    if beside.amount(own.get("aporte_nacional", "")):
        project.unused.append("aporte_nacional")


def sums_of(rows: list[tuple[int, Cells]], kinds: frozenset[str]) -> dict[str, Sums]:
    """Return project → sums by currency of the transactions of some kinds."""
    found: dict[str, dict[str, list[float]]] = {}
    for _, cells in rows:
        if is_counted(cells, kinds):
            by_currency = found.setdefault(clean(cells.get("project_id", "")), {})
            value = number(cells["transaction_value"]) or 0.0
            by_currency.setdefault(cells["transaction_currency"].upper(), []).append(value)
    return {
        id_: {code: round(fsum(values), _CENTS) for code, values in sorted(sums.items())}
        for id_, sums in found.items()
    }


def is_counted(cells: Cells, kinds: frozenset[str] = COMMITTED | DISBURSED) -> bool:
    """Say whether a transaction is of one of these kinds, and says what it moved."""
    return (
        cells.get("transaction_value_code", "").upper() in kinds
        and number(cells.get("transaction_value", "")) is not None
        and _CURRENCY.match(cells.get("transaction_currency", "").upper()) is not None
    )
