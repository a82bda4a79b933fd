"""The campaign on a page: all of it for the secretariat, an office its own line, else totals."""

from __future__ import annotations

from contextlib import closing

import pytest

from kg.exchange.campaign_list import CAMPAIGN_LISTS, CampaignList, campaign_list
from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.store.opening import open_store
from tests.api.pages.desk.office import Exchange

ISLAND = "desk@ondavel.example.org"
OTHER = "desk@lirvanne.example.org"
SECRETARIAT = "secretariat@example.org"
PAGE = "/en/desk/campaign"
PUBLIC = "/v1/desk/campaign?lang=en"


@pytest.fixture
def board(exchange: Exchange) -> Exchange:
    exchange.invite("board@example.org", "board")
    exchange.invite("gci@mercosur.example.org", "partner_body", "unit/mercosur-gci")
    return exchange


def test_the_secretariat_sees_each_state_by_name_with_what_is_missing(exchange: Exchange) -> None:
    exchange.signed_in(ISLAND)
    page = exchange.signed_in(SECRETARIAT).get(PAGE)
    names = ["Lirvanne", "Ondavel", "Ostrelva", "Ribanela", "Terquivia", "Vandoeira"]
    places = [page.index(f">{name}<") for name in names]
    assert places == sorted(places)
    assert "campaign-list-examples 0.1, a proposal" in page
    assert "Of the 6 on the list 1 have a focal point" in page
    assert "No focal point is known." in page
    assert ISLAND in page


def test_names_order_states_in_the_language_of_the_reader(exchange: Exchange) -> None:
    page = exchange.signed_in(SECRETARIAT).get("/fr/desk/campaign")
    assert page.index(">Lirvanne<") < page.index(">Ondavelle<")
    assert "checkbox" in page


def test_an_office_sees_its_own_line_and_the_board_totals_alone(board: Exchange) -> None:
    page = board.signed_in(ISLAND).get(PAGE)
    assert "Ondavel" in page
    for name in ("Lirvanne", "Ostrelva", "Ribanela", OTHER):
        assert name not in page
    totals = board.signed_in("board@example.org").get(PAGE)
    assert "Of the 6 on the list" in totals
    assert not any(name in totals for name in ("Ondavel", "Lirvanne", ISLAND, OTHER))
    assert board.signed_in("gci@mercosur.example.org").client.get(PAGE).status_code == 403
    assert board.person().client.get(PAGE).status_code == 303


def test_the_document_is_the_same_for_those_who_may(board: Exchange) -> None:
    read = {
        mailbox: board.signed_in(mailbox).client.get(PUBLIC).json()
        for mailbox in (SECRETARIAT, ISLAND, "board@example.org", "gci@mercosur.example.org")
    }
    assert len(read[SECRETARIAT]["states"]) == 6
    assert [one["id"] for one in read[ISLAND]["states"]] == ["state/xaa"]
    assert read["board@example.org"]["states"] == read["gci@mercosur.example.org"]["states"] == []
    assert read[SECRETARIAT]["list"]["name"] == "campaign-list-examples 0.1"
    assert board.person().client.get(PUBLIC).status_code == 403


def test_twins_that_differ_in_what_only_the_board_reads_of_others_look_alike(
    board: Exchange,
) -> None:
    """Another state's hidden record, focal point and asking leave no trace for an office."""
    office, totals = board.signed_in(ISLAND), board.signed_in("gci@mercosur.example.org")
    before = [p.client.get(PUBLIC).json() for p in (office, totals)], seen(office.get(PAGE))
    with closing(open_store(board.url, write=True)) as knowledge:
        source, hidden = "source/coopgraph-examples", "offer/xad-hidden"
        told = {"title": {"en": "Hidden"}, "nature": "example"}
        knowledge.apply([
            NodeStatement(hidden, source, told, visibility="board"),
            RelationStatement(RelationKey("DECLARES", "state/xad", hidden), source),
        ])  # fmt: skip
    board.invite("more@lirvanne.example.org", "authority", "unit/example-ostrelva-north")
    secretariat = board.signed_in(SECRETARIAT)
    letters = f"{PAGE}/letters"
    page = secretariat.get(f"{letters}?kind=invitation&state=state/xad")
    states = {f"state:{id_}": "yes" for id_ in ("state/xad",)}
    assert secretariat.send(page, letters, kind="invitation", **states).status_code == 200
    after = [p.client.get(PUBLIC).json() for p in (office, totals)], seen(office.get(PAGE))
    for one in (*before[0], *after[0]):
        one.pop("revision")
    assert before == after


def seen(page: str) -> str:
    """A page without what says of which revision it is."""
    return page.partition("<main")[2].partition("</main>")[0]


ALONE = """
campaign_list: of-the-board
version: "1"
standing: {status: adopted, date: 2026-01-01, decision: "A decision"}
body: org/example-bank
states:
  - {state: state/xad, role: not_invited, since: 2026-01-02, decision: "D/2"}
  - {state: state/xac, role: board_decides, since: 2026-01-02, decision: "D/3"}
"""


def decided() -> CampaignList:
    return CAMPAIGN_LISTS.parse(ALONE)


def test_who_is_not_on_the_list_lacks_nothing_and_cannot_be_chosen(
    exchange: Exchange, snapshots: object
) -> None:
    exchange.app.state.service.__dict__["campaign"] = decided()
    secretariat = exchange.signed_in(SECRETARIAT)
    lines = {one["id"]: one for one in secretariat.client.get(PUBLIC).json()["states"]}
    assert lines["state/xad"]["invited"] is False
    assert lines["state/xac"]["invited"] is None
    for id_ in ("state/xad", "state/xac"):
        assert lines[id_]["missing"] == lines[id_]["ask"] == []
    page = secretariat.get(PAGE)
    assert "the board decides" in page
    assert "Of the 4 on the list" in page
    assert 'value="state/xad"' not in page


def test_the_shipped_list_counts_no_invented_state(exchange: Exchange) -> None:
    exchange.app.state.service.__dict__["campaign"] = campaign_list()
    lines = exchange.signed_in(SECRETARIAT).client.get(PUBLIC).json()
    assert len(lines["states"]) == 35
    assert lines["totals"]["on_list"] == 32
    assert not any(one["id"].startswith("state/xa") for one in lines["states"])
