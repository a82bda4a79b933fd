"""What the tests of folders of tables share: a small folder, and what is known beforehand."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from ingest.findings import Item
from ingest.iati_tables import iati_table_sources
from ingest.known import Known
from tests.ingest.iati.conftest import DAY, known

__all__ = ["known"]

Table = Sequence[Mapping[str, str]]
Folder = Callable[..., Path]

ACTIVITY = {
    "activity_identifier": "A-1",
    "title": "Agua",
    "title_lang": "es",
    "activity_status": "2",
    "default_currency": "USD",
    "xml_lang": "es",
    "reporting_org_ref": "XM-DAC-47079",
    "reporting_org_name": "OAS",
    "reporting_org_type": "40",
    "actual_start_date": "2020-01-02",
    "recipient_country_code": "HN",
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Write tables, activities among them, into a folder."""

    def write(activities: Table = (ACTIVITY,), **tables: Table) -> Path:
        path = tmp_path / "tables"
        path.mkdir(exist_ok=True)
        for name, rows in {"activities": activities, **tables}.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns or ["activity_identifier"])
                writer.writeheader()
                writer.writerows(rows)
        return path

    return write


def about(**cells: str) -> dict[str, str]:
    """Return a row about the activity of these tests."""
    return {"activity_identifier": "A-1", **cells}


def read(folder: Path, known: Known) -> list[Item]:
    return [item for source in iati_table_sources([folder], known, DAY) for item in source.items]


def codes(item: Item) -> list[str]:
    """Return the codes of what is found, beside roles that the standard lets us derive."""
    return [finding.code for finding in item.findings if finding.code != "role-derived"]
