"""The whole story in real browsers: two offices, the secretariat and the board, each its language.

Everything is real: a served store of each engine, its desk, and a mail server that takes letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from coopgraph.settings import sqlite_url
from kg.access.clock import utc_now
from kg.exchange.moving import begin, new_id
from kg.exchange.parties import Who
from kg.model.desk_types import FocalPoint
from kg.store.opening import create_store, open_store
from tests.browser import watched
from tests.coopgraph.test_serve import serving
from tests.graph_loader import starter_in
from tests.journeys.exchange.players import Player
from tests.mail_server import mail_server

pytestmark = pytest.mark.browser

ISLAND = "unit/example-ondavel-desk"
OTHER = "unit/example-lirvanne-desk"
OFFER = "offer/xad-eau-usee-filtres-plantes"
DEMAND = {
    "title": "Agua limpia para las islas exteriores",
    "summary": "Buscamos quien depure el agua de tres pueblos y forme a quienes la cuidan.",
    "sector": "14022", "languages": "es; fr", "visibility": "states",
}  # fmt: skip
TELEPHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 740}}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
CAST = (
    ("island", "es", "cooperation@ondavel.example.org", "authority", ISLAND, TELEPHONE),
    ("other", "fr", "echanges@lirvanne.example.org", "authority", OTHER, DESKTOP),
    ("secretariat", "en", "secretariat@example.org", "secretariat", None, DESKTOP),
    ("board", "pt", "mesa@example.org", "board", None, DESKTOP),
)


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def knowledge(request: pytest.FixtureRequest) -> str:
    """The starter knowledge and the examples in a store of each engine."""
    if request.param == "neo4j":
        url: str = request.getfixturevalue("neo4j_url")
        starter_in(request.getfixturevalue("_session_driver"), url)
        return url
    copy: str = request.getfixturevalue("starter_copy")
    return copy


@pytest.fixture
def cast(browser: Browser, knowledge: str, tmp_path: Path) -> Iterator[dict[str, Player]]:
    """A served exchange, and everybody at their browser with a mailbox."""
    desk = sqlite_url(tmp_path / "desk.db")
    invite(desk)
    with ExitStack() as stack:
        mail = stack.enter_context(mail_server())
        served = stack.enter_context(
            serving(
                "serve", "--store", knowledge, at_terminal=False, COOPGRAPH_DESK=desk,
                COOPGRAPH_SMTP_URL=mail.url, COOPGRAPH_CACHE=str(tmp_path / "cache"),
            )
        )  # fmt: skip
        address = f"http://127.0.0.1:{served.port}"
        players = {}
        for name, lang, mailbox, _, _, size in CAST:
            seen = stack.enter_context(watched(browser, locale=lang, **size))
            players[name] = Player(address, lang, mailbox, mail.to, seen)
        yield players


def invite(desk: str) -> None:
    """Invite everybody, as ``desk focal-points invite`` does."""
    with closing(create_store(desk, room="desk")) as store:
        for _, lang, mailbox, role, office, _ in CAST:
            facts = {"role": role, "office": office, "mailbox": mailbox, "lang": lang}
            point = FocalPoint.model_validate({"id": new_id(FocalPoint), **facts})
            begin(store, point, "invite", Who("secretariat"), utc_now())


def test_from_a_focal_point_to_a_practice(cast: dict[str, Player], knowledge: str) -> None:
    for player in cast.values():
        player.sign_in()
    island, other, secretariat, _board = cast.values()

    island.go("desk/new/demands")
    island.write(DEMAND)
    island.press("propose")
    entry = path_of(island)

    secretariat.go(entry)
    secretariat.write({"remark": "¿Cuáles islas?"})
    secretariat.press("return")

    island.go(entry)
    assert island.says("¿Cuáles islas?")
    island.go(f"{entry}/edit")
    island.write({"summary": "Las tres del este."})
    island.press("propose")

    secretariat.go(entry)
    secretariat.press("accept")

    record = "demand/xaa-agua-limpia-para-las-islas-exteriores"
    island.go(f"match/{record}")
    other.go(f"match/{OFFER}")
    other.go(f"desk/ask?own={OFFER}&about={record}")
    other.write({"text": "Nous venons avec les plans de trois stations."})
    other.submit()
    contact = path_of(other)

    island.go(contact)
    assert island.says("Nous venons avec les plans de trois stations.")
    island.press("accept")
    other.go(contact)
    assert other.says(island.mailbox)
    other.press("start")
    other.press("conclude")
    island.go(contact)
    island.press("confirm")

    with closing(open_store(knowledge)) as store:
        activity = f"activity/desk/{contact.rpartition('/')[2]}"
        found = {r.relation.type for r in store.relations_of(activity)}
    assert {"ANSWERS", "USES", "CONFIRMS", "RECEIVES", "PROVIDES"} <= found
    assert [wrong for player in cast.values() for wrong in player.wrong] == []


def path_of(player: Player) -> str:
    """Return the page that somebody is at, without its language."""
    found = re.search(r"/[a-z]{2}/(desk/\S+)", player.page.url)
    assert found, player.page.url
    return found[1]
