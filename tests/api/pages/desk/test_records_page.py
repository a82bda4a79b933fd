"""Our records: what an office sees of them, does with them, and nobody else."""

from __future__ import annotations

import re
from contextlib import closing

import pytest

from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.store.opening import open_store
from tests.api.pages.desk.office import Exchange, Person

OWN = "offer/xaa-band-in-schools"
MAILBOX, OTHERS = "desk@ondavel.example.org", "desk@lirvanne.example.org"
RECORD = f"/en/desk/records/{OWN}"


def act(person: Person, what: str, **fields: str) -> str:
    found = person.send(person.get(RECORD), RECORD, act=what, **fields)
    assert found.status_code == 200, found.text[:2000]
    return found.text


def statements(exchange: Exchange, id_: str) -> object:
    with closing(open_store(exchange.url)) as store:
        return store.get([id_])[id_].statements, store.relations_of(id_)


def matches(person: Person) -> list[str]:
    """What an offer of the office matches, in order."""
    found = person.client.get(f"/v1/matches/{OWN}").json()
    return [result["id"] for result in found["results"]]


def test_it_pauses_and_undoes_and_matches_follow(exchange: Exchange) -> None:
    island, public = exchange.signed_in(MAILBOX), exchange.person()
    found = matches(public)
    before = statements(exchange, OWN)
    assert found
    assert OWN in island.get("/en/desk/records")
    paused = act(island, "pause")
    assert "Undo it" in paused
    assert matches(public) == []
    asked = public.client.get(f"/v1/matches/{OWN}").json()
    assert asked["excluded"]["open"] >= len(found)
    assert "one of them is paused, met or withdrawn" in public.get(f"/en/match/{OWN}")
    assert '<span class="badge">paused</span>' in public.get(f"/en/node/{OWN}")
    back = public.client.get(f"/v1/matches/{found[0]}").json()
    assert OWN not in [result["id"] for result in back["results"]]
    act(island, "undo")
    assert statements(exchange, OWN) == before
    assert matches(public) == found
    # Undone, there is nothing more to undo.
    assert "Undo it" not in island.get(RECORD)


def test_withdrawn_it_leaves_lists_and_stays_with_its_office(exchange: Exchange) -> None:
    island, public = exchange.signed_in(MAILBOX), exchange.person()
    assert OWN in public.get("/en/offers?show=all&state=state/xaa")
    act(island, "withdraw")
    assert OWN not in public.get("/en/offers?show=all&state=state/xaa")
    assert "withdrawn" in public.get(f"/en/node/{OWN}")
    assert OWN in island.get("/en/desk/records")
    assert ">withdrawn</span>" not in act(island, "open")


def test_confirmed_it_is_fresh_everywhere(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    never = "not known when it was last confirmed"
    with closing(open_store(exchange.url, write=True)) as store:
        (record,) = store.get([OWN]).values()
        said = record.statements[0]
        props = {n: v for n, v in said.props.items() if n != "confirmed_on"}
        store.apply([NodeStatement(OWN, said.source, props, said.where, said.basis)])
    assert never in exchange.person().get(f"/en/match/{OWN}")
    assert "never confirmed" in island.get("/en/desk")
    act(island, "confirm")
    assert f"Offer: {never}" not in exchange.person().get(f"/en/match/{OWN}")
    page = exchange.person().get(f"/en/node/{OWN}")
    assert "Desk for cooperation between islands" in page
    assert OWN not in island.get("/en/desk")


def test_renewed_it_ends_later(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    page = island.get(RECORD)
    for wrong in ("2020-01-01", "never", "2026-02-31"):
        assert island.send(page, RECORD, act="renew", ends=wrong).status_code == 422
    assert island.send(page, RECORD, act="renew").status_code == 422
    act(island, "renew", ends="2031-12-31")
    assert "December 31, 2031" in exchange.person().get(f"/en/node/{OWN}")


def test_two_windows_and_what_is_not_open(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    one = other = island.get(RECORD)
    assert island.send(one, RECORD, act="pause").status_code == 200
    assert island.send(other, RECORD, act="met").status_code == 409
    assert island.send(island.get(RECORD), RECORD, act="pause").status_code == 409
    assert island.send(island.get(RECORD), RECORD, act="no such act").status_code == 409


@pytest.mark.parametrize("path", [RECORD, f"/en/desk/change/{OWN}"])
def test_it_is_there_for_its_office_alone(exchange: Exchange, path: str) -> None:
    other, secretariat = exchange.signed_in(OTHERS), exchange.signed_in("secretariat@example.org")
    assert other.client.get(path).status_code == 404
    assert secretariat.client.get(path).status_code == 403
    assert exchange.person().client.get(path).status_code == 303
    assert OWN not in other.get("/en/desk/records")
    token = re.search(r'name="token" value="([^"]+)"', other.get("/en/desk/new/offers"))
    assert token
    sent = other.client.post(RECORD, data={"token": token[1], "act": "withdraw", "seen": ""})
    assert sent.status_code == 404


def test_an_office_sees_its_own_whoever_may_read_it(exchange: Exchange) -> None:
    id_ = "offer/xaa-for-the-board"
    with closing(open_store(exchange.url, write=True)) as store:
        source = store.get([OWN])[OWN].statements[0].source
        store.apply([
            NodeStatement(
                id_, source, {"title": {"en": "Secret"}, "nature": "example"}, visibility="board"
            ),
            RelationStatement(RelationKey("DECLARES", "state/xaa", id_), source),
        ])  # fmt: skip
    island = exchange.signed_in(MAILBOX)
    assert "Secret" in island.get("/en/desk/records")
    page = island.get(f"/en/desk/records/{id_}")
    assert "the Board" in page
    assert "As others see it" not in page
    others = exchange.signed_in(OTHERS).get("/en/desk/records")
    assert "Secret" not in others.replace("Secretariat", "")
