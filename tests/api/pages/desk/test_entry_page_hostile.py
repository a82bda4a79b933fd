"""Hostile texts in every field of every form of the desk: nothing breaks, nothing is let through.

The forms are read from the pages, so that no list of fields has to be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from ingest.sheet.headers.sheet_kinds import DECLARED
from kg.store.opening import open_store
from tests.api.pages.desk.conftest import ISLAND, OTHER, snapshots  # noqa: F401 (a fixture)
from tests.api.pages.desk.office import Exchange, Person
from tests.api.pages.desk.test_desk_story import offer_of, path_of

MARK = "zqx7"
"""By which what was sent is found again in pages."""
TEXTS = (
    f"<{MARK} onload=alert(1)>", f"\"'><{MARK}>", f"</textarea><{MARK}>", f"{{{{ {MARK} }}}}",
    f"{{% raw %}}<{MARK}>", f"javascript:{MARK}", f"a\r\nSet-Cookie: {MARK}=1",
    f"a\r\n\r\n<{MARK}>", f"x\nBcc: {MARK}@evil.example", f"') DETACH DELETE n // {MARK}",
    f"`}}) RETURN n //{MARK}", f"'; DROP TABLE node; -- {MARK}", f"\x00{MARK}\x1b[2J\x7f",
    f"\u202e{MARK}\u2066\ufeff", f"{MARK}\ud7ff\U0010ffff", f'=HYPERLINK("{MARK}")', "%00%0d%0a",
    f"../../{MARK}", "-1", "1e999", "9999-99-99", "0000-00-00", "٣", "[", "]" * 500, "\n" * 400,
    MARK * 3_000, "demand/x", "secret/links", "source/desk/exchange", f"offer/{MARK}", "state/hti",
)  # fmt: skip
HOSTILE = st.one_of(
    st.sampled_from(TEXTS),
    st.text(st.characters(codec="utf-8"), max_size=60).map(lambda text: f"<{MARK}>{text}"),
)


class Form(NamedTuple):
    """A form of a page: where it leads, its fields, and what its buttons say."""

    page: str
    action: str
    fields: tuple[str, ...]
    acts: tuple[str, ...]
    kept: dict[str, str]


class Desk(NamedTuple):
    """A running exchange with people who may act, and the pages on which they find forms."""

    exchange: Exchange
    people: dict[str, Person]
    pages: dict[str, tuple[str, ...]]


@pytest.fixture(scope="module")
def desk(
    starter_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    snapshots: Path,  # noqa: F811
) -> Iterator[Desk]:
    place = tmp_path_factory.mktemp("hostile") / "copy.db"
    place.write_bytes(starter_path.read_bytes())
    exchange = Exchange(f"sqlite://{place}", snapshots)
    for mailbox, role, office in (
        ("desk@ondavel.example.org", "authority", ISLAND),
        ("desk@lirvanne.example.org", "authority", OTHER),
        ("secretariat@example.org", "secretariat", None),
    ):
        exchange.invite(mailbox, role, office)
    yield with_pages(exchange)
    exchange.app.state.service.close()
    exchange.app.state.access.close()


def with_pages(exchange: Exchange) -> Desk:
    """Return the exchange with one record of each kind in a state in which much can be done."""
    island, other, secretariat = (
        exchange.signed_in(mailbox)
        for mailbox in (
            "desk@ondavel.example.org", "desk@lirvanne.example.org", "secretariat@example.org",
        )
    )  # fmt: skip
    demand = {
        "title": "Wells", "summary": "Who digs?", "sector": "14030", "languages": "en",
        "visibility": "states",
    }  # fmt: skip
    entry = path_of(island.enter("demands", "propose", **demand))
    secretariat.send(secretariat.get(entry), entry, act="accept")
    waiting = path_of(island.enter("offers", "propose", **{**demand, "title": "Engineers"}))
    draft = path_of(island.enter("demands", "draft", title="A draft"))
    asking = f"/en/desk/ask?own={offer_of(exchange)}&about=demand/xaa-wells"
    form = other.get(asking)
    fields = dict(re.findall(r'name="(own|about)" value="([^"]+)"', form))
    contact = path_of(other.send(form, "/en/desk/ask", text="Wells?", **fields))
    people = {"island": island, "other": other, "secretariat": secretariat}
    pages: dict[str, tuple[str, ...]] = {
        "island": (
            *(f"/en/desk/new/{kind}" for kind in DECLARED), f"{draft}/edit", draft, contact,
            f"/en/desk/suggest/{offer_of(exchange)}",
        ),
        "other": (asking, contact),
        "secretariat": (waiting, f"{waiting}/accept", entry),
    }  # fmt: skip
    rooms = {
        name: tuple(sorted(set(re.findall(r'href="(/en/desk/[a-z-]+)"', person.get("/en/desk")))))
        for name, person in people.items()
    }
    return Desk(exchange, people, {name: (*pages[name], *rooms[name]) for name in people})


def forms_of(person: Person, page: str) -> list[Form]:
    """Return the forms of a page that change something, but for signing out."""
    answer = person.client.get(page)
    if answer.status_code != 200:
        return []
    found = []
    for form in html.fromstring(answer.text).iter("form"):
        action = form.get("action") or page
        if (form.get("method") or "").lower() != "post" or "/leave" in action:
            continue
        names = {
            each.get("name"): each.get("type") for each in form.iter("input", "textarea", "select")
        }
        kept = {
            str(each.get("name")): each.get("value") or ""
            for each in form.iter("input")
            if each.get("type") == "hidden"
        }
        acts = tuple(b.get("value") or "" for b in form.iter("button") if b.get("name") == "act")
        fields = tuple(name for name in names if name and name != "token")
        found.append(Form(page, action, fields, acts or ("",), kept))
    return found


def require_harmless(answer: Any) -> None:
    assert answer.status_code < 500, answer.text[:2_000]
    assert f"<{MARK}" not in answer.text
    assert f"{MARK}=1" not in str(answer.headers.get("set-cookie", ""))
    assert MARK not in str(answer.headers.get("location", ""))
    kind = answer.headers.get("content-type", "text/html")
    assert kind.startswith(("text/html", "application/problem+json")), kind


def test_forms_are_found_on_every_page(desk: Desk) -> None:
    found = {
        field for name, pages in desk.pages.items() for page in pages
        for form in forms_of(desk.people[name], page) for field in form.fields
    }  # fmt: skip
    assert {"title", "summary", "sector", "remark", "reason", "text", "seen"} <= found


@settings(
    max_examples=60, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(seed=st.integers(0, 2**32), texts=st.lists(HOSTILE, min_size=8, max_size=8))
def test_no_text_breaks_a_form_or_is_let_through(desk: Desk, seed: int, texts: list[str]) -> None:
    # What a page offers depends on what was sent before: nothing that is drawn may.
    choose = Random(seed)
    name = choose.choice(sorted(desk.people))
    person = desk.people[name]
    page = choose.choice(desk.pages[name])
    forms = forms_of(person, page)
    if not forms:
        return
    form = choose.choice(forms)
    # Most fields as they should be, some hostile: what is checked first must not hide the rest.
    chosen = choose.sample(form.fields, choose.randint(min(1, len(form.fields)), len(form.fields)))
    sent = {**form.kept, "act": choose.choice((*form.acts, f"<{MARK}>"))}
    sent |= {field: choose.choice(texts) for field in sorted(chosen)}
    answer = person.client.post(form.action, data=sent)
    require_harmless(answer)
    for each in (page, "/en/desk", str(answer.headers.get("location") or page)):
        require_harmless(person.client.get(each))
    require_harmless(desk.people["secretariat"].client.get("/en/desk"))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_each_text_that_is_sent_is_shown_escaped_to_the_secretariat(desk: Desk, text: str) -> None:
    island, secretariat = desk.people["island"], desk.people["secretariat"]
    kept = island.enter("demands", "draft", title=text, summary=text, conditions=text)
    require_harmless(kept)
    path = str(kept.url).split("8000", 1)[1]
    sent = island.enter(
        "demands", "propose", title=text, summary=text, sector="14030", languages="en",
        visibility="states",
    )  # fmt: skip
    require_harmless(sent)
    for person in (island, secretariat):
        for page in ("/en/desk", path, str(sent.url).split("8000", 1)[1]):
            require_harmless(person.client.get(page))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_each_text_is_harmless_as_a_mailbox_and_in_addresses(desk: Desk, text: str) -> None:
    person = desk.exchange.person()
    before = len(desk.exchange.letters.sent)
    require_harmless(person.ask_for_link(text))
    assert len(desk.exchange.letters.sent) == before
    island = desk.people["island"].client
    for query in ("about", "own"):
        asked = {"about": "demand/xaa-wells", "own": "demand/xaa-wells", query: text[:300]}
        require_harmless(island.get("/en/desk/ask", params=asked))


def test_what_was_accepted_of_it_is_a_text_and_nothing_else(desk: Desk) -> None:
    secretariat = desk.people["secretariat"]
    title = f"<{MARK}> `}}) DETACH DELETE n // '; DROP TABLE node; --"
    sent = desk.people["island"].enter(
        "demands", "propose", title=title, summary="x", sector="14030", languages="en",
        visibility="public",
    )  # fmt: skip
    path = str(sent.url).split("8000", 1)[1]
    done = secretariat.send(secretariat.get(path), path, act="accept")
    assert done.status_code == 200
    require_harmless(done)
    with closing(open_store(desk.exchange.url)) as store:
        known = [row.id for row in store.nodes() if MARK in row.body]
        assert store.prove(lambda _what, _done: None).ok
    assert known
    for id_ in known:
        for address in (f"/en/node/{id_}", "/en/demands", f"/en/search?q={MARK}"):
            require_harmless(desk.exchange.person().client.get(address))
        found = desk.exchange.person().client.get(f"/v1/nodes/{id_}")
        assert found.json()["node"]["label"] == title
