"""Changing one's own record, and suggesting a change of another's: who may, and what is told."""

from __future__ import annotations

import re
from contextlib import closing
from html import unescape
from typing import Any

import pytest

from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.store.opening import open_store
from tests.api.pages.desk.office import Exchange, Person

OWN, CHANGE = "offer/xaa-band-in-schools", "/en/desk/change/offer/xaa-band-in-schools"
RECORD = f"/en/desk/records/{OWN}"
MAILBOX, OTHERS = "desk@ondavel.example.org", "desk@lirvanne.example.org"
_FIELD = re.compile(
    r'<(?:input id="f-[^"]+" name="([^"]+)"[^>]*?value="([^"]*)"'
    r'|textarea id="f-[^"]+" name="([^"]+)"[^>]*>([^<]*)<)'
)

_CHOSEN = {
    "based_on": r'name="based_on" value="([^"]+)"',
    "text_lang": r'<option value="(\w+)" selected',
    "visibility": r'name="visibility" value="(\w+)" checked',
}


def fields(page: str) -> dict[str, str]:
    """What a form holds, as a browser would send it."""
    found = {a or c: unescape(b or d) for a, b, c, d in _FIELD.findall(page)}
    for name, pattern in _CHOSEN.items():
        chosen = re.search(pattern, page)
        found |= {name: chosen[1]} if chosen else {}
    return found


def form(person: Person, path: str) -> dict[str, str]:
    return fields(person.get(path))


def values(exchange: Exchange, id_: str = OWN) -> dict[str, Any]:
    with closing(open_store(exchange.url)) as store:
        return dict(store.get([id_])[id_].statements[0].props)


def path_of(url: object) -> str:
    return str(url).split("8000", 1)[1]


def test_the_form_holds_all_and_unchanged_it_is_not_sent(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    before, filled = values(exchange), form(island, CHANGE)
    assert before["title"]
    assert filled["sector"]
    assert filled["visibility"] == "public"
    page = island.get(CHANGE)
    told = island.send(page, CHANGE, act="propose", **filled)
    assert told.status_code == 422
    assert "Nothing would change" in told.text
    assert f'href="{RECORD}"' in told.text
    assert "Nothing." in island.get("/en/desk").split('id="others"')[1]


def test_a_change_goes_through_the_secretariat_and_is_one_round(exchange: Exchange) -> None:
    island, secretariat = exchange.signed_in(MAILBOX), exchange.signed_in("secretariat@example.org")
    before = values(exchange)
    filled = {**form(island, CHANGE), "summary": "Instruments and teachers for small schools."}
    sent = island.send(island.get(CHANGE), CHANGE, act="propose", **filled)
    entry = path_of(sent.url)
    assert re.fullmatch(r"/en/desk/entries/[0-9a-f]{16}", entry), sent.text[:2000]
    # Another change of the same record is the same one.
    assert island.client.get(CHANGE).headers["Location"].endswith(entry)
    seen = secretariat.get(entry)
    assert "Instruments and teachers" in seen
    assert "was changed by somebody since" not in seen
    secretariat.send(seen, entry, act="return", remark="For which ages?")
    edit = f"{entry}/edit"
    again = island.send(island.get(edit), edit, act="propose", **form(island, edit))
    assert again.status_code == 422
    assert "just what came back to you" in again.text
    answer = {**form(island, edit), "summary": "For children of eight to twelve."}
    assert island.send(island.get(edit), edit, act="propose", **answer).status_code == 200
    # Somebody alters the record meanwhile: whoever decides is told, and what they did stays.
    island.send(island.get(RECORD), RECORD, act="pause")
    seen = secretariat.get(entry)
    assert "was changed by somebody since" in seen
    done = secretariat.send(seen, entry, act="accept")
    assert done.status_code == 200
    now = values(exchange)
    assert now["summary"] == {**before["summary"], "en": "For children of eight to twelve."}
    assert now["title"] == before["title"]
    assert now["status"] == "paused"


def hidden(exchange: Exchange) -> str:
    id_ = "offer/xab-hidden"
    with closing(open_store(exchange.url, write=True)) as store:
        source = store.get([OWN])[OWN].statements[0].source
        store.apply([
            NodeStatement(
                id_, source, {"title": {"en": "Secret"}, "nature": "example"}, visibility="board"
            ),
            RelationStatement(RelationKey("DECLARES", "state/xab", id_), source),
        ])  # fmt: skip
    return id_


def test_nobody_learns_of_a_hidden_record_by_its_id(exchange: Exchange) -> None:
    there, island = hidden(exchange), exchange.signed_in(MAILBOX)
    page = island.get("/en/desk/new/offers")
    answers = set()
    for id_ in (there, "offer/xab-nothing", "offer/xaa-nothing"):
        for act in ("check", "draft", "propose"):
            found = island.send(page, "/en/desk/new/offers", act=act, id=id_, title="x")
            answers.add((found.status_code, found.text.replace(id_, "ID")))
        for path in (f"/en/desk/suggest/{id_}", f"/en/desk/change/{id_}"):
            assert island.client.get(path).status_code == 404
    codes = {code for code, _ in answers}
    assert codes == {404}
    assert "Secret" not in "".join(text for _, text in answers).replace("Secretariat", "")


def test_about_anothers_record_one_can_only_suggest(exchange: Exchange) -> None:
    other, island = exchange.signed_in(OTHERS), exchange.signed_in(MAILBOX)
    page = other.get("/en/desk/new/offers")
    led = other.send(page, "/en/desk/new/offers", act="propose", id=OWN, title="Mine now")
    suggest = f"/en/desk/suggest/{OWN}"
    assert path_of(led.url) == suggest
    before, filled = values(exchange), fields(led.text)
    assert other.send(led.text, suggest, **filled).status_code == 422
    sent = other.send(
        led.text, suggest, **{**filled, "capacity": "7"}, text="Is it not seven by now?"
    )
    path = path_of(sent.url)
    assert sent.status_code == 200, sent.text[:2000]
    assert values(exchange) == before
    assert path in island.get("/en/desk").split('id="enter"')[0]
    stranger = exchange.invite("gci@mercosur.example.org", "partner_body", "unit/mercosur-gci")
    assert stranger
    assert exchange.signed_in("gci@mercosur.example.org").client.get(path).status_code == 404
    seen = exchange.signed_in("secretariat@example.org").get(path)
    assert "Is it not seven by now?" in seen
    assert "Take it up" not in seen
    assert "Take it up" not in other.get(path)
    assert other.send(other.get(path), path, act="take up").status_code == 403
    both = island.get(path)
    draft = island.send(both, path, act="take up")
    assert draft.status_code == 200, draft.text[:2000]
    drafted = fields(draft.text)
    assert drafted["capacity"] == "7"
    assert drafted["sector"] == filled["sector"]
    assert island.send(both, path, act="decline").status_code == 409
    edit = path_of(draft.url)
    done = island.send(draft.text, edit, act="propose", **drafted)
    assert done.status_code == 200, done.text[:3000]
    assert "proposed" in done.text


@pytest.mark.parametrize("act", ["decline", "withdraw"])
def test_a_suggestion_ends_and_can_be_sent_again(exchange: Exchange, act: str) -> None:
    other, island = exchange.signed_in(OTHERS), exchange.signed_in(MAILBOX)
    suggest = f"/en/desk/suggest/{OWN}"
    path = path_of(other.send(other.get(suggest), suggest, text="A remark").url)
    who = island if act == "decline" else other
    assert who.send(who.get(path), path, act=act).status_code == 200
    assert "Take it up" not in island.get(path)
    assert other.send(other.get(path), path, act="reopen").status_code == 200
    assert "Take it up" in island.get(path)
