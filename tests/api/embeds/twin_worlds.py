"""Two worlds that the public cannot tell apart: one has records that it may not see."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from coopgraph.settings import sqlite_url
from kg.model.changes import Change, NodeStatement, Redirect, RelationKey, RelationStatement
from kg.store.opening import create_store
from tests.api.world import HIDDEN, HIDDEN_SOURCE, lines, nodes
from tests.graphs import changes_of

MERGED: Final = "org/was-hidden"
WITHDRAWN: Final = ("offer/gone", "demand/gone", "practice/gone")
"""Nobody is shown a picture of these, nor with them; their own pages are still there."""
_DECLARED: Final = {"nature": "declared", "visibility": "public", "status": "withdrawn"}
SECRET: Final[dict[str, dict[str, Any]]] = {
    "org/hidden": {"name": {"en": "Zzorganisation"}, "visibility": "states"},
    "agreement/hidden": {
        "title": {"en": "Zzagreement"}, "signed": "1950-01-01", "visibility": "board",
    },
    "activity/hidden": {
        "title": {"en": "Zzactivity"}, "starts": "1960-01-01", "visibility": "board",
    },
    "initiative/hidden": {
        "name": {"en": "Zzinitiative"}, "kind": "pilot", "standing": "proposed",
        "visibility": "board",
    },
    "milestone/hidden": {"name": {"en": "Zzmilestone"}, "due": "2029-01-01", "visibility": "board"},
}  # fmt: skip
"""What the public may not see, beside the hidden records of the small world."""
GONE: Final = {id_: {**_DECLARED, "title": {"en": "Zzgone"}} for id_ in WITHDRAWN}
OPEN: Final[dict[str, dict[str, Any]]] = {
    "agreement/open": {"title": {"en": "Open"}, "signed": "2001-01-01"},
    "org/open": {"name": {"en": "Open organisation"}},
    "state/chl": {"name": {"en": "Chile"}},
}
LINES: Final = """
org/hidden MEMBER_OF org/body observer
state/bra MEMBER_OF org/hidden member
org/body PARTY_TO agreement/hidden
state/hti PARTY_TO agreement/hidden
org/hidden IMPLEMENTS activity/hidden
state/bra PROVIDES activity/hidden
state/hti RECEIVES activity/hidden
activity/hidden IN_SECTOR sector/dac/140
milestone/hidden PART_OF initiative/plan
initiative/hidden CONCERNS org/body
state/bra DECLARES offer/gone
state/hti DECLARES demand/gone
state/bra DECLARES practice/gone
offer/gone IN_SECTOR sector/dac/140
demand/gone IN_SECTOR sector/dac/140
practice/gone IN_SECTOR sector/dac/140
org/open MEMBER_OF org/body
state/hti MEMBER_OF org/open
state/bra MEMBER_OF org/open
org/open PARTY_TO agreement/open
org/body PARTY_TO agreement/open
"""


def make_twins(folder: Path) -> tuple[str, str]:
    """Make both, of as many revisions, and return their addresses: with what is hidden, without."""
    closed = {*HIDDEN, *SECRET}
    return (
        _made(folder / "with.db", {*GONE}, _closed()),
        _made(folder / "without.db", {*GONE, *closed}, _as_often()),
    )


def make_withdrawn(folder: Path) -> tuple[str, str]:
    """Make one with what was withdrawn and one without, and return their addresses."""
    return _made(folder / "gone.db", set(), []), _made(folder / "never.db", {*GONE}, [])


def _made(path: Path, lacks: set[str], more: list[list[Change]]) -> str:
    told = {**nodes(), **SECRET, **GONE, **OPEN}
    said = [line for line in f"{lines()}{LINES}".splitlines() if lacks.isdisjoint(line.split())]
    url = sqlite_url(path)
    store = create_store(url)
    there = {id_: props for id_, props in told.items() if id_ not in lacks}
    store.apply(list(changes_of("\n".join(said), there)))
    for changes in more:
        store.apply(changes)
    store.close()
    return url


def _closed() -> list[list[Change]]:
    """Return what a hidden source says of open records, then the merger of a hidden one."""
    member = {"status": "member"}
    disputed = {"status": "disputed", "since": "1999-01-01"}
    return [
        [
            NodeStatement(HIDDEN_SOURCE, HIDDEN_SOURCE, {"title": {"en": "Zzsource"}}),
            NodeStatement("state/hti", HIDDEN_SOURCE, {"m49": "987654"}, visibility="board"),
            NodeStatement("org/open", HIDDEN_SOURCE, {"acronym": "ZZ"}, visibility="board"),
            _said("state/chl", member, "board"),
            _said("state/hti", disputed, "states"),
            NodeStatement(MERGED, "source/test", {"name": {"en": "Zzold"}}, visibility="board"),
        ],
        [Redirect(MERGED, "org/open")],
    ]  # fmt: skip


def _said(state: str, props: dict[str, Any], visibility: Any) -> Change:
    key = RelationKey("MEMBER_OF", state, "org/body")
    return RelationStatement(key, HIDDEN_SOURCE, props, visibility=visibility)


def _as_often() -> list[list[Change]]:
    """Return changes that leave a world as it was, in as many revisions."""
    names = ({"en": "Chili"}, {"en": "Chile"})
    return [[NodeStatement("state/chl", "source/test", {"name": name})] for name in names]
