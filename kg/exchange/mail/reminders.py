"""Reminders of what waits for an office: on the days that the board's deadlines name, once each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from babel.dates import format_date

from kg.base.i18n import Message, msg
from kg.exchange.awaited import awaited, awaited_parts, due_by, states_in
from kg.exchange.deadlines import Due
from kg.exchange.life_cycle import LIVES
from kg.exchange.mail.rounds import Addressee, Round
from kg.exchange.mail.sending import Outgoing, Words
from kg.exchange.mail.told_steps import page_of, subject_of
from kg.exchange.parties import parts_of
from kg.model.desk_types import FocalPoint, Moving

KIND = "reminder"


def reminders(round_: Round) -> Iterator[Outgoing]:
    """Yield the reminders whose day has come; of several that were missed, the last."""
    states = states_in(round_.views("board")) if round_.deadlines.pauses else lambda _office: ()
    today = round_.now.date()
    for cls in LIVES:
        for record in round_.records(cls):
            due = due_by(round_.deadlines, record, states)
            day = due.reminder(today) if due else None
            if due and day:
                yield from _letters(round_, record, due, day)


def _letters(round_: Round, record: Moving, due: Due, day: date) -> Iterator[Outgoing]:
    offices, wanted = set(awaited(record)), awaited_parts(record)
    for focal_point in round_.focal_points:
        reader = round_.reader(focal_point)
        its_turn = not parts_of(reader.who, record).isdisjoint(wanted)
        # The secretariat has no office, and its own list.
        if not its_turn or (focal_point.office not in offices and record.id != focal_point.id):
            continue
        write = partial(_words, reader, record, due)
        letter = Outgoing(KIND, focal_point, record.id, record.moved, day.isoformat(), write=write)
        if not round_.is_over(letter):
            yield letter


def _words(reader: Addressee, record: Moving, due: Due) -> Words:
    until = format_date(due.day, "long", locale=reader.lang)
    if isinstance(record, FocalPoint):
        subject = msg("Is this mailbox still that of your office?")
        says: list[Message | str] = [
            msg("Once a year we make sure that letters reach your office. Sign in until {day}; "
                "nothing else is needed.", day=until),
        ]  # fmt: skip
        return Words(subject, [*says, reader.page()])
    title = subject_of(reader, record)
    subject = msg("Reminder: {title}", title=title)
    says = [msg("This waits for you: {title}", title=title)]
    if due.act:
        says.append(msg("On {day} it lapses, if nothing is done about it.", day=until))
    else:
        says.append(msg("It was to be done until {day}.", day=until))
    return Words(subject, [*says, page_of(reader, record)])
