"""The whole story in real browsers: two offices, the secretariat and the board, each its language.

Everything is real: a served store of each engine, its desk, and a mail server that takes letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

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
from tests.effort import only_long
from tests.journeys.exchange.invented_states import load_invented
from tests.journeys.exchange.players import Player
from tests.mail_server import mail_server

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,  # a store is loaded, a service started, and every page looked at by axe
]

ISLAND = "unit/example-ondavel-desk"
OTHER = "unit/example-lirvanne-desk"
STATES = ("state/xaa", "state/xad")
OFFER = "offer/xad-eau-usee-filtres-plantes"
DEMAND = "demand/xaa-agua-limpia-para-las-islas-exteriores"
WORDS = {
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


class Cast(NamedTuple):
    """Everybody at their browser, and somebody who only opens the links of letters."""

    island: Player
    other: Player
    secretariat: Player
    board: Player
    passer_by: Player


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=[pytest.mark.neo4j, only_long])])
def knowledge(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store of each engine with the starter knowledge and invented states."""
    if request.param == "neo4j":
        url: str = request.getfixturevalue("fresh_neo4j")
    else:
        url = sqlite_url(tmp_path / "knowledge.db")
        create_store(url).close()
    load_invented(url)
    return url


@pytest.fixture
def cast(browser: Browser, knowledge: str, tmp_path: Path) -> Iterator[Cast]:
    """A served exchange, and everybody at their browser with a mailbox."""
    desk = sqlite_url(tmp_path / "desk.db")
    invite(desk)
    with ExitStack() as stack:
        mail = stack.enter_context(mail_server())
        served = stack.enter_context(
            serving(
                "serve", "--store", knowledge, at_terminal=False, COOPGRAPH_DESK=desk,
                COOPGRAPH_SMTP_URL=mail.url, COOPGRAPH_CACHE=str(tmp_path / "cache"),
                COOPGRAPH_CAMPAIGN_LIST="campaign-list-examples",
            )
        )  # fmt: skip
        address = f"http://127.0.0.1:{served.port}"
        players = []
        for _, lang, mailbox, _, _, size in (*CAST, ("passer-by", *CAST[0][1:])):
            seen = stack.enter_context(watched(browser, locale=lang, **size))
            players.append(Player(address, lang, mailbox, mail.to, seen))
        yield Cast(*players)


def invite(desk: str) -> None:
    """Invite everybody, as ``desk focal-points invite`` does."""
    with closing(create_store(desk, room="desk")) as store:
        for _, lang, mailbox, role, office, _ in CAST:
            facts = {"role": role, "office": office, "mailbox": mailbox, "lang": lang}
            point = FocalPoint.model_validate({"id": new_id(FocalPoint), **facts})
            begin(store, point, "invite", Who("secretariat"), utc_now())


def test_from_a_focal_point_to_a_practice(cast: Cast, knowledge: str) -> None:
    for player in cast[:4]:
        player.sign_in()
    demand_is_posted(cast)
    contact = contact_is_asked(cast)
    activity = both_confirm(cast, contact)
    practice = practice_is_made(cast, contact)
    with closing(open_store(knowledge)) as store:
        found = {(r.relation.type, r.relation.start, r.relation.end)
                 for r in store.relations_of(activity)}  # fmt: skip
    assert {
        ("ANSWERS", activity, DEMAND), ("USES", activity, OFFER), ("SHOWS", activity, practice),
        ("CONFIRMS", ISLAND, activity), ("CONFIRMS", OTHER, activity),
        ("RECEIVES", STATES[0], activity), ("PROVIDES", STATES[1], activity),
    } <= found  # fmt: skip
    assert STATES[1] in experienced(cast.island)
    campaign_confirms(cast)
    today = datetime.now(UTC).date().isoformat()
    with closing(open_store(knowledge)) as store:
        (day,) = [s.props.get("since") for r in store.relations_of(DEMAND) for s in r.statements
                  if r.relation.type == "CONFIRMS"]  # fmt: skip
    assert day == today
    totals_are_seen(cast)
    assert [wrong for player in cast for wrong in player.wrong] == []


def demand_is_posted(cast: Cast) -> None:
    """A demand is entered, comes back with a remark, is sent again, and accepted."""
    island, secretariat = cast.island, cast.secretariat
    island.go("desk/new/demands")
    island.write(WORDS)
    island.press("check")
    assert island.has(OFFER)
    island.press("propose")
    entry = path_of(island)

    secretariat.go("desk/queue")
    secretariat.click(f'main a[href*="{entry}"]')
    secretariat.write({"remark": "¿Cuáles islas?"})
    secretariat.press("return")

    island.follow(f"/es/{entry}")
    assert island.says("¿Cuáles islas?")
    island.click(f'main a[href$="{entry}/edit"]')
    island.write({"summary": "Las tres del este: depurar el agua y formar a quienes la cuidan."})
    island.press("propose")

    secretariat.go(entry)
    secretariat.press("accept")
    island.follow(f"/es/{entry}")
    assert not cast.passer_by.exists(f"node/{DEMAND}")
    island.click('main a[href*="/desk/answers/"]')
    assert island.has(OFFER)


def contact_is_asked(cast: Cast) -> str:
    """The other office finds the demand, asks for contact, and is answered."""
    island, other = cast.island, cast.other
    other.go(f"match/{OFFER}")
    other.click(f'main a[href*="/desk/ask?"][href*="{DEMAND.rpartition("/")[2]}"]')
    other.write({"text": "Nous venons avec les plans de trois stations."})
    other.submit()
    contact = path_of(other)
    assert not other.says(island.mailbox)

    island.follow(f"/es/{contact}")
    assert island.says("Nous venons avec les plans de trois stations.")
    island.press("accept")
    other.follow(f"/fr/{contact}")
    assert other.says(island.mailbox)
    return contact


def both_confirm(cast: Cast, contact: str) -> str:
    """It starts and is concluded; each side says what it put in, and both confirm it."""
    island, other = cast.island, cast.other
    other.press("start")
    other.write({"effort": "12", "unit": "person_days"})
    other.press("conclude")
    island.follow(f"/es/{contact}")
    assert island.says("12")
    island.press("confirm")
    activity = f"activity/desk/{contact.rpartition('/')[2]}"
    island.go(f"node/{activity}")
    return activity


def practice_is_made(cast: Cast, contact: str) -> str:
    """What worked becomes a good practice, which the secretariat accepts."""
    other, secretariat = cast.other, cast.secretariat
    other.follow(f"/fr/{contact}")
    other.click('main a[href*="/desk/new/practices"]')
    other.write({"title": "Épurer avec des filtres plantés, d’île en île", "visibility": "public"})
    other.press("propose")
    entry = path_of(other)
    secretariat.go(entry)
    secretariat.press("accept")
    found = re.search(r"practice/xad-[a-z0-9-]+", secretariat.page.content())
    assert found
    cast.passer_by.go(f"node/{found[0]}")
    return found[0]


def experienced(player: Player) -> list[str]:
    """Who has done before what the demand needs."""
    answer = player.page.request.get(f"{player.address}/v1/matches/{DEMAND}?lens=experience")
    assert answer.ok, answer.text()
    return [result["id"] for result in answer.json()["results"]]


def campaign_confirms(cast: Cast) -> None:
    """The secretariat asks whether records are still right; a link says so without signing in."""
    secretariat, passer_by = cast.secretariat, cast.passer_by
    secretariat.go("desk/campaign")
    secretariat.page.check(f'main input[name="state"][value="{STATES[0]}"]')
    secretariat.page.check('main input[name="kind"][value="confirm"]')
    secretariat.submit("get")
    secretariat.page.check('main input[type="checkbox"]')
    secretariat.submit()
    passer_by.follow("/-/confirm/")
    assert passer_by.says(WORDS["title"])
    passer_by.submit()


def totals_are_seen(cast: Cast) -> None:
    """The board and anybody see how many, and of what list."""
    cast.board.go("desk/follow-up")
    cast.board.go("desk/campaign")
    cast.passer_by.go("exchange")
    cast.island.go("desk")


def path_of(player: Player) -> str:
    """Return the page that somebody is at, without its language."""
    found = re.search(r"/[a-z]{2}/(desk/[^?#]+)", player.page.url)
    assert found, player.page.url
    return found[1]
