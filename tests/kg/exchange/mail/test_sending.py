"""A letter leaves once, whatever the mail server says and whenever whoever sends it is killed."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from kg.exchange.mail.delivery import Mail, post_of
from kg.exchange.mail.letters import Extras
from kg.exchange.mail.sending import LOST_AFTER, WAITS, send_once
from kg.exchange.moving import move, seen_record
from kg.exchange.parties import CLOCK
from kg.model.desk_types import FocalPoint, Notice
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.kg.exchange.mail.sent import ADDRESS, ISLAND, active, outgoing
from tests.kg.exchange.people import NOW, SECRETARIAT
from tests.mail_server import MailServer

LONG = f"{ADDRESS}/-/confirm/{'x' * 600}"


def test_it_arrives_once_however_often_it_is_sent(
    desk: Store, mail: Mail, server: MailServer
) -> None:
    letter = outgoing(active(desk), record="contact/1", token="a")
    done = send_once(desk, mail, letter, NOW)
    assert done is not None
    assert (done.state, done.kind, done.record, done.attempt) == ("sent", "test", "contact/1", 1)
    assert send_once(desk, mail, letter, NOW + timedelta(days=400)) is None
    assert server.recipients == [ISLAND]
    assert ISLAND not in server.taken[0]["Message-ID"]


@pytest.mark.parametrize("other", [{"kind": "x"}, {"token": "b"}, {"record": "contact/2"},
                                   {"period": "2026-W48"}])  # fmt: skip
def test_another_step_is_another_letter(
    desk: Store, mail: Mail, server: MailServer, other: dict[str, str]
) -> None:
    said = {"record": "contact/1", "token": "a"}
    to = active(desk)
    for letter in (outgoing(to, **said), outgoing(to, **{**said, **other})):
        assert send_once(desk, mail, letter, NOW)
    assert len(server.taken) == 2
    assert len({letter["Message-ID"] for letter in server.taken}) == 2


def test_what_is_refused_for_good_is_not_tried_again_and_noted_on_the_focal_point(
    desk: Store, mail: Mail, server: MailServer
) -> None:
    to = active(desk)
    server.refuses[ISLAND] = f"550 5.1.1 <{ISLAND}> is nobody"
    done = send_once(desk, mail, outgoing(to), NOW + timedelta(days=3))
    assert done is not None
    assert (done.state, done.answer) == ("bounced", "550 5.1.1")
    server.refuses.clear()
    assert send_once(desk, mail, outgoing(to), NOW + timedelta(days=9)) is None
    seen = seen_record(desk, FocalPoint, to.id, SECRETARIAT)
    assert (seen.record.state, seen.record.bounced) == ("active", "2026-12-02")
    # It is no verification: the year since the last one runs on.
    assert seen.record.moved == NOW.isoformat()
    verified = move(desk, seen, "verify", SECRETARIAT, NOW, verified="2026-12-03")
    assert verified.bounced is None
    assert server.taken == []


def test_what_is_put_off_arrives_later_and_once(
    desk: Store, mail: Mail, server: MailServer
) -> None:
    letter = outgoing(active(desk))
    server.refuses_once[ISLAND] = "451 4.7.1 Later"
    done = send_once(desk, mail, letter, NOW)
    assert done is not None
    assert (done.state, done.answer) == ("queued", "451 4.7.1")
    assert send_once(desk, mail, letter, NOW) is None
    after = NOW + WAITS[0]
    again = send_once(desk, mail, letter, after)
    assert again is not None
    assert (again.state, again.attempt, again.again) == ("sent", 2, None)
    assert send_once(desk, mail, letter, after + LOST_AFTER) is None
    assert server.recipients == [ISLAND]


def test_what_is_put_off_for_ever_is_given_up(desk: Store, mail: Mail, server: MailServer) -> None:
    letter, now, states = outgoing(active(desk)), NOW, []
    server.refuses[ISLAND] = "450 4.2.2 Full"
    for wait in (timedelta(), *WAITS):
        now += wait
        done = send_once(desk, mail, letter, now)
        assert done is not None
        states.append((done.state, done.why))
    assert states == [("queued", None)] * len(WAITS) + [("given up", "tried")]
    assert send_once(desk, mail, letter, now + timedelta(days=30)) is None


def test_a_server_that_is_not_there_is_tried_again(desk: Store) -> None:
    gone = Mail(post_of("smtp://127.0.0.1:1", Path("none")), "x@example.org", ADDRESS)
    done = send_once(desk, gone, outgoing(active(desk)), NOW)
    assert done is not None
    assert (done.state, done.answer) == ("queued", "unreachable")


@pytest.mark.parametrize("cut", ["before taking", "after taking"])
def test_of_what_broke_off_at_the_end_nobody_knows_and_it_is_not_sent_twice(
    desk: Store, mail: Mail, server: MailServer, cut: Any
) -> None:
    letter = outgoing(active(desk))
    server.cuts.append(cut)
    done = send_once(desk, mail, letter, NOW)
    assert done is not None
    assert (done.state, done.why) == ("given up", "unsure")
    assert send_once(desk, mail, letter, NOW + timedelta(days=30)) is None
    assert len(server.taken) == (cut == "after taking")


class KilledError(BaseException):
    """As of a process that is killed."""


@pytest.mark.parametrize("left", [False, True])
def test_killed_while_sending_it_is_given_up_an_hour_later(
    desk: Store, mail: Mail, server: MailServer, left: bool
) -> None:
    letter = outgoing(active(desk))

    class Post:
        def send(self, message: EmailMessage) -> None:
            if left:
                mail.post.send(message)
            raise KilledError

    with pytest.raises(KilledError):
        send_once(desk, Mail(Post(), mail.sender, ADDRESS), letter, NOW)
    assert send_once(desk, mail, letter, NOW + LOST_AFTER - timedelta(seconds=1)) is None
    done = send_once(desk, mail, letter, NOW + LOST_AFTER)
    assert done is not None
    assert (done.state, done.why) == ("given up", "killed")
    assert len(server.taken) == left


def test_of_many_at_once_one_sends(
    desk: Store, desk_url: str, mail: Mail, server: MailServer
) -> None:
    to = active(desk)
    letters = [outgoing(to, record=f"contact/{n}") for n in range(4)]

    def run(_number: int) -> Sequence[Notice]:
        with closing(open_store(desk_url, write=True, room="desk")) as own:
            done = (send_once(own, mail, letter, NOW) for letter in letters)
            return [one for one in done if one is not None]

    with ThreadPoolExecutor(6) as pool:
        done = [one for each in pool.map(run, range(6)) for one in each]
    assert sorted(one.record or "" for one in done) == [f"contact/{n}" for n in range(4)]
    assert len(server.taken) == 4


def test_titles_cannot_add_headers_and_long_links_stay_whole(
    desk: Store, mail: Mail, server: MailServer
) -> None:
    evil = "Agua\r\nBcc: all@example.org\r\n\r\nForged\u2028\x85\x00 text" + "y" * 4000
    send_once(
        desk, mail, outgoing(active(desk), subject=evil, parts=["Ábrase:", LONG],
                             extras=Extras(html=f"<p>{LONG}</p>", stop=LONG)), NOW,
    )  # fmt: skip
    (letter,) = server.taken
    assert letter["Bcc"] is None
    assert letter["Subject"].startswith("Agua Bcc: all@example.org Forged text")
    assert server.recipients == [ISLAND]
    assert letter["List-Unsubscribe"] == f"<{LONG}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    for part in letter.iter_parts():
        assert LONG in part.get_content()
        assert "Á" in part.get_content() or part.get_content_type() == "text/html"


def test_a_mailbox_that_is_none_bounces_and_nothing_leaves(
    desk: Store, mail: Mail, server: MailServer
) -> None:
    for n, wrong in enumerate(("x@y.example\r\nBcc: z@example.org", "a@b.example, c@d.example")):
        to = active(desk, wrong)
        done = send_once(desk, mail, outgoing(to, period=str(n)), NOW)
        assert done is not None
        assert done.state == "bounced", wrong
    assert server.recipients == []


def test_only_time_moves_them(desk: Store, mail: Mail) -> None:
    done = send_once(desk, mail, outgoing(active(desk)), NOW)
    assert done is not None
    seen = seen_record(desk, Notice, done.id, SECRETARIAT)
    assert move(desk, seen, "bounce", CLOCK, NOW, answer="5.1.1").state == "bounced"
