"""The public page of the exchange: what everybody may read, and nothing that it could be told by.

A twin of the store and the desk without all that is hidden gives the same bytes, to the public and
to an office of another state.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.access.clock import utc_now
from kg.exchange.campaign_list import campaign_list
from kg.exchange.moving import begin, move, new_id, seen_record
from kg.exchange.parties import Who
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.model.desk_types import ContactRequest, Submission
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.api.asking import client_of, desk_beside
from tests.api.pages.desk.office import Exchange, Person
from tests.kg.exchange.declared import SOURCE, declared, source

PERU = "cooperacion@per.example.org"
HIDDEN = ("state/col", "state/hnd")


@dataclass
class Service:
    """An exchange, its public reader, and the signed-in office of Peru."""

    exchange: Exchange
    public: TestClient
    office: Person

    def close(self) -> None:
        self.exchange.app.state.service.close()
        self.exchange.app.state.access.close()


def service_of(starter: str, place: Path, cache: Path, more: Callable[[Store, Store], None]) -> (
    Service
):  # fmt: skip
    """Return a service over a copy of the starter with what Peru has, and more."""
    url = f"sqlite:///{shutil.copy(starter.removeprefix('sqlite:///'), place)}"
    exchange = Exchange(url, cache, campaign=campaign_list())
    exchange.invite(PERU, "authority", "state/per")
    with (
        closing(open_store(url, write=True)) as knowledge,
        closing(open_store(desk_beside(url), write=True, room="desk")) as desk,
    ):
        knowledge.apply([
            source(),
            *declared("offer/peru", "state/per", "public"),
            *declared("demand/peru", "state/per", "states"),
            *declared("offer/chile", "state/chl", "public"),
        ])  # fmt: skip
        asked(desk, "state/per", "state/chl", 20)
        more(knowledge, desk)
    return Service(exchange, client_of(exchange.app), exchange.signed_in(PERU))


def asked(desk: Store, asks: str, to: str, days: int) -> None:
    who, now = Who("authority", asks), utc_now() - timedelta(days=days)
    new = ContactRequest(id=new_id(ContactRequest), asks=asks, asked=to, about=["demand/x"],
                         text="?")  # fmt: skip
    record = begin(desk, new, "ask", who, now)
    answers = Who("authority", to)
    seen = seen_record(desk, ContactRequest, record.id, answers)
    move(desk, seen, "accept", answers, now + timedelta(days=2))


def hidden(knowledge: Store, desk: Store) -> None:
    """What others have among themselves, and let nobody read."""
    col, hnd = HIDDEN
    knowledge.apply([
        *declared("demand/hidden", hnd, "board"),
        *declared("offer/hidden", col, "board"),
        *declared("practice/hidden", col, "board"),
        *confirmed("activity/hidden", col, hnd),
    ])  # fmt: skip
    asked(desk, hnd, col, 200)
    who = Who("authority", col)
    new = Submission(id=new_id(Submission), office=col, kind="offers", row=['["title","Wells"]'])
    begin(desk, new, "draft", who, utc_now())


def confirmed(id_: str, *offices: str) -> Iterator[Change]:
    """Yield a cooperation that offices confirm, which only the board reads."""
    title = {"title": {"en": "Hidden"}, "nature": "demonstrated"}
    yield NodeStatement(id_, SOURCE, title, visibility="board")
    for office in offices:
        key = RelationKey("CONFIRMS", office, id_)
        yield RelationStatement(key, SOURCE, visibility="board")


def nothing(knowledge: Store, desk: Store) -> None:
    """As many revisions in both ledgers, with nothing in them that anybody counts."""
    knowledge.apply([NodeStatement("source/desk/twin", "source/desk/twin", {"title": {"en": "x"}})])
    for number in range(3):
        id_ = f"source/desk/{number}"
        desk.apply([NodeStatement(id_, id_, {"title": {"en": "x"}})])


@pytest.fixture
def both(starter_url: str, tmp_path: Path, snapshots: Path) -> Iterator[tuple[Service, Service]]:
    made = [
        service_of(starter_url, tmp_path / f"{name}.db", snapshots, more)
        for name, more in (("whole", hidden), ("twin", nothing))
    ]
    yield made[0], made[1]
    for each in made:
        each.close()


@pytest.fixture(scope="session")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("snapshots")


@pytest.mark.parametrize("lang", ["es", "en", "pt", "fr"])
def test_the_public_reads_the_same_bytes_without_what_is_hidden(
    both: tuple[Service, Service], lang: str
) -> None:
    whole, twin = (each.public.get(f"/{lang}/exchange") for each in both)
    assert whole.status_code == 200
    assert whole.content == twin.content
    assert "set-cookie" not in whole.headers
    assert whole.headers["cache-control"] == "public, no-cache"
    again = both[0].public.get(
        f"/{lang}/exchange", headers={"If-None-Match": whole.headers["etag"]}
    )
    assert again.status_code == 304


def test_an_office_of_another_state_reads_the_same_bytes(both: tuple[Service, Service]) -> None:
    whole, twin = (each.office.client.get("/v1/desk/follow-up") for each in both)
    assert whole.status_code == 200
    assert whole.content == twin.content
    assert whole.json()["asked"] == 1
    assert [one["id"] for one in whole.json()["states"]] == ["state/per"]


def test_the_public_is_told_totals_and_who_has_contributed(both: tuple[Service, Service]) -> None:
    page = both[0].public.get("/en/exchange").text
    assert "2 states of the list have published entries." in page
    assert page.index("Chile</a>") < page.index("Peru</a>")
    assert "Colombia" not in page
    assert "32 full members of Organization of American States" in page


def test_who_is_signed_in_reads_what_everybody_reads(both: tuple[Service, Service]) -> None:
    page = both[0].office.get("/en/exchange")
    assert "2 states of the list have published entries." in page
    assert "Honduras" not in page


def test_the_follow_up_is_not_for_the_public(both: tuple[Service, Service]) -> None:
    found = both[0].public.get("/v1/desk/follow-up")
    assert (found.status_code, found.json()["code"]) == (403, "audience")
