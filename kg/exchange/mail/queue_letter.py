"""What waits for the secretariat, in one letter a day at the most."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.base.i18n import Message, msg, nmsg
from kg.exchange.mail.rounds import Addressee, Round, title_of
from kg.exchange.mail.sending import RESTORED, Outgoing, Words
from kg.model.desk_types import ContactRequest, FocalPoint, Moving, Submission

KIND = "queue"
_MOST = 30
"""Titles of a letter; the others are counted."""


def queue_letters(round_: Round) -> Iterator[Outgoing]:
    """Yield a letter to the secretariat where something came since the last one left."""
    waiting = _waiting(round_)
    for focal_point in round_.focal_points:
        if focal_point.role != "secretariat":
            continue
        told_on = _told_on(round_, focal_point)
        new = [one for one in waiting if (one.moved or "") > told_on.get(one.id, "")]
        day = round_.now.date().isoformat()
        write = partial(_words, round_.reader(focal_point), new, len(waiting))
        told = [one.id for one in new]
        letter = Outgoing(KIND, focal_point, period=day, told=told, write=write)
        if new and not round_.is_over(letter):
            yield letter


def _waiting(round_: Round) -> list[Moving]:
    """Return submissions to decide, desks to be handed over, and requests nobody can answer."""
    reached = {one.office for one in round_.focal_points if one.office}
    found: list[Moving] = [s for s in round_.records(Submission) if s.state == "proposed"]
    found += [f for f in round_.records(FocalPoint) if f.state == "active" and f.successor]
    found += [
        c for c in round_.records(ContactRequest) if c.state == "sent" and c.asked not in reached
    ]
    return sorted(found, key=lambda one: (one.moved or "", one.id))


def _told_on(round_: Round, focal_point: FocalPoint) -> dict[str, str]:
    """Return when a focal point was last told of each record: not by the clock of whoever sent it.

    What came while a letter was written is not in it, and comes with the next.
    """
    mine = (n for n in round_.notices.values() if n.focal_point == focal_point.id)
    left = (n for n in mine if n.kind == KIND and (n.state == "sent" or n.why == RESTORED))
    found: dict[str, str] = {}
    for notice in sorted(left, key=lambda n: n.tried or ""):
        found.update(dict.fromkeys(notice.told, notice.tried or ""))
    return found


def _words(reader: Addressee, new: list[Moving], all_: int) -> Words:
    lines = [_line(reader, one) for one in new[:_MOST]]
    if len(new) > _MOST:
        left = len(new) - _MOST
        lines.append(nmsg("and {count} more", "and {count} more", left).text(reader.lang))
    says: list[Message | str] = [
        msg("New for the secretariat:"),
        "\n".join(f"- {line}" for line in lines),
        nmsg("In all {count} waits.", "In all {count} wait.", all_),
        reader.page(),
    ]
    subject = nmsg("{count} waits for the secretariat", "{count} wait for the secretariat", all_)
    return Words(subject, says)


def _line(reader: Addressee, record: Moving) -> str:
    if isinstance(record, ContactRequest):
        title, office = reader.titles(record.about), reader.office(record.asked)
        line = msg("To be passed on to {office}: {title}", title=title, office=office)
    else:
        office = reader.office(getattr(record, "office", None))
        line = msg("{office}: {title}", title=_title(record), office=office)
    return line.text(reader.lang)


def _title(record: Moving) -> str | Message:
    if isinstance(record, FocalPoint):
        return msg("A desk is to be handed over")
    return title_of(record) if isinstance(record, Submission) else record.title_of_type
