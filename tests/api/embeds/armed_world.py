"""A world in which every text that a picture shows tries to be more, in many ways."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from coopgraph.settings import sqlite_url
from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.store.opening import create_store
from tests.api.embeds.embed_world import attacked_lines, attacked_nodes
from tests.graphs import changes_of
from tests.viz.conftest import HOSTILE

LONG: Final = 10_000
ATTACKS: Final = (
    *HOSTILE.values(),
    "]]>",
    "<![CDATA[x]]>",
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;",
    '=HYPERLINK("http://evil.example","x")',
    "x;=1+1",
    "@SUM(1)\t=1",
    "-1+cmd|' /C calc'!A0",
    '#read("/etc/passwd")',
    '#set page(width: 1pt); $x$ `raw` \\ * _ #import "x"',
    "a\x00b\x01\x08\x0b\x1b[31m\x7f\x85\u2028z",
    "\ufffe\uffff\ufdd0x\u061c",
    "\u200b\u200d\ufeff\u2060",
    "Z" + "\u0301" * 300,
    "👩\u200d👩\u200d👧 \U0001f3f4\U000e0067\U000e007f",
    "W" * LONG,
    "word " * (LONG // 5),
    '" onload="window.__xss=4" x=\'',
    "javascript:window.__xss=5",
)
"""What the names of records, their acronyms, sources and positions in a dispute hold."""
DISPUTED: Final = "state/ven"
LINES: Final = f"{DISPUTED} MEMBER_OF org/oas disputed\nunit/door PART_OF org/oas\n"
MEMBERS: Final = len(ATTACKS)


def make_armed(path: Path) -> str:
    """Make the world in a new SQLite file and return its address."""
    members = [f"org/m{n}" for n in range(MEMBERS)]
    lines = [f"{id_} MEMBER_OF org/iacd observer" for id_ in members]
    nodes = {**attacked_nodes(), DISPUTED: {"name": {}}, "unit/door": {"name": {}}}
    nodes |= {id_: {"name": {}} for id_ in members}
    for place, (id_, props) in enumerate(nodes.items()):
        _arm(props, place)
        if id_.startswith("org/"):
            props["acronym"] = ATTACKS[(5 * place + 1) % MEMBERS]
    url = sqlite_url(path)
    store = create_store(url)
    store.apply(list(changes_of("\n".join((attacked_lines(), LINES, *lines)), nodes)))
    store.apply([change for place in range(MEMBERS) for change in _position(place)])
    store.close()
    return url


def _arm(props: dict[str, Any], place: int) -> None:
    attack = {"en": ATTACKS[place % MEMBERS], "es": ATTACKS[(place + 7) % MEMBERS]}
    props.update({name: attack for name in ("name", "title") if name in props})


def _position(place: int) -> list[Any]:
    """Return what one more source says of a membership on which no two agree."""
    source, attack = f"source/s{place}", ATTACKS[place]
    key = RelationKey("MEMBER_OF", DISPUTED, "org/oas")
    status = "disputed" if place % 2 else "member"
    title = {"title": {"en": attack}, "publisher": ATTACKS[place - 1]}
    return [
        NodeStatement(source, source, title),
        RelationStatement(key, source, {"status": status, "role": attack}),
    ]
