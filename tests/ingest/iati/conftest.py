"""What the tests of the IATI ingest share: a small world of known nodes, and readers of XML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.findings import Finding, Item
from ingest.iati import iati_sources
from ingest.known import Known, known_from_nodes
from kg.model.changes import NodeStatement, RelationStatement
from kg.model.records import NodeRow

FILES = Path(__file__).parent / "files"
DAY = date(2025, 6, 7)

NODES: dict[str, dict[str, Any]] = {
    "state/hnd": {"iso2": "HN", "iso3": "HND", "name": {"en": "Honduras"}},
    "state/gtm": {"iso2": "GT", "iso3": "GTM", "name": {"en": "Guatemala"}},
    "state/hti": {"iso2": "HT", "iso3": "HTI", "name": {"en": "Haiti", "fr": "Haïti"}},
    "state/slv": {"iso2": "SV", "iso3": "SLV", "name": {"en": "El Salvador"}},
    "state/usa": {
        "iso2": "US", "iso3": "USA", "name": {"en": "United States", "es": "Estados Unidos"},
        "aliases": ["United States of America"],
    },
    "country/esp": {"iso2": "ES", "iso3": "ESP", "name": {"en": "Spain", "es": "España"}},
    "country/fra": {"iso2": "FR", "iso3": "FRA", "name": {"en": "France"}},
    "country/swe": {"iso2": "SE", "iso3": "SWE", "name": {"en": "Sweden", "es": "Suecia"}},
    "country/lux": {"iso2": "LU", "iso3": "LUX", "name": {"en": "Luxembourg"}},
    "country/chn": {"iso2": "CN", "iso3": "CHN", "name": {"en": "China"}},
    "org/oas": {
        "name": {"en": "Organization of American States"}, "acronym": "OAS",
        "identifiers": ["XM-DAC:47079"],
    },
    "org/caf": {
        "name": {"es": "Banco de Desarrollo de América Latina"}, "acronym": "CAF",
        "aliases": ["Corporación Andina de Fomento"], "identifiers": ["XM-DAC-46008"],
    },
    "org/usaid": {"name": {"en": "Agency for Development"}, "country": "state/usa",
                  "identifiers": ["US-GOV-1"]},
    "org/mcc": {"name": {"en": "Challenge Corporation"}, "country": "state/usa"},
    "sector/dac/110": {"scheme": "dac", "code": "110"},
    "sector/dac/112": {"scheme": "dac", "code": "112"},
    "sector/dac/15170": {"scheme": "dac", "code": "15170"},
    "sector/dac/11220": {"scheme": "dac", "code": "11220"},
    "sector/dac/14030": {"scheme": "dac", "code": "14030"},
    "sector/dac/31220": {"scheme": "dac", "code": "31220"},
    "sector/dac/74020": {"scheme": "dac", "code": "74020"},
    "sector/dac/74010": {
        "scheme": "dac", "code": "74010", "status": "withdrawn",
        "replaced_by": "sector/dac/74020",
    },
    "sector/dac/92010": {"scheme": "dac", "code": "92010", "status": "withdrawn"},
    "goal/sdg/11": {"code": "11"},
    "goal/sdg/13": {"code": "13"},
    "goal/sdg/13.b": {"code": "13.b"},
    "region/dac/389": {"scheme": "dac", "code": "389"},
    "region/m49/013": {"scheme": "m49", "code": "013"},
    "modality/triangular": {"name": {"en": "Triangular"}, "iati_collaboration": "8"},
}  # fmt: skip


class Items(list[Item]):
    """The records of a file, and what was found of it as a whole."""

    def __init__(self, found: Iterable[Item], notes: Iterable[Finding]) -> None:
        super().__init__(found)
        self.notes = list(notes)


Read = Callable[..., Items]


@pytest.fixture(scope="session")
def known() -> Known:
    return known_from_nodes(NodeRow(id_, json.dumps(NODES[id_])) for id_ in sorted(NODES))


@pytest.fixture
def read(tmp_path: Path, known: Known) -> Read:
    """Read the body of an iati-activities element, or whole bytes, as items."""

    def _read(body: str | bytes, name: str = "sample.xml") -> Items:
        path = tmp_path / name
        path.write_bytes(body if isinstance(body, bytes) else document(body))
        return items(path, known)

    return _read


def items(path: Path, known: Known) -> Items:
    found: list[Item] = []
    notes: list[Finding] = []
    for source in iati_sources([path], known, DAY):
        found += source.items
        notes += source.notes
    return Items(found, notes)


def document(body: str) -> bytes:
    return f'<iati-activities version="2.03">\n{body}</iati-activities>'.encode()


def activity(parts: str = "", identifier: str = "XX-1", attributes: str = "") -> str:
    """An activity reported by the OAS, with whatever else it holds."""
    return (
        f'<iati-activity xml:lang="en" {attributes}>'
        f"<iati-identifier>{identifier}</iati-identifier>"
        '<reporting-org ref="XM-DAC-47079" type="40"><narrative>OAS</narrative></reporting-org>'
        f"<title><narrative>T</narrative></title>{parts}</iati-activity>\n"
    )


def node(item: Item, id_: str) -> NodeStatement:
    stated = [change for change in item.changes if isinstance(change, NodeStatement)]
    found = [change for change in stated if change.id == id_]
    assert len(found) == 1, f"{id_} among {[change.id for change in stated]}"
    return found[0]


def links(item: Item) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Type, start, end → properties of the relations an activity states, its reporter's apart."""
    return {
        c.relation[:3]: dict(c.props)
        for c in item.changes
        if isinstance(c, RelationStatement)
        and c.relation.type != "REPORTS"
        and c.basis == "published"
    }


def ours(item: Item) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Type, start, end → properties of the relations that we derived or were told."""
    return {
        c.relation[:3]: dict(c.props)
        for c in item.changes
        if isinstance(c, RelationStatement) and c.basis == "uncertain"
    }


def codes(item: Item) -> list[str]:
    return [finding.code for finding in item.findings]


def file_notes(found: Items) -> dict[str, str]:
    """Code → sentence of what was found of a file as a whole."""
    return {note.code: note.message.text() for note in found.notes}
