"""What is decided again after a repair is told to nobody twice; another decision is news."""

from __future__ import annotations

from kg.exchange.mail.told_steps import step_letters
from kg.exchange.moving import move, seen_record
from kg.exchange.parties import HOUSE
from kg.exchange.repair import SET_BACK
from kg.model.desk_types import Submission
from tests.kg.exchange.mail.rounds_of import ONDAVEL, SECRETARIAT_BOX, Played
from tests.mail_server import MailServer


def accepted(played: Played) -> Submission:
    record = played.enter()
    played.act(record, "propose", ONDAVEL)
    played.wait(minutes=1)
    played.act(record, "accept", SECRETARIAT_BOX, led_to="a" * 64)
    return record


def set_back(played: Played, record: Submission) -> None:
    played.wait(hours=1)
    seen = seen_record(played.round.desk, Submission, record.id, HOUSE)
    move(played.round.desk, seen, SET_BACK, HOUSE, played.now, set_back=played.now.isoformat())
    played.wait(hours=1)


def subjects(server: MailServer) -> list[str]:
    return [str(message["Subject"]).partition(":")[0] for message in server.taken]


def test_setting_back_and_accepting_again_tells_nothing(played: Played, server: MailServer) -> None:
    record = accepted(played)
    assert len(played.notify(step_letters)) == 1
    set_back(played, record)
    assert played.notify(step_letters) == []
    played.act(record, "accept", SECRETARIAT_BOX, led_to="b" * 64)
    assert played.notify(step_letters) == []
    assert len(server.taken) == 1


def test_what_was_not_told_yet_is_told_once(played: Played, server: MailServer) -> None:
    record = accepted(played)
    set_back(played, record)
    played.act(record, "accept", SECRETARIAT_BOX, led_to="b" * 64)
    assert len(played.notify(step_letters)) == 1
    assert played.notify(step_letters) == []
    assert len(server.taken) == 1


def test_another_decision_and_what_follows_are_news(played: Played, server: MailServer) -> None:
    record = accepted(played)
    played.notify(step_letters)
    set_back(played, record)
    played.act(record, "return", SECRETARIAT_BOX, remark="Which islands?")
    assert len(played.notify(step_letters)) == 1
    played.wait(hours=1)
    played.act(record, "propose", ONDAVEL)
    played.act(record, "accept", SECRETARIAT_BOX, led_to="c" * 64)
    assert len(played.notify(step_letters)) == 1
    assert len(set(subjects(server))) == 2
