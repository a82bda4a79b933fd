"""The look-ups that sources are read with."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ingest.index import key
from ingest.known import Known, known_from_nodes
from kg.model.records import NodeRow


def world(nodes: dict[str, dict[str, Any]]) -> Known:
    return known_from_nodes(NodeRow(id_, json.dumps(nodes[id_])) for id_ in sorted(nodes))


def test_territories_by_code_and_by_name_in_any_language(known: Known) -> None:
    places = known.territories
    assert places.by_code("hn") == places.by_code("HND") == "state/hnd"
    assert places.by_name("HAÏTI") == places.by_name("haiti") == ("state/hti",)
    assert places.by_name("Atlantis") == ()
    assert known.iso3["state/hnd"] == "HND"


def test_identifiers_in_both_spellings(known: Known) -> None:
    assert known.organisations.by_code("XM-DAC-47079") == "org/oas"
    assert known.organisations.by_code("xm-dac:46008") == "org/caf"
    assert key(" A:1 ") == "a-1"


def test_curated_organisations_come_before_those_made_from_sources() -> None:
    known = world(
        {
            "org/caf": {"name": {"es": "CAF"}, "identifiers": ["XM-DAC-46008"]},
            "org/XM-DAC-46008": {"name": {"en": "CAF"}, "identifiers": ["XM-DAC-46008"]},
            "org/name/xx/caf": {"name": {"en": "CAF"}},
        },
    )
    assert known.minted == {"org/XM-DAC-46008", "org/name/xx/caf"}
    assert known.curated_by_code("XM-DAC-46008") == known.organisations.by_code("XM-DAC-46008")
    assert known.curated_by_name("caf") == "org/caf"
    assert len(known.organisations.by_name("CAF")) == 3


def test_ambiguous_codes_and_names_mean_nobody() -> None:
    known = world(
        {
            "org/a": {"acronym": "IDB", "identifiers": ["X-1"]},
            "org/b": {"acronym": "IDB", "identifiers": ["X-1"]},
        }
    )
    assert known.curated_by_name("IDB") is None
    assert known.organisations.by_code("X-1") is None
    assert known.organisations.by_name("IDB") == ("org/a", "org/b")


BODIES: dict[str, dict[str, Any]] = {
    "org/undp": {
        "acronym": "UNDP",
        "aliases": ["PNUD", "UNDP Funding Windows"],
        "name": {"en": "United Nations Development Programme", "pt": "Programa das Nações"},
    },
    "org/world-bank": {"name": {"en": "World Bank"}, "acronym": "WB"},
    "org/world-bank-group": {"name": {"en": "World Bank Group"}, "acronym": "WBG"},
    "unit/eu-intpa": {"name": {"en": "INTPA"}, "identifiers": ["XI-IATI:EC_INTPA"]},
    "programme/cerf": {"name": {"en": "CERF"}, "identifiers": ["XM-OCHA:CERF"]},
}


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("United Nations Development Programme (UNDP)", "org/undp"),
        ("UNDP - United Nations Development Programme", "org/undp"),
        ("PNUD/UNDP", "org/undp"),
        ("PROGRAMA DAS NACOES – PNUD", "org/undp"),
        ("The World Bank", "org/world-bank"),
        ("The World Bank (WB)", "org/world-bank"),
        ("World Bank Group (WBG)", "org/world-bank-group"),
        ("World Bank (WBG)", None),
        ("World Bank UNDP", None),
        ("UNDP Honduras", None),
        ("The", None),
        ("UNDP " * 10_000, None),
    ],
)
def test_two_names_of_one_body_beside_each_other_mean_it(name: str, id_: str | None) -> None:
    assert world(BODIES).curated_by_name(name) == id_


def test_units_and_programmes_have_identifiers_too() -> None:
    known = world(BODIES)
    assert known.curated_by_code("xi-iati-ec_intpa") == "unit/eu-intpa"
    assert known.curated_by_code("XM-OCHA-CERF") == "programme/cerf"


def test_an_identifier_of_an_office_and_of_its_body_means_neither() -> None:
    known = world(
        {"org/a": {"identifiers": ["X-1", "X-2"]}, "unit/a": {"identifiers": ["X-1", "X-3"]}}
    )
    assert known.curated_by_code("X-1") is None
    assert known.curated_by_code("X-2") == "org/a"


def test_concepts_by_scheme_and_code(known: Known) -> None:
    assert known.regions.by_code("dac:389") == "region/dac/389"
    assert known.replaced == {"sector/dac/74010": "sector/dac/74020"}
    assert known.withdrawn == {"sector/dac/74010", "sector/dac/92010"}
    assert known.collaborations == {"8": "modality/triangular"}


def test_what_is_made_up_is_found_by_its_id_and_by_nothing_else() -> None:
    """Nobody who writes a name or a code means an invented state."""
    names = {"name": {"en": "Vandoeira"}, "iso3": "XAE", "identifiers": ["X-1"]}
    known = world(
        {
            "state/xae": {**names, "nature": "example"},
            "org/example-bank": {**names, "nature": "example"},
            "state/bra": {"name": {"en": "Brazil"}},
        }
    )
    assert "state/xae" in known.territories.ids
    assert known.territories.by_code("XAE") is None
    assert known.territories.by_name("Vandoeira") == ()
    assert known.curated_by_name("Vandoeira") is known.curated_by_code("X-1") is None
    assert set(known.labels) == {"state/bra"}
