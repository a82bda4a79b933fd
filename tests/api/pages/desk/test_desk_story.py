"""The whole story: two offices and the secretariat, from signing in to what both confirm."""

from __future__ import annotations

import re
from contextlib import closing
from urllib.parse import quote_plus

from kg.store.opening import open_store
from tests.api.pages.desk.conftest import ISLAND, OTHER
from tests.api.pages.desk.office import Exchange, Person

DEMAND = {
    "title": "Clean water for the outer islands", "summary": "We want wells and who digs them.",
    "sector": "14030", "languages": "en", "visibility": "states",
}  # fmt: skip


def path_of(page: object) -> str:
    return str(getattr(page, "url", "")).split("8000", 1)[1]


def test_from_a_demand_to_what_both_confirm(exchange: Exchange) -> None:
    island, other = (
        exchange.signed_in(f"desk@{name}.example.org") for name in ("ondavel", "lirvanne")
    )
    secretariat = exchange.signed_in("secretariat@example.org")

    checked = island.enter("demands", "check", **DEMAND)
    assert "It can be sent." in checked.text
    sent = island.enter("demands", "propose", **DEMAND)
    entry = path_of(sent)
    assert re.fullmatch(r"/en/desk/entries/[0-9a-f]{16}", entry)
    assert "proposed" in sent.text
    assert DEMAND["title"] not in other.get("/fr/demands")

    seen = secretariat.get(entry)
    returned = secretariat.send(seen, entry, act="return", remark="Which islands?")
    assert returned.status_code == 200
    assert "Which islands?" in island.get(entry)
    form = island.get(f"{entry}/edit")
    again = island.send(
        form, f"{entry}/edit", act="propose", **{**DEMAND, "summary": "The three eastern ones."}
    )
    assert path_of(again) == entry
    done = secretariat.send(secretariat.get(entry), entry, act="accept")
    assert "accepted" in done.text
    record = "demand/xaa-clean-water-for-the-outer-islands"
    assert DEMAND["title"] in other.get("/fr/demands")
    assert DEMAND["title"] not in exchange.person().get("/en/demands")
    with closing(open_store(exchange.url)) as store:
        (found,) = store.get([record]).values()
        assert [s.source for s in found.statements] == [f"source/desk/{ISLAND}"]

    own = offer_of(exchange)
    asking = f"/fr/desk/ask?own={own}&about={record}"
    offered = other.get(f"/fr/match/{own}")
    assert record not in offered or quote_plus(record) in offered
    assert "/desk/ask?" not in exchange.person().get(f"/fr/match/{own}")
    asked = other.send(
        other.get(asking), "/fr/desk/ask", own=own, about=record, text="Nous creusons des puits."
    )
    contact = path_of(asked).replace("/fr/", "/en/")
    assert "Nous creusons des puits." in island.get(contact)
    assert "desk@lirvanne" not in island.get(contact)
    act(island, contact, "accept")
    assert "desk@lirvanne.example.org" in island.get(contact)
    act(other, contact, "start")
    act(other, contact, "conclude")
    assert "Confirm" not in other.get(contact)
    assert "confirmed by both sides" in act(island, contact, "confirm")
    activity = f"activity/desk/{contact.rpartition('/')[2]}"
    assert DEMAND["title"] in island.get(f"/en/node/{activity}")
    # It was for the states; so is what came of it.
    assert exchange.person().client.get(f"/en/node/{activity}").status_code == 404
    with closing(open_store(exchange.url)) as store:
        (found,) = store.get([activity]).values()
        assert len(found.statements) == 2
        relations = {r.relation.type for r in store.relations_of(activity)}
    assert relations == {"ANSWERS", "USES", "RECEIVES", "PROVIDES", "IN_SECTOR", "CONFIRMS"}
    assert activity in island.get(f"/en/node/{record}")


def act(person: Person, path: str, what: str) -> str:
    found = person.send(person.get(path), path, act=what)
    assert found.status_code == 200, found.text[:2000]
    return found.text


def other_state(exchange: Exchange) -> str:
    from ingest.entries import office_of

    with closing(open_store(exchange.url)) as store:
        return office_of(store, OTHER).actor


def offer_of(exchange: Exchange) -> str:
    """An offer of the other office's state."""
    with closing(open_store(exchange.url)) as store:
        return next(
            r.relation.end
            for r in store.relations_of(other_state(exchange))
            if r.relation.type == "DECLARES" and r.relation.end.startswith("offer/")
        )
