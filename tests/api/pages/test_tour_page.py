"""The tour's page: there in the demo alone, and it shows what is done as it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from kg.base.i18n import LANGUAGES
from kg.exchange.mail.delivery import Mail
from kg.exchange.tour import ASKING, DECIDES, DEMAND, FIXED, GIVES, NEEDS, OFFER, OFFICES, STOPS
from tests.api.asking import BASE, access
from tests.api.pages.desk.office import Exchange, Person


@pytest.fixture
def demo(starter_copy: str, tmp_path: Path) -> Iterator[Exchange]:
    made = Exchange(starter_copy, tmp_path)
    made.app.state.access.close()
    mail = Mail(made.letters, "exchange@example.org", BASE)
    made.app = create_app(
        starter_copy, access=access(made.desk, mail=mail), cache=tmp_path, tour=True
    )
    for each in OFFICES:
        made.invite(each.mailbox, each.role, each.office)
    yield made
    made.app.state.service.close()
    made.app.state.access.close()


def now(person: Person, lang: str = "en") -> tuple[int, str]:
    """Return how many stops are done, and where the next one is."""
    page = person.get(f"/{lang}/tour")
    here = re.search(r'aria-current="step">.*?href="([^"]+)"', page, re.DOTALL)
    return page.count('panel done"'), here[1] if here else ""


def act(person: Person, path: str, what: str) -> None:
    found = person.send(person.get(path), path, act=what)
    assert found.status_code == 200, found.text[:1000]


def test_it_leads_from_signing_in_to_what_both_confirmed(demo: Exchange) -> None:
    island, other, secretariat = (demo.person() for _ in OFFICES)
    assert now(island) == (0, "/-/sign-in?lang=en")
    island.sign_in(NEEDS.mailbox)
    assert now(island) == (1, "/en/desk/new/demands")
    words = {name: text.text("en") for name, text in DEMAND.items()}
    checked = island.enter("demands", "check", **words, **FIXED)
    assert "It can be sent." in checked.text
    assert OFFER in checked.text
    island.enter("demands", "propose", **words, **FIXED)
    done, entry = now(island)
    assert done == 2
    secretariat.sign_in(DECIDES.mailbox)
    act(secretariat, entry, "accept")
    done, match = now(island)
    assert (done, match) == (3, "/en/match/demand/xaa-wildland-fire-on-the-dry-side-of-our-islands")
    asks = re.search(r'href="(/en/desk/ask\?[^"]*feux[^"]*)"', island.get(match))
    assert asks, "the match offers to ask for contact"
    island.send(
        island.get(asks[1]), "/en/desk/ask", text=ASKING.text("en"),
        own=match.removeprefix("/en/match/"), about=OFFER,
    )  # fmt: skip
    done, contact = now(island)
    assert done == 4
    other.sign_in(GIVES.mailbox)
    for what, stops in (("accept", 5), ("start", 5), ("conclude", 6)):
        act(other, contact, what)
        assert now(island)[0] == stops
    act(island, contact, "confirm")
    assert now(island) == (len(STOPS), "")
    page = island.get("/en/tour")
    activity = re.findall(r'href="(/en/node/activity/desk/[^"]+)"', page)
    assert island.client.get(activity[0]).status_code == 200
    assert "That was the whole way." in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_speaks_each_language_and_is_kept_by_nobody(demo: Exchange, lang: str) -> None:
    found = demo.person().client.get(f"/{lang}/tour")
    assert found.status_code == 200
    assert found.headers["cache-control"] == "no-store"
    assert all(stop.title.text(lang) in found.text for stop in STOPS)
    assert f'href="/{lang}/tour" aria-current="page"' in found.text


def test_elsewhere_there_is_none(starter_url: str, tmp_path: Path) -> None:
    from tests.api.asking import client_for

    with client_for(starter_url, "board") as client:
        assert client.get("/en/tour").status_code == 404
        assert "/tour" not in client.get("/en/").text
