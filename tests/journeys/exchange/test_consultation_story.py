"""A consultation in real browsers, from opening to adoption: two states, a body, the board.

States, bodies and the guideline are invented: nothing is said in the name of anybody real.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser

from coopgraph.settings import sqlite_url
from kg.access.clock import utc_now
from kg.exchange.adoption import Adoption, adopt
from kg.exchange.moving import begin, new_id
from kg.exchange.parties import Who
from kg.model.desk_types import FocalPoint
from kg.store.opening import create_store, open_store
from tests.browser import watched
from tests.coopgraph.test_serve import serving
from tests.effort import only_long
from tests.journeys.exchange.invented_states import load_invented
from tests.journeys.exchange.players import Player
from tests.journeys.exchange.test_story import DESKTOP, TELEPHONE, path_of
from tests.mail_server import mail_server

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,  # a store is loaded, a service started, and every page looked at by axe
]

NAME = "invented-approach"
GUIDELINE = f"""\
guideline: {NAME}
version: "0.1"
standing: {{status: proposed}}
body: org/example-union
candidates: {{kinds: [nothing-else], besides: [org/example-isles, org/example-rivers]}}
rules:
  - id: islands
    when: {{id: [org/example-isles]}}
    verdict: approach
    basis: org/example-union
    text: "{{partner}} knows the sea."
otherwise: {{verdict: conditions, basis: org/example-union, text: "Nothing speaks."}}
criteria:
  - {{name: reach, measure: states_reached, anchors: [0, 6], weight: 0.6}}
  - {{name: link, measure: official_link, anchors: [0, 1], weight: 0.4}}
"""
PROPOSED = """\
id: islands
when: {id: [org/example-isles]}
verdict: not_now
basis: org/example-union
text: "{partner} asks for more time."
"""
WORDS = "Pedimos más tiempo para las islas."
COMMENT = "We would rather begin with the rivers."
ISLES = "unit/example-isles-secretariat"
CAST = (
    ("island", "es", "cooperation@ondavel.example.org", "authority", "unit/example-ondavel-desk",
     TELEPHONE),
    ("other", "fr", "echanges@lirvanne.example.org", "authority", "unit/example-lirvanne-desk",
     DESKTOP),
    ("body", "en", "isles@isles.example.org", "partner_body", ISLES, DESKTOP),
    ("secretariat", "en", "secretariat@example.org", "secretariat", None, DESKTOP),
    ("board", "pt", "mesa@example.org", "board", None, DESKTOP),
)  # fmt: skip


class Cast(NamedTuple):
    """Everybody at their browser, and somebody of the public."""

    island: Player
    other: Player
    body: Player
    secretariat: Player
    board: Player
    passer_by: Player


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=[pytest.mark.neo4j, only_long])])
def knowledge(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store of each engine with invented states, and a guideline that the board adopted once."""
    if request.param == "neo4j":
        url: str = request.getfixturevalue("fresh_neo4j")
    else:
        url = sqlite_url(tmp_path / "knowledge.db")
        create_store(url).close()
    load_invented(url)
    with closing(open_store(url, write=True)) as store:
        first = Adoption(GUIDELINE, "0.1", "2026-01-15", "Invented decision 1")
        adopt(store, first, Who("secretariat"))
    return url


@pytest.fixture
def cast(browser: Browser, knowledge: str, tmp_path: Path) -> Iterator[Cast]:
    desk = sqlite_url(tmp_path / "desk.db")
    with closing(create_store(desk, room="desk")) as store:
        for _, lang, mailbox, role, office, _ in CAST:
            facts = {"role": role, "office": office, "mailbox": mailbox, "lang": lang}
            point = FocalPoint.model_validate({"id": new_id(FocalPoint), **facts})
            begin(store, point, "invite", Who("secretariat"), utc_now())
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


def day(more: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=more)).isoformat()


def test_from_opening_to_adoption(cast: Cast) -> None:
    for player in cast[:5]:
        player.sign_in()
    page = it_is_opened(cast)
    all_answer(cast, page)
    nobody_reads_the_other(cast, page)
    it_closes_and_the_states_read_each_other(cast, page)
    the_board_answers(cast, page)
    it_is_adopted(cast, page)
    it_is_undone(cast, page)
    # Two forms were wrong on purpose, which the console notes.
    wrong = [one for player in cast for one in player.wrong if "status of 422" not in one]
    assert wrong == [], "\n".join(wrong)


def it_is_opened(cast: Cast) -> str:
    """The board draws it up, is told of an end that has passed, and opens it."""
    board = cast.board
    board.go("desk/consultations")
    board.write({"guideline": NAME, "intro": "Consultamos sobre as regras.", "language": "pt"})
    board.page.check('main input[name="ask-org/example-isles"]')
    board.submit()
    page = path_of(board)
    assert not cast.passer_by.page.request.get(address(cast.passer_by, page)).url.endswith(page)
    board.write({"until": day(0)})
    board.press("open")
    assert board.page.locator("#w-until").count() == 1
    board.write({"until": day(9)})
    board.press("open")
    return page


def all_answer(cast: Cast, page: str) -> None:
    """Each follows its letter; a draft is kept, a wrong text is told with its line."""
    island, other, body = cast.island, cast.other, cast.body
    island.follow(f"/es/{page}")
    island.go(f"{page}/answer?item=rule/islands")
    island.write({"position": "proposes_wording", "text": WORDS, "language": "es",
                  "change": PROPOSED.replace("not_now", "perhaps")})  # fmt: skip
    island.press("give")
    assert island.page.locator("#w-lines").inner_text().count("3") >= 1
    assert island.page.locator("#text").input_value() == WORDS
    island.write({"change": PROPOSED})
    island.press("draft")
    island.go("desk")
    island.go(page)
    island.press("give")

    other.follow(f"/fr/{page}")
    other.go(f"{page}/answer?item=")
    other.write({"position": "supports"})
    other.press("give")
    other.go(f"{page}/answer?item=criterion/reach")
    new = "{name: reach, measure: states_reached, anchors: [0, 6], weight: 0.8}"
    other.write({"position": "proposes_wording", "text": "Davantage.", "change": new})
    other.press("give")

    body.follow(f"/en/{page}")
    body.go(f"{page}/answer?item=rule/islands")
    body.write({"position": "reserves", "text": COMMENT})
    body.press("give")


def nobody_reads_the_other(cast: Cast, page: str) -> None:
    """While it is open each reads its own; the secretariat and the board read all."""
    for player, reads in ((cast.island, False), (cast.other, False), (cast.body, True),
                          (cast.secretariat, True), (cast.board, True)):  # fmt: skip
        player.go(page)
        assert player.says(COMMENT) is reads, player.mailbox
    for player, reads in ((cast.other, False), (cast.body, False), (cast.board, True)):
        assert player.says(WORDS) is reads, player.mailbox
    assert json.loads(data(cast.body))["consultations"][0]["items"][1]["states"] == []


def it_closes_and_the_states_read_each_other(cast: Cast, page: str) -> None:
    """The board moves the end, then closes it: states read all, the body its own alone."""
    board = cast.board
    board.write({"until": day(20)})
    board.press("extend")
    board.press("close")
    cast.other.follow(f"/fr/{page}")
    assert cast.other.says(WORDS)
    assert cast.other.says(COMMENT)
    cast.body.go(page)
    assert not cast.body.says(WORDS)
    late = cast.island.page.request.get(address(cast.island, f"{page}/answer?item=rule/islands"))
    assert late.status == 200
    assert 'value="give"' not in late.text()


def the_board_answers(cast: Cast, page: str) -> None:
    """The board sees what the proposal would change, begins with it, and gives its reasons."""
    board = cast.board
    board.go(f"{page}/item?item=rule/islands")
    assert board.says("→")
    board.click('main a[href*="&of="]')
    begun = board.page.locator("#change").input_value()
    assert begun.strip() == PROPOSED.strip()
    board.write({"outcome": "partly", "text": "Damos tempo, não uma recusa.", "language": "pt",
                 "change": begun.replace("not_now", "conditions")})  # fmt: skip
    board.press("write")
    board.go(f"{page}/item?item=criterion/reach")
    board.write({"outcome": "not_taken_up", "text": "O peso fica.", "language": "pt"})
    board.press("write")
    cast.island.go(page)
    assert not cast.island.says("Damos tempo")


def it_is_adopted(cast: Cast, page: str) -> None:
    """The decision is written: the guideline is used as adopted, all asked read the answers."""
    board, island = cast.board, cast.island
    board.go(f"{page}/decision")
    assert board.says("verdict: conditions")
    board.write({"decision": "Invented decision 2", "reasons": "A diretoria adota o texto."})
    board.press("decide")
    file = board.page.request.get(address(board, f"{page}/adopted"))
    assert 'decision: "Invented decision 2"' in file.text()
    assert standing(board)["decision"] == "Invented decision 2"
    island.letter("ha decidido")
    island.go(page)
    assert island.says("Damos tempo, não uma recusa.")
    assert island.page.request.get(f"{island.address}/v1/partners").status == 403


def it_is_undone(cast: Cast, page: str) -> None:
    """The secretariat undoes a mistake: the version before counts again, the history tells."""
    secretariat = cast.secretariat
    secretariat.go(page)
    secretariat.press("undo")
    assert secretariat.says("Invented decision 2")
    assert standing(secretariat)["decision"] == "Invented decision 1"


def standing(player: Player) -> dict[str, Any]:
    answer = player.page.request.get(f"{player.address}/v1/partners?guideline={NAME}")
    assert answer.ok, answer.text()
    found: dict[str, Any] = answer.json()["standing"]
    return found


def data(player: Player) -> str:
    return player.page.request.get(f"{player.address}/v1/desk/consultations").text()


def address(player: Player, path: str) -> str:
    return f"{player.address}/{player.lang}/{path}"
