"""What both confirmed becomes a good practice of either side, and is found with its activity."""

from __future__ import annotations

import re
from contextlib import closing
from html import unescape

from kg.store.opening import open_store
from tests.api.pages.desk.contacts import DEMAND, act, ask, both
from tests.api.pages.desk.office import Exchange, Person

FIELD = re.compile(r'<(?:textarea|input)[^>]* name="(\w+)"[^>]*?(?: value="([^"]*)"[^>]*)?>([^<]*)')


def typed(page: str) -> dict[str, str]:
    """What a form of an entry holds."""
    found = {name: value or text for name, value, text in FIELD.findall(page)}
    return {name: unescape(text) for name, text in found.items()}


def concluded(exchange: Exchange) -> tuple[Person, Person, str]:
    island, other = both(exchange)
    path = ask(island)
    act(other, path, "accept")
    act(island, path, "start")
    act(other, path, "conclude")
    act(island, path, "confirm")
    return island, other, path


def test_a_confirmed_request_becomes_a_practice_that_is_found(exchange: Exchange) -> None:
    island, other, path = concluded(exchange)
    number = path.rpartition("/")[2]
    link = f"/en/desk/new/practices?contact={number}"
    for side in (island, other):
        assert link in side.get(path)
    form = other.get(link)
    cells = typed(form)
    assert cells["title"].startswith("Two small islets after the storm")
    assert cells["evidence"] == f"activity/desk/{number}"
    assert "73010" in cells["sector"]
    assert cells["languages"]
    wanted = ("title", "sector", "languages", "evidence")
    said = {name: cells[name] for name in wanted}
    sent = other.send(
        form, "/en/desk/new/practices", act="propose", visibility="public", text_lang="en",
        summary="One office for all builders.", **said,
    )  # fmt: skip
    assert sent.status_code == 200, sent.text[:3000]
    entry = str(sent.url).split("8000", 1)[1]
    secretariat = exchange.signed_in("secretariat@example.org")
    assert "accepted" in act(secretariat, entry, "accept")
    with closing(open_store(exchange.url)) as store:
        shown = [r for r in store.relations_of(f"activity/desk/{number}")
                 if r.relation.type == "SHOWS"]  # fmt: skip
    (relation,) = shown
    practice = relation.relation.end
    assert practice.startswith("practice/xad-")
    helped = island.client.get(f"/v1/matches/{DEMAND}?lens=practices-for-demand").json()
    assert practice in [one["id"] for one in helped["results"]]
    assert f"activity/desk/{number}" in other.get(f"/en/node/{practice}")
    assert "proposed" in act(secretariat, entry, "undo")
    with closing(open_store(exchange.url)) as store:
        types = {r.relation.type for r in store.relations_of(f"activity/desk/{number}")}
    assert "SHOWS" not in types


def test_only_a_side_and_only_what_is_confirmed(exchange: Exchange) -> None:
    island, other = both(exchange)
    path = ask(island)
    number = path.rpartition("/")[2]
    link = f"/en/desk/new/practices?contact={number}"
    assert link not in island.get(path)
    assert island.client.get(link).status_code == 404
    stranger = exchange.signed_in("desk@lirvanne.example.org")
    act(other, path, "accept")
    act(island, path, "start")
    act(other, path, "conclude")
    act(island, path, "confirm")
    assert stranger.client.get(link).status_code == 404
    secretariat = exchange.signed_in("secretariat@example.org")
    assert link not in secretariat.get(path)


def test_an_activity_of_others_is_no_evidence(exchange: Exchange) -> None:
    _, _, path = concluded(exchange)
    stranger = exchange.signed_in("desk@lirvanne.example.org")
    sent = stranger.enter(
        "practices", "propose", title="A bold claim", sector="73010", visibility="public",
        evidence=f"activity/desk/{path.rpartition('/')[2]}",
    )  # fmt: skip
    entry = str(sent.url).split("8000", 1)[1]
    act(exchange.signed_in("secretariat@example.org"), entry, "accept")
    with closing(open_store(exchange.url)) as store:
        types = {r.relation.type for r in store.relations_of("practice/xad-a-bold-claim")}
    assert "DECLARES" in types
    assert "SHOWS" not in types


def test_what_is_written_in_dutch_or_haitian_creole_is_kept_as_such(exchange: Exchange) -> None:
    island = exchange.signed_in("desk@ondavel.example.org")
    secretariat = exchange.signed_in("secretariat@example.org")
    for lang, title in (("nl", "Schoon water"), ("ht", "Dlo pwòp")):
        sent = island.enter(
            "demands", "propose", title=title, sector="14030", visibility="public", text_lang=lang
        )
        entry = str(sent.url).split("8000", 1)[1]
        act(secretariat, entry, "accept")
        with closing(open_store(exchange.url)) as store, closing(store.nodes()) as rows:
            assert any(f'"title":{{"{lang}":"{title}"}}' in row.body for row in rows)
