"""Stores of both engines, with bodies under several records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import nodes, relations
from kg.model.changes import Change, state_node, state_relation
from kg.store.opening import create_store
from kg.store.protocol import Store

SOURCE = "source/register"
NAMES = {
    "org/wsda": "Wajir South Development Association",
    "org/name/xx/wasda": "WASDA",
    "org/name/xx/wajir-south-development-association-wasda": (
        "Wajir South Development Association (WASDA)"
    ),
    "org/name/bol/ministry-of-health": "Ministry of Health",
    "org/name/pan/ministry-of-health": "Ministry of Health",
    "org/name/xx/widget-fund": "Widget Fund",
    "org/XI-DUNS-0012": "Widget Fund",
    "org/XI-DUNS-12": "Fondo Widget",
}
HOMES = {
    "org/name/bol/ministry-of-health": "state/bol",
    "org/name/pan/ministry-of-health": "state/pan",
}
SURE = {
    "org/name/xx/wasda": "org/wsda",
    "org/name/xx/wajir-south-development-association-wasda": "org/wsda",
    "org/name/xx/widget-fund": "org/XI-DUNS-12",
    "org/XI-DUNS-0012": "org/XI-DUNS-12",
}
"""What rules join, and with what."""


def stated() -> list[Change]:
    """Return what one source says: bodies, and an activity that each of them funds."""
    found: list[Change] = [state_node(nodes.Source(id=SOURCE, title={"en": "Register"}), SOURCE)]
    for iso3, name in (("BOL", "Bolivia"), ("PAN", "Panama"), ("SOM", "Somalia")):
        prefix = "country" if iso3 == "SOM" else "state"
        cls = nodes.Country if iso3 == "SOM" else nodes.State
        place = cls(id=f"{prefix}/{iso3.lower()}", name={"en": name}, iso3=iso3, iso2=iso3[:2])
        found.append(state_node(place, SOURCE))
    for at, (id_, name) in enumerate(NAMES.items()):
        identifiers = [id_.removeprefix("org/")] if "DUNS" in id_ else []
        body = nodes.Organisation(
            id=id_, name={"en": name}, identifiers=identifiers, country=HOMES.get(id_)
        )
        activity = nodes.Activity(id=f"activity/{at}", title={"en": f"Activity {at}"})
        found += [state_node(body, SOURCE), state_node(activity, SOURCE)]
        found.append(state_relation(id_, relations.Funds(), activity.id, SOURCE))
    return found


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "neo4j":
        fresh: str = request.getfixturevalue("fresh_neo4j")
        return fresh
    return f"sqlite://{tmp_path}/store.db"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    made = create_store(url)
    made.apply(stated())
    yield made
    made.close()
