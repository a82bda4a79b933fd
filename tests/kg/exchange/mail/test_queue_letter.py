"""The secretariat hears of what waits for it once a day at the most."""

from __future__ import annotations

from kg.exchange.mail.queue_letter import queue_letters
from tests.kg.exchange.mail.rounds_of import LIRVANNE, ONDAVEL, SECRETARIAT_BOX, Played
from tests.mail_server import MailServer


def propose(played: Played, title: str) -> None:
    played.act(played.enter(title), "propose", ONDAVEL)


def test_one_letter_a_day_with_what_is_new(played: Played, server: MailServer) -> None:
    assert played.notify(queue_letters) == []
    for number in range(35):
        propose(played, f"Agua {number}")
    played.wait(seconds=1)
    assert [one.state for one in played.notify(queue_letters)] == ["sent"]
    (letter,) = server.taken
    assert letter["To"] == SECRETARIAT_BOX
    assert letter["Subject"] == "35 wait for the secretariat"
    assert "and 5 more" in letter.get_content()
    propose(played, "Later the same day")
    assert played.notify(queue_letters) == []
    played.wait(days=1)
    assert len(played.notify(queue_letters)) == 1
    assert "Later the same day" in server.taken[1].get_content()
    assert "Agua 1" not in server.taken[1].get_content()
    played.wait(days=1)
    assert played.notify(queue_letters) == []


def test_what_could_not_be_sent_is_in_the_next_one(played: Played, server: MailServer) -> None:
    propose(played, "Agua")
    server.cuts.append("before taking")
    assert [one.state for one in played.notify(queue_letters)] == ["given up"]
    played.wait(days=1)
    assert [one.state for one in played.notify(queue_letters)] == ["sent"]
    assert "Agua" in server.taken[0].get_content()


def test_requests_to_who_does_not_sign_in_are_to_be_passed_on(
    played: Played, server: MailServer
) -> None:
    played.ask(asked="unit/example-terquivia-desk")
    played.notify(queue_letters)
    (letter,) = server.taken
    assert "To be passed on to" in letter.get_content()


def test_those_to_who_does_are_not(played: Played, server: MailServer) -> None:
    played.ask()
    assert played.people[LIRVANNE].state == "active"
    assert played.notify(queue_letters) == []
    assert server.taken == []
