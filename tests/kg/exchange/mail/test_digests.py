"""The digest: at the most once a week, all that is new and nothing twice, stopped by one click."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from coopgraph.settings import sqlite_url
from kg.base.audience import Audience
from kg.base.i18n import msg
from kg.exchange.acceptance import office_source, own_source
from kg.exchange.mail.digests import digests
from kg.exchange.mail.rounds import Round
from kg.exchange.mail.stop_links import stop_link, whose_link
from kg.exchange.mail.told_steps import step_letters
from kg.exchange.moving import begin, move, new_id, seen_record
from kg.exchange.watching import known_by
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.changes import NodeStatement, RelationKey, RelationStatement, state_node
from kg.model.desk_types import FocalPoint, Watch
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store
from tests.kg.exchange.mail.rounds_of import LIRVANNE, OFFICES, ONDAVEL, Played
from tests.mail_server import MailServer

WATER = "sector/dac/14030"
SAYS = "source/desk/unit/example-terquivia-desk"


class Views:
    """What each audience reads of a knowledge base now."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __call__(self, audience: Audience) -> View:
        return View(snapshot_of(self.store, audience), date(2026, 11, 29))


@pytest.fixture
def knowledge(starter_copy: str) -> Iterator[Store]:
    with closing(open_store(starter_copy, write=True)) as store:
        yield store


@pytest.fixture
def weekly(played: Played, knowledge: Store) -> Played:
    """Offices that are here since long, over a knowledge base that changes."""
    played.round = replace(played.round, views=Views(knowledge), knowledge=knowledge)
    played.wait(days=1)
    return played


def offered(knowledge: Store, name: str, title: str = "Agua", **props: Any) -> str:
    """Let another invented state offer something in drinking water; return its id."""
    id_ = f"offer/xab-{name}"
    said = {"title": {"es": title}, "nature": "example", **props}
    knowledge.apply([
        state_node(own_source("unit/example-terquivia-desk"), SAYS),
        NodeStatement(id_, SAYS, said, visibility="public"),
        RelationStatement(RelationKey("DECLARES", "state/xab", id_), SAYS),
        RelationStatement(RelationKey("IN_SECTOR", id_, WATER), SAYS),
        RelationStatement(RelationKey("IN_LANGUAGE", id_, "language/es"), SAYS),
    ])  # fmt: skip
    return id_


def watched(played: Played, mailbox: str = ONDAVEL, **fields: Any) -> Watch:
    known = known_by(played.round.views("states"))
    new = Watch(id=new_id(Watch), office=OFFICES[mailbox], known=known, **fields)
    return begin(played.round.desk, new, "watch", played.who(mailbox), played.now)


def told(letter: EmailMessage) -> str:
    text = letter.get_body(("plain",))
    assert text is not None
    return str(text.get_content())


def sent(played: Played) -> int:
    return len(played.notify(digests))


def test_what_newly_fits_comes_once(weekly: Played, knowledge: Store, server: MailServer) -> None:
    watched(weekly, kind="offers", sector=WATER)
    sent(weekly)
    server.taken.clear()
    weekly.wait(days=7)
    assert sent(weekly) == 0
    new = offered(knowledge, "pozos", "Pozos <script>alert(1)</script>")
    assert sent(weekly) == 1
    (letter,) = server.taken
    assert letter["To"] == ONDAVEL
    assert f"https://coopgraph.example.org/es/node/{new}" in told(letter)
    assert sent(weekly) == 0
    weekly.wait(days=30)
    assert sent(weekly) == 0, "what was told is not new again"


def test_it_is_text_and_simple_html_that_loads_nothing(
    weekly: Played, knowledge: Store, server: MailServer
) -> None:
    watched(weekly, kind="offers", sector=WATER)
    offered(knowledge, "pozos", "Pozos <script>alert(1)</script> & más")
    assert sent(weekly) >= 1
    letter = server.to(ONDAVEL)[0]
    assert [p.get_content_type() for p in letter.iter_parts()] == ["text/plain", "text/html"]
    body = letter.get_body(("html",))
    assert body is not None
    text = str(body.get_content())
    tree: Any = html.document_fromstring(text)
    assert tree.xpath("//script | //img | //link | //style | //@style | //@src") == []
    assert "Pozos <script>alert(1)</script> & más" in tree.text_content()
    assert tree.get("lang") == letter["Content-Language"] == "es"
    links = tree.xpath("//a/@href")
    assert links
    assert all(link.startswith("https://coopgraph.example.org/") for link in links)
    assert [link for link in links if link not in told(letter)] == []
    assert letter["List-Unsubscribe"] == f"<{links[-1]}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_at_the_most_one_a_week(weekly: Played, knowledge: Store, server: MailServer) -> None:
    watched(weekly, kind="offers", sector=WATER)
    days = []
    for day in range(21):
        offered(knowledge, f"pozos-{day}")
        before = len(server.to(ONDAVEL))
        sent(weekly)
        days += [day] * (len(server.to(ONDAVEL)) - before)
        weekly.wait(days=1)
    assert days == [0, 7, 14]


@pytest.mark.parametrize(("pace", "number"), [("month", 1), ("never", 0), ("week", 3)])
def test_who_wants_it_less_often_gets_it_less_often(
    weekly: Played, knowledge: Store, server: MailServer, pace: str, number: int
) -> None:
    watched(weekly, kind="offers", sector=WATER)
    desk, who = weekly.round.desk, weekly.who(ONDAVEL)
    seen = seen_record(desk, FocalPoint, weekly.people[ONDAVEL].id, who)
    move(desk, seen, "pace", who, weekly.now, digest=pace)
    for day in range(21):
        offered(knowledge, f"pozos-{day}")
        sent(weekly)
        weekly.wait(days=1)
    assert len(server.to(ONDAVEL)) == number


def test_new_matches_of_its_own_records_come_without_a_watch_list(
    weekly: Played, knowledge: Store, server: MailServer
) -> None:
    source = office_source(OFFICES[ONDAVEL])
    knowledge.apply([
        state_node(own_source(OFFICES[ONDAVEL]), source),
        NodeStatement("demand/xaa-pozos", source, {"title": {"es": "PEDIDO"}, "nature": "example"},
                      visibility="states"),
        RelationStatement(RelationKey("DECLARES", "state/xaa", "demand/xaa-pozos"), source),
        RelationStatement(RelationKey("IN_SECTOR", "demand/xaa-pozos", WATER), source),
    ])  # fmt: skip
    sent(weekly)
    weekly.wait(days=7)
    server.taken.clear()
    new = offered(knowledge, "pozos", "OFERTA")
    sent(weekly)
    text = told(server.to(ONDAVEL)[0])
    assert "PEDIDO" in text
    assert f"/es/node/{new}" in text


def test_what_is_not_for_an_office_is_not_told(
    weekly: Played, knowledge: Store, server: MailServer
) -> None:
    watched(weekly, kind="offers", sector=WATER)
    id_ = offered(knowledge, "pozos", "SECRET")
    knowledge.apply([NodeStatement(id_, SAYS, {"title": {"es": "SECRET"}, "nature": "example"},
                                   visibility="board")])  # fmt: skip
    sent(weekly)
    assert all("SECRET" not in told(letter) for letter in server.taken)


@pytest.mark.parametrize("stopped", [False, True])
def test_a_watch_list_that_is_stopped_tells_nothing(
    weekly: Played, knowledge: Store, server: MailServer, stopped: bool
) -> None:
    watch = watched(weekly, kind="offers", sector=WATER, language="language/es")
    if stopped:
        weekly.act(watch, "stop", ONDAVEL)
    offered(knowledge, "pozos")
    sent(weekly)
    heading = msg("New on your watch list: {title}", title="").text("es").upper()
    assert any(heading in told(m) for m in server.to(ONDAVEL)) != stopped


def test_what_a_letter_did_not_tell_stands_in_the_next_digest(
    weekly: Played, server: MailServer
) -> None:
    server.cuts.append("before taking")
    record = weekly.ask()
    assert [n.why for n in weekly.notify(step_letters)] == ["unsure"]
    weekly.wait(days=1)
    sent(weekly)
    (letter,) = server.to(LIRVANNE)
    assert told(letter).count(f"/fr/desk/contacts/{record.id.partition('/')[2]}") == 2


def test_a_digest_that_did_not_arrive_is_told_again_a_week_later(
    weekly: Played, knowledge: Store, server: MailServer
) -> None:
    watched(weekly, kind="offers", sector=WATER)
    sent(weekly)
    weekly.wait(days=7)
    server.taken.clear()
    new = offered(knowledge, "pozos")
    server.cuts.append("before taking")
    assert [n.why for n in weekly.notify(digests)] == ["unsure"]
    weekly.wait(days=6)
    assert sent(weekly) == 0
    weekly.wait(days=1)
    sent(weekly)
    assert new in told(server.to(ONDAVEL)[0])


def test_after_both_came_back_from_a_backup_nothing_is_told_twice_and_nothing_is_lost(
    weekly: Played, knowledge: Store, server: MailServer, tmp_path: Path
) -> None:
    watched(weekly, kind="offers", sector=WATER)
    first = offered(knowledge, "uno")
    sent(weekly)
    assert first in told(server.to(ONDAVEL)[0])
    with (
        closing(copied(knowledge, tmp_path, "knowledge")) as known,
        closing(copied(weekly.round.desk, tmp_path, "desk")) as desk,
    ):
        lost = offered(knowledge, "dos")
        weekly.wait(days=7)
        sent(weekly)
        assert lost in told(server.to(ONDAVEL)[1])
        again = replace(weekly.round, desk=desk, knowledge=known, views=Views(known))
        weekly.round = again
        assert sent(weekly) == 0, "this week's digest may have been sent"
        new = offered(known, "tres")
        assert sent(weekly) == 0
        weekly.wait(days=7)
        assert sent(weekly) >= 1
        text = told(server.to(ONDAVEL)[2])
        assert new in text
        assert first not in text


def copied(store: Store, folder: Path, name: str) -> Store:
    made = create_store(sqlite_url(folder / f"{name}-restored.db"), room=store.room)
    with closing(store.journal()) as revisions:
        for revision in revisions:
            made.replay(revision)
    return made


def test_a_link_is_of_one_mailbox_and_not_for_ever(weekly: Played) -> None:
    point, round_ = weekly.people[ONDAVEL], weekly.round
    link = stop_link(round_.signer, point, "https://x.example", weekly.now)
    token = link.rpartition("/")[2]
    everybody = list(weekly.people.values())
    assert whose_link(round_.signer, token, everybody, weekly.now) == point
    moved = [point.model_copy(update={"mailbox": "other@example.org"})]
    assert whose_link(round_.signer, token, moved, weekly.now) is None
    suspended = [point.model_copy(update={"state": "suspended"})]
    assert whose_link(round_.signer, token, suspended, weekly.now) is None
    later = weekly.now + timedelta(days=91)
    assert whose_link(round_.signer, token, everybody, later) is None
    assert whose_link(round_.signer, token[:-2], everybody, weekly.now) is None


def test_without_a_knowledge_base_no_digest_is_written(played: Played) -> None:
    assert isinstance(played.round, Round)
    assert list(digests(played.round)) == []
