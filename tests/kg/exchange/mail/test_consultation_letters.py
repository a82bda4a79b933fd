"""Letters of consultations: to each who is asked once, later ones too; reminders before the end."""

from __future__ import annotations

from kg.exchange.consultations import draw_up, extend, open_consultation
from kg.exchange.mail.consultation_letters import consultation_letters
from kg.exchange.moving import move, new_id, seen_record
from kg.exchange.parties import Who
from kg.exchange.responses import Said, keep
from kg.model.desk_types import Consultation
from kg.store.protocol import Store
from tests.kg.exchange.consulted import GUIDELINE, UNTIL
from tests.kg.exchange.mail.rounds_of import LIRVANNE, ONDAVEL, Played
from tests.mail_server import MailServer

BOARD = Who("board")


def opened(played: Played, desk: Store, *boxes: str) -> Consultation:
    """Open a consultation of a month that asks the offices of these mailboxes."""
    new = Consultation(
        id=new_id(Consultation), guideline="invented", version="0.1", text=GUIDELINE,
        digest="0" * 64, intro="Please.", lang="en",
        offices=[played.people[box].office or "" for box in boxes],
    )  # fmt: skip
    draw_up(desk, new, BOARD, played.now)
    seen = seen_record(desk, Consultation, new.id, BOARD)
    return open_consultation(desk, seen, UNTIL, BOARD, played.now)


def to_on_days(played: Played, days: int) -> list[tuple[int, str]]:
    """Return on which days who is written to, asking twice each day."""
    found = []
    for day in range(days):
        for _ in range(2):
            done = played.notify(consultation_letters)
            boxes = {one.id: box for box, one in played.people.items()}
            found += [(day, boxes[one.focal_point or ""]) for one in done]
        played.wait(days=1)
    return found


def test_who_is_asked_is_told_once_and_reminded_twice_unless_it_has_answered(
    played: Played, desk: Store, server: MailServer
) -> None:
    record = opened(played, desk, ONDAVEL, LIRVANNE)
    assert sorted(to_on_days(played, 10)) == [(0, LIRVANNE), (0, ONDAVEL)]
    who = played.who(ONDAVEL)
    seen = seen_record(desk, Consultation, record.id, who)
    keep(desk, seen, Said("", "supports", "", "es"), "", who, played.now, give=True)
    assert to_on_days(played, 25) == [(6, LIRVANNE), (17, LIRVANNE)]
    assert {message["To"] for message in server.taken[2:]} == {LIRVANNE}
    assert f"/fr/desk/consultations/{record.number}" in server.taken[-1].get_content()


def test_an_office_that_is_asked_later_gets_the_letter_of_the_opening(
    played: Played, desk: Store
) -> None:
    record = opened(played, desk, ONDAVEL)
    assert to_on_days(played, 3) == [(0, ONDAVEL)]
    both = [played.people[box].office or "" for box in (ONDAVEL, LIRVANNE)]
    seen = seen_record(desk, Consultation, record.id, BOARD)
    move(desk, seen, "ask", BOARD, played.now, offices=both)
    assert to_on_days(played, 3) == [(0, LIRVANNE)]


def test_a_later_end_moves_the_reminders(played: Played, desk: Store) -> None:
    record = opened(played, desk, ONDAVEL)
    played.notify(consultation_letters)
    seen = seen_record(desk, Consultation, record.id, BOARD)
    extend(desk, seen, "2027-01-28", BOARD, played.now)
    days = [day for day, _ in to_on_days(played, 62)]
    assert days == [46, 57]
