"""A small world for pictures: names that try to be more than text, a merger, a withdrawn offer."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from coopgraph.settings import sqlite_url
from kg.model.changes import Redirect
from kg.store.opening import create_store
from tests.graphs import changes_of
from tests.viz.conftest import HOSTILE

STATES: Final = ("state/arg", "state/bra", "state/chl", "state/hti", "state/ury")
OLD: Final = "org/was"
WITHDRAWN: Final = "offer/withdrawn"
ATTACKS: Final = tuple(HOSTILE.values())

LINES: Final = """
org/iacd PART_OF org/oas
org/segib PARTY_TO agreement/one
org/oas PARTY_TO agreement/one
initiative/plan CONCERNS org/iacd
milestone/step PART_OF initiative/plan
state/bra DECLARES offer/wells
state/hti DECLARES demand/water
state/bra DECLARES offer/withdrawn
offer/wells IN_SECTOR sector/dac/140
demand/water IN_SECTOR sector/dac/140
activity/pipes IN_SECTOR sector/dac/140
state/bra PROVIDES activity/pipes
state/hti RECEIVES activity/pipes
"""


def attacked_lines() -> str:
    """Return all relations: each state is a member of three bodies."""
    members = "\n".join(
        f"{state} MEMBER_OF {body} member" for state in STATES
        for body in ("org/oas", "org/iacd", "org/segib")
    )  # fmt: skip
    return f"{LINES}{members}\n"


def attacked_nodes() -> dict[str, dict[str, Any]]:
    """Return the records, each with an attack for a name."""
    open_: dict[str, Any] = {"nature": "declared", "visibility": "public"}
    names: dict[str, dict[str, Any]] = {
        **{id_: {"name": {}} for id_ in (*STATES, "org/oas", "org/iacd", "org/segib")},
        "sector/dac/140": {"name": {}, "scheme": "dac", "level": "group", "specificity": 1000},
        "initiative/plan": {"name": {}, "kind": "measure", "standing": "proposed"},
        "milestone/step": {"name": {}, "due": "2022-12-31"},
        "agreement/one": {"title": {}, "signed": "2019-01-02"},
        "activity/pipes": {"title": {}, "starts": "2015-01-01", "status": "completed"},
        "offer/wells": {**open_, "title": {}},
        "demand/water": {**open_, "title": {}},
        WITHDRAWN: {**open_, "title": {}, "status": "withdrawn"},
    }
    for place, props in enumerate(names.values()):
        attack = {"en": f"{ATTACKS[place % len(ATTACKS)]} {place}"}
        props.update({key: attack for key in ("name", "title") if key in props})
    return names


def make_attacked(path: Path) -> str:
    """Make the world in a new SQLite file and return its address."""
    url = sqlite_url(path)
    store = create_store(url)
    store.apply([
        *changes_of(attacked_lines(), attacked_nodes()),
        *changes_of("", {OLD: {"name": {"en": "A name of before"}}}),
    ])  # fmt: skip
    store.apply([Redirect(OLD, "org/segib")])
    store.close()
    return url
