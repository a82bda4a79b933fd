"""Letters of consultations: to whom is asked, once; before the end, to who has not answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from babel.dates import format_date

from kg.base.i18n import Message, msg
from kg.exchange.consultations import named, takes_answers
from kg.exchange.deadlines import Due
from kg.exchange.mail.rounds import Addressee, Round, quoted
from kg.exchange.mail.sending import Outgoing, Words
from kg.exchange.moving import records_of
from kg.exchange.parties import CLOCK, side_of
from kg.model.desk_types import Consultation, FocalPoint, Response

ASKED = "consultation.open"
"""Its kind is that of the step, so that digests know what it told."""
REMINDER = "reminder"
_GIVEN = ("given", "published")


def consultation_letters(round_: Round) -> Iterator[Outgoing]:
    """Yield the letters of consultations that take answers today."""
    today = round_.now.date()
    for record in round_.records(Consultation):
        if takes_answers(record, today):
            due = round_.deadlines.due(record)
            for focal_point in round_.focal_points:
                if side_of(round_.reader(focal_point).who, record) is not None:
                    yield from _letters(round_, record, focal_point, due)


def _letters(
    round_: Round, record: Consultation, focal_point: FocalPoint, due: Due | None
) -> Iterator[Outgoing]:
    reader = round_.reader(focal_point)
    asked = Outgoing(
        ASKED, focal_point, record.id, record.opened, write=partial(_asks, reader, record)
    )
    if not round_.is_over(asked):
        yield asked
        return
    day = due.reminder(round_.now.date()) if due else None
    if day is not None and not _has_answered(round_, record, focal_point):
        reminder = Outgoing(
            REMINDER, focal_point, record.id, record.until, day.isoformat(),
            write=partial(_reminds, reader, record),
        )  # fmt: skip
        if not round_.is_over(reminder):
            yield reminder


def _has_answered(round_: Round, record: Consultation, focal_point: FocalPoint) -> bool:
    return any(
        one.initiative == record.id and one.office == focal_point.office and one.state in _GIVEN
        for one in records_of(round_.desk, Response, CLOCK)
    )


def _asks(reader: Addressee, record: Consultation) -> Words:
    title = named(record)
    until = format_date(date.fromisoformat(record.until or ""), "long", locale=reader.lang)
    says: list[Message | str] = [
        msg("The Management Board consults your office about the guideline {title}, rule by rule.",
            title=title),
        msg("Until {day} you can say of each item that you support it, propose other wording,"
            " reserve your position or have no comment.", day=until),
    ]  # fmt: skip
    if record.intro:
        says.append(quoted(record.intro))
    says.append(msg("Open it here, signed in with the mailbox of your office:"))
    return Words(
        msg("Consultation on {title}", title=title),
        [*says, reader.page("consultations", record.number)],
    )


def _reminds(reader: Addressee, record: Consultation) -> Words:
    until = format_date(date.fromisoformat(record.until or ""), "long", locale=reader.lang)
    title = named(record)
    return Words(
        msg("Reminder: {title}", title=title),
        [
            msg("The consultation on {title} ends on {day}; your office has not given an answer"
                " yet. Not to answer is taken neither for support nor against it.", title=title,
                day=until),
            reader.page("consultations", record.number),
        ],
    )  # fmt: skip
