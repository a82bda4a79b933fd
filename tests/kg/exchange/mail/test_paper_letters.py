"""One letter for all papers that one act delivered: links alone, once, to whom they are for."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from kg.exchange.mail.paper_letters import TRIED_FOR, paper_letters
from kg.exchange.moving import move, records_of, seen_record
from kg.exchange.paper_deliveries import ReadyPaper, deliver, note_reply
from kg.exchange.paper_links import LASTS, may_reply, read_useful
from kg.exchange.parties import CLOCK
from kg.model.desk_types import Delivery, FocalPoint
from tests.kg.exchange.mail.rounds_of import LIRVANNE, ONDAVEL, SECRETARIAT, SECRETARIAT_BOX, Played
from tests.kg.exchange.mail.sent import ADDRESS
from tests.mail_server import MailServer

PAPERS = [
    ReadyPaper("state", "state/xaa", "Ficha: Ondavel\r\nBcc: all@example.org"),
    ReadyPaper("quarterly", None, "Informe trimestral"),
]


def given(played: Played, *mailboxes: str, papers: list[ReadyPaper] = PAPERS) -> list[Delivery]:
    desk, points = played.round.desk, [played.people[one] for one in mailboxes]
    before = records_of(desk, Delivery, CLOCK)
    return deliver(desk, points, lambda _p: papers, before, "token", SECRETARIAT, played.now)


def test_each_focal_point_gets_one_letter_once(played: Played, server: MailServer) -> None:
    given(played, ONDAVEL, LIRVANNE)
    done = played.notify(paper_letters)
    assert [(one.kind, one.state, len(one.told)) for one in done] == [("papers", "sent", 2)] * 2
    assert {str(one["To"]) for one in server.taken} == {ONDAVEL, LIRVANNE}
    assert played.notify(paper_letters) == []
    played.wait(days=1)
    assert played.notify() == []
    assert len(server.taken) == 2
    assert {str(one["Content-Language"]) for one in server.taken} == {"es", "fr"}


def test_it_holds_links_and_titles_and_nothing_else(played: Played, server: MailServer) -> None:
    papers = given(played, ONDAVEL)
    played.notify(paper_letters)
    (letter,) = server.taken
    assert not letter.is_multipart()
    text = letter.get_content().replace("\r\n", "\n")
    papers.sort(key=lambda one: one.title or "")
    for one in papers:
        assert f"{ADDRESS}/es/desk/papers/{one.number}" in text
    assert f"\n{ADDRESS}/es/desk/papers\n" in text
    assert "Ficha: Ondavel Bcc: all@example.org" in text
    assert letter["Bcc"] is None
    links = re.findall(rf"{ADDRESS}/-/useful/(\S+)\?lang=es", text)
    assert len(links) == len(set(links)) == 2
    signer, point = played.round.signer, played.people[ONDAVEL]
    for token, one in zip(links, papers, strict=True):
        found = read_useful(signer, token, played.now)
        assert found is not None
        assert found.id == one.id
        assert may_reply(found, one, {point.id: point})
        assert read_useful(signer, f"{token}x", played.now) is None
        assert read_useful(signer, token, played.now + LASTS + timedelta(seconds=1)) is None


def test_a_link_ends_with_its_mailbox_its_office_and_its_focal_point(
    played: Played, server: MailServer
) -> None:
    (one, _) = given(played, ONDAVEL)
    played.notify(paper_letters)
    (link, *_) = re.findall(r"/-/useful/(\S+)\?", server.taken[0].get_content())
    found = read_useful(played.round.signer, link, played.now)
    assert found is not None
    point = played.people[ONDAVEL]
    changes: list[dict[str, Any]] = [
        {"mailbox": "other@example.org"}, {"office": "unit/other"}, {"state": "suspended"},
        {"state": "handed over"},
    ]  # fmt: skip
    for change in changes:
        assert not may_reply(found, one, {point.id: point.model_copy(update=change)})
    assert not may_reply(found, one, {})
    other = one.model_copy(update={"focal_point": played.people[LIRVANNE].id})
    assert not may_reply(found, other, {p.id: p for p in played.people.values()})


def test_what_was_answered_or_is_long_past_needs_no_letter(played: Played) -> None:
    papers = given(played, ONDAVEL)
    for one in papers:
        seen = seen_record(played.round.desk, Delivery, one.id, played.who(ONDAVEL))
        note_reply(played.round.desk, seen, played.who(ONDAVEL), played.now, useful="yes",
                   missing="")  # fmt: skip
    given(played, LIRVANNE)
    played.wait(days=TRIED_FOR.days, seconds=1)
    assert played.notify(paper_letters) == []


def test_nobody_is_written_to_whose_letters_come_back(played: Played) -> None:
    given(played, ONDAVEL)
    id_ = played.people[ONDAVEL].id
    seen = seen_record(played.round.desk, FocalPoint, id_, CLOCK)
    move(played.round.desk, seen, "bounce", CLOCK, played.now, bounced="2026-11-29")
    assert played.notify(paper_letters) == []


def test_the_digest_names_no_paper_as_waiting(played: Played, server: MailServer) -> None:
    given(played, ONDAVEL)
    played.notify(paper_letters)
    played.wait(days=8)
    played.notify()
    told = [one.get_body(("plain",)) for one in server.taken[1:] if one["To"] == ONDAVEL]
    assert not any("Informe trimestral" in part.get_content() for part in told if part)
    assert SECRETARIAT_BOX not in {str(one["To"]) for one in server.taken}
