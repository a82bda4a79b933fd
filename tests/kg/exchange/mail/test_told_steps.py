"""Nothing moves silently: each step is told to whom it concerns, in their language, once."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

import pytest

from kg.exchange.life_cycle import LIVES, Step
from kg.exchange.mail.told_steps import FRESH, SILENT, TOLD, step_letters
from kg.exchange.moving import move, seen_record
from kg.exchange.parties import CLOCK
from kg.model.desk_types import ContactRequest, Moving
from tests.kg.exchange.mail.rounds_of import LIRVANNE, OFFICES, ONDAVEL, SECRETARIAT_BOX, Played
from tests.mail_server import MailServer

STEPS = [(life.cls, step) for life in LIVES.values() for step in life.steps]


@pytest.mark.parametrize(("cls", "step"), STEPS, ids=lambda each: getattr(each, "act", ""))
def test_each_step_tells_somebody_or_says_why_not(cls: type[Moving], step: Step) -> None:
    told = [each for each in TOLD if (each.cls, each.act) == (cls, step.act)]
    silent = (cls, step.act) in SILENT
    assert len(told) + silent == 1, f"{cls.prefix}: {step.act}"
    for each in told:
        assert each.shows == "" or each.shows in (*step.needs, *step.takes)


def test_what_is_told_or_silent_is_a_step() -> None:
    known = {(cls, step.act) for cls, step in STEPS}
    assert {(each.cls, each.act) for each in TOLD} | set(SILENT) <= known


def sent(server: MailServer, *before: EmailMessage) -> list[tuple[str, str]]:
    return [(str(m["To"]), str(m["Subject"])) for m in server.taken[len(before) :]]


def test_the_whole_course_of_a_request(played: Played, server: MailServer) -> None:
    """Each of both sides is told what the other did, and nobody what they did themselves."""
    record = played.ask()
    course: list[tuple[str, str, dict[str, Any], list[str]]] = [
        ("", "", {}, [LIRVANNE]),
        ("accept", LIRVANNE, {}, [ONDAVEL]),
        ("start", LIRVANNE, {"started": "2026-11-29"}, [ONDAVEL]),
        ("conclude", ONDAVEL, {"ended": "2026-11-29"}, [LIRVANNE]),
        ("contest", LIRVANNE, {}, [ONDAVEL]),
        ("fall through", LIRVANNE, {}, [ONDAVEL]),
        ("reopen", ONDAVEL, {"text": "SECRET WORDS"}, [LIRVANNE]),
        ("decline", LIRVANNE, {"reason": "No crew.", "reason_shown": True}, [ONDAVEL]),
    ]
    for act, mailbox, said, told in course:
        if act:
            played.act(record, act, mailbox, **said)
        before = len(server.taken)
        done = played.notify(step_letters)
        assert [str(m["To"]) for m in server.taken[before:]] == told, act
        assert [one.state for one in done] == ["sent"]
        assert played.notify(step_letters) == []
        played.wait(minutes=1)
    bodies = [m.get_content() for m in server.taken]
    assert "SECRET WORDS" not in "".join(bodies)
    assert "> No crew." in bodies[-1]
    number = record.id.partition("/")[2]
    assert f"https://coopgraph.example.org/es/desk/contacts/{number}" in bodies[-1]
    assert {m["Content-Language"] for m in server.to(LIRVANNE)} == {"fr"}
    assert "cacao" in str(server.to(ONDAVEL)[0]["Subject"])


def test_a_reason_that_is_not_shown_is_not_mailed(played: Played, server: MailServer) -> None:
    record = played.ask()
    played.act(record, "decline", LIRVANNE, reason="SECRET WORDS", reason_shown=False)
    played.notify(step_letters)
    assert [str(m["To"]) for m in server.taken] == [ONDAVEL]
    assert "SECRET WORDS" not in server.taken[0].get_content()


def test_a_title_that_is_not_for_the_reader_is_not_told(played: Played, server: MailServer) -> None:
    """The demand is for the board alone; nothing of it reaches an authority."""
    board = played.round.views("board").snapshot
    index = board.index("demand/xaa-debt-swap")
    assert index is not None
    assert "debt" in str(board.label(index))
    played.ask(about=["demand/xaa-debt-swap"])
    played.notify(step_letters)
    (letter,) = server.taken
    assert "debt" not in f"{letter['Subject']}{letter.get_content()}".lower()


def test_the_office_is_told_of_its_entries_with_the_remark(
    played: Played, server: MailServer
) -> None:
    record = played.enter("Agua")
    played.act(record, "propose", ONDAVEL)
    assert played.notify(step_letters) == []
    played.act(record, "return", SECRETARIAT_BOX, remark="Which year?\n\nFrom: somebody\n.")
    played.notify(step_letters)
    (letter,) = server.taken
    assert letter["To"] == ONDAVEL
    assert "> Which year?\n>\n> From: somebody\n> .\n" in letter.get_content().replace("\r", "")


def test_what_lapsed_is_told_to_both(played: Played, server: MailServer) -> None:
    record = played.ask()
    played.notify(step_letters)
    seen = seen_record(played.round.desk, ContactRequest, record.id, CLOCK)
    move(played.round.desk, seen, "lapse", CLOCK, played.now)
    played.notify(step_letters)
    assert sorted(str(m["To"]) for m in server.taken[1:]) == sorted([LIRVANNE, ONDAVEL])


def test_what_was_long_ago_is_not_mailed(played: Played, server: MailServer) -> None:
    played.ask()
    played.wait(seconds=FRESH.total_seconds() + 1)
    assert played.notify(step_letters) == []
    assert server.taken == []


def test_who_may_not_act_gets_no_letter(played: Played, server: MailServer) -> None:
    played.ask()
    played.act(played.people[LIRVANNE], "suspend", SECRETARIAT_BOX)
    assert played.notify(step_letters) == []
    assert server.taken == []


def test_a_title_cannot_forge_a_letter(played: Played, server: MailServer) -> None:
    title = "Agua\\r\\nBcc: all@example.org\\r\\n\\r\\nPay <script>here</script>"
    record = played.enter(title)
    played.act(record, "propose", ONDAVEL)
    played.act(record, "return", SECRETARIAT_BOX, remark="x")
    played.notify(step_letters)
    (letter,) = server.taken
    assert letter["Bcc"] is None
    assert "Agua Bcc: all@example.org Pay" in letter["Subject"]
    assert server.recipients == [ONDAVEL]


def test_offices_are_named_as_the_reader_knows_them(played: Played, server: MailServer) -> None:
    played.ask()
    played.notify(step_letters)
    (letter,) = server.taken
    assert OFFICES[ONDAVEL] not in letter.get_content()
    assert "Guichet de coopération entre îles, Ondavelle " in letter.get_content()
