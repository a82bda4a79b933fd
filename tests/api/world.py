"""A small world: two states, a body, offers and demands, and records that not everybody may see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coopgraph.settings import sqlite_url
from kg.model.changes import NodeStatement
from tests.graphs import changes_of

STATES_ONLY = "offer/states-only"
BOARD_ONLY = "demand/board-only"
HIDDEN_UNIT = "unit/hidden"
HIDDEN_SOURCE = "source/hidden"
HIDDEN = {
    STATES_ONLY: "Zzstates",
    BOARD_ONLY: "Zzboard",
    HIDDEN_UNIT: "Zzunit",
    HIDDEN_SOURCE: "Zzsource",
    "practice/hidden": "Zzpractice",
}
"""Records that the public may not see, with a word that only their titles hold."""
OFFERS = 25
ODD = "activity/xx/CO%201/%C3%B1:a~b"
"""An id as a source's own identifier makes it: percent-encoded bytes belong to it."""
HOSTILE = "<script>alert(1)</script>\"'&{{ 7*7 }}"

LINES = f"""
state/hti MEMBER_OF org/body member 2001-02-03
state/bra MEMBER_OF org/body member
state/ven MEMBER_OF org/body disputed
state/ury MEMBER_OF org/body former 1990-01-01 2000-01-01
state/hti DECLARES demand/water
state/hti DECLARES demand/board-only
state/bra DECLARES offer/states-only
state/bra DECLARES practice/lesson
state/bra DECLARES practice/hidden
unit/hidden CONTACT_FOR offer/0
unit/hidden PART_OF state/bra
unit/door PART_OF org/body
org/authority PART_OF state/bra
org/authority IMPLEMENTS {ODD}
state/hti RECEIVES {ODD}
{ODD} IN_SECTOR sector/dac/140
demand/water IN_SECTOR sector/dac/140
demand/board-only IN_SECTOR sector/dac/140
offer/states-only IN_SECTOR sector/dac/140
practice/lesson IN_SECTOR sector/dac/140
demand/water IN_LANGUAGE language/fr
offer/states-only IN_LANGUAGE language/fr
demand/water BY_MODALITY modality/triangular
sector/dac/140 BROADER sector/dac/100
milestone/step PART_OF initiative/plan
initiative/plan CONCERNS org/body
"""


def lines() -> str:
    """Return all relations, those of the many offers too."""
    offers = [
        f"state/bra DECLARES offer/{n}\noffer/{n} IN_SECTOR sector/dac/140\n"
        f"offer/{n} IN_LANGUAGE language/fr"
        for n in range(OFFERS)
    ]
    return "\n".join((LINES, *offers))


def nodes() -> dict[str, dict[str, Any]]:
    """Return the properties of the nodes."""
    declared: dict[str, Any] = {"nature": "declared", "visibility": "public"}
    return {
        "state/hti": {"name": {"en": "Haiti", "es": "Haití", "fr": "Haïti", "pt": "Haiti"}},
        "state/bra": {
            "name": {"en": "Brazil", "es": "Brasil", "fr": "Brésil", "pt": "Brasil"},
            "terms": ["triangular=trilateral"],
        },
        "state/ven": {"name": {"en": "Venezuela"}},
        "state/ury": {"name": {"en": "Uruguay"}},
        "org/body": {
            "name": {"es": "Organismo regional"}, "acronym": "BODY", "kind": "regional_body",
        },
        "org/authority": {"name": {"en": HOSTILE}, "kind": "national_authority"},
        "unit/door": {"name": {"en": "The door"}, "door_for": "org/body", "mailbox": "a@b.example"},
        "modality/triangular": {
            "name": {"en": "Triangular cooperation", "pt": "Cooperação triangular"},
            "terms": ["state/bra:pt=Cooperação trilateral"],
        },
        "language/fr": {"name": {"en": "French"}},
        "sector/dac/140": {
            "name": {"en": "Water", "es": "Agua"}, "scheme": "dac", "level": "group",
            "specificity": 1000,
        },
        "sector/dac/100": {"name": {"en": "Social"}, "scheme": "dac", "level": "broad"},
        ODD: {"title": {"en": "Odd"}},
        "demand/water": {**declared, "title": {"fr": "De l'eau"}, "summary": {"fr": "Forages"}},
        "initiative/plan": {"name": {"en": "Plan"}, "kind": "measure", "standing": "proposed"},
        "milestone/step": {"name": {"en": "Step"}, "due": "2022-12-31", "precision": "half"},
        "practice/lesson": {**declared, "title": {"en": "Lesson"}},
        **{
            f"offer/{n}": {**declared, "title": {"en": f"Wells {n}"}, "eligible": ["state/hti"]}
            for n in range(OFFERS)
        },
        "offer/0": {
            **declared, "title": {"en": "Wells 0"}, "eligible": ["state/hti"],
            "summary": {"en": "Example of a text"},
        },
        STATES_ONLY: {**declared, "title": {"en": "Zzstates"}, "visibility": "states"},
        BOARD_ONLY: {**declared, "title": {"en": "Zzboard"}, "visibility": "board"},
        HIDDEN_UNIT: {"name": {"en": "Zzunit"}, "visibility": "states", "mailbox": "zz@b.example"},
        "practice/hidden": {**declared, "title": {"en": "Zzpractice"}, "visibility": "board"},
    }  # fmt: skip


def make_world(path: Path) -> str:
    """Make the small world in a new SQLite file and return its address."""
    from kg.store.opening import create_store

    url = sqlite_url(path)
    store = create_store(url)
    hidden = {"title": {"en": "Zzsource"}}
    store.apply(list(changes_of(lines(), nodes())))
    store.apply(
        [
            NodeStatement(HIDDEN_SOURCE, HIDDEN_SOURCE, hidden),
            NodeStatement("state/hti", HIDDEN_SOURCE, {"m49": "987654"}, visibility="board"),
        ]
    )
    store.close()
    return url
