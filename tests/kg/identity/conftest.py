"""Bodies known by their names, in a world of a few countries."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from kg.identity.bodies import Body, Maker, Places

COUNTRIES = {
    "bolivia": "BOL", "costa rica": "CRI", "panama": "PAN", "spain": "ESP", "espana": "ESP",
    "germany": "DEU", "alemania": "DEU", "colombia": "COL", "somalia": "SOM", "denmark": "DNK",
    "sweden": "SWE", "guinea": "GIN", "equatorial guinea": "GNQ", "netherlands": "NLD",
}  # fmt: skip
PLACES = Places(
    COUNTRIES,
    {f"state/{iso3.lower()}": iso3 for iso3 in COUNTRIES.values()},
    {"CO": "COL", "ES": "ESP", "DE": "DEU", "PA": "PAN"},
)
MakeBody = Callable[..., Body]


def body_of(*names: str, id_: str = "", **props: Any) -> Body:
    """Return the body that goes by these names: the first is in English, the others besides."""
    from kg.model.records import NodeRow

    made = id_ or f"org/name/xx/{'-'.join(names[0].lower().split())[:60]}"
    values = {"name": {"en": names[0]}, "aliases": list(names[1:]), **props}
    return Maker(PLACES).body(NodeRow(made, json.dumps(values)))


@pytest.fixture
def make_body() -> MakeBody:
    return body_of
