"""The one answer on its page, as data, in the terminal: the same for whom it is, for no other."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from coopgraph.cli.main import app as cli
from tests.api.pages.desk.contacts import DEMAND, ISLAND_MAILBOX, OFFER, act, ask, both
from tests.api.pages.desk.office import Exchange

PAGE = f"/en/desk/answers/{DEMAND}"


def test_its_office_sees_who_covers_it_and_the_request(exchange: Exchange) -> None:
    island, other = both(exchange)
    assert PAGE in island.get(f"/en/node/{DEMAND}")
    assert PAGE in island.get("/en/desk")
    page = island.get(PAGE)
    assert "It can be met" in page
    assert f"own={DEMAND.replace('/', '%2F')}&about={OFFER.replace('/', '%2F')}" in page
    path = ask(island)
    act(other, path, "accept")
    assert path in island.get(PAGE)
    assert PAGE in island.get(f"/en/node/{DEMAND}")
    assert PAGE not in other.get(f"/en/node/{DEMAND}")


def test_what_nobody_offers_is_said(exchange: Exchange) -> None:
    island = exchange.signed_in(ISLAND_MAILBOX)
    page = island.get("/en/desk/answers/demand/xaa-trade-accession")
    assert "Nothing on record meets it" in page
    assert "Multilateral trade negotiations" in page.partition("Nobody offers")[2]


def test_after_acceptance_the_submission_leads_to_it(exchange: Exchange) -> None:
    island = exchange.signed_in(ISLAND_MAILBOX)
    sent = island.enter("demands", "propose", title="Wells", sector="14030", visibility="states")
    entry = str(sent.url).split("8000", 1)[1]
    assert "/desk/answers/" not in island.get(entry)
    act(exchange.signed_in("secretariat@example.org"), entry, "accept")
    assert "/en/desk/answers/demand/xaa-wells" in island.get(entry)


def test_page_data_and_terminal_say_the_same(exchange: Exchange) -> None:
    both(exchange)
    secretariat = exchange.signed_in("secretariat@example.org")
    found = secretariat.client.get(f"/v1/desk/answers/{DEMAND}?lang=en")
    assert found.status_code == 200
    command = ["desk", "answer", DEMAND, "--json", "--lang", "en", "--store", exchange.url,
               "--desk", exchange.desk]  # fmt: skip
    told = CliRunner().invoke(cli, command)
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout) == found.json()
    text = CliRunner().invoke(cli, [one for one in command if one != "--json"])
    assert "Covered by" in text.stdout
    assert OFFER in text.stdout


def test_others_are_told_that_there_is_none(exchange: Exchange) -> None:
    _, other = both(exchange)
    assert other.client.get(PAGE).status_code == 404
    assert other.client.get(f"/v1/desk/answers/{DEMAND}").status_code == 404
    anybody = exchange.person().client
    assert anybody.get(PAGE).status_code in {303, 401}
    assert anybody.get(f"/v1/desk/answers/{DEMAND}").status_code == 403
    island = exchange.signed_in(ISLAND_MAILBOX)
    for nothing in ("demand/nobody", OFFER, "%00", "a" * 500):
        found = island.client.get(f"/en/desk/answers/{nothing}")
        assert found.status_code in {404, 422}, nothing
