"""What came of the exchange: pictures with tables beside them, for whom the figures are."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response
from markupsafe import Markup

from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.page_context import Context
from kg.base.i18n import Message, msg
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.follow_up import first_day, follow_up_document, pressing
from kg.exchange.follow_up_words import FIGURES, OTHERS, counted, list_said
from kg.exchange.life_cycle import LIVES
from kg.exchange.parties import decides
from kg.model.desk_types import ContactRequest, Moving, Submission
from kg.model.documents import FollowUp, FollowUpCounts, FollowUpDays, FollowUpLate
from kg.store.protocol import Store
from viz.bars import Bar, Strip, bars, strips

router = APIRouter()
_BY_WEEK: Final[tuple[tuple[str, Message], ...]] = (
    ("entered", msg("Entries accepted")),
    ("asked", msg("Contact asked")),
    ("started", msg("Started")),
    ("concluded", msg("Concluded")),
    ("confirmed", msg("Confirmed")),
)
_LATE: Final = {
    "real": msg("Records whose last day has passed"),
    "examples": msg("Records whose last day has passed (examples)"),
}
_UNMET: Final = {
    "real": msg("Demands that no offer fits"),
    "examples": msg("Demands that no offer fits (examples)"),
}
_PLACES: Final[dict[str, tuple[str, type[Moving]]]] = {
    ContactRequest.prefix: ("contacts", ContactRequest),
    Submission.prefix: ("entries", Submission),
}


@router.get("/{lang:language}/desk/follow-up")
def follow_up(
    here: Desk, since: Annotated[str | None, Query(description="The first day that counts.")] = None
) -> Response:
    """Show what came of the exchange."""
    first, rules = first_day(since), here.reader.service.campaign
    with here.desk() as desk:
        inquiry = DeskInquiry(desk, here.who, here.reader.view.as_of, here.reader.lang)
        document = follow_up_document(inquiry, here.reader.view, rules, first)
    return here.page("desk/follow_up.html", _content(Context(here.reader), document))


def follow_up_counts(here: AtDesk, desk: Store) -> list[tuple[str, str, int]]:
    """Return what the secretariat sees of it on its desk: where it leads, what it is, how many."""
    if not decides(here.who):
        return []
    p = Context(here.reader)
    inquiry = DeskInquiry(desk, here.who, here.reader.view.as_of, here.reader.lang)
    address = p.path("desk", "follow-up")
    return [
        (f"{address}#{name}-{part}", p.say(label), count)
        for name, counts in zip(("real", "examples"), pressing(inquiry, p.view), strict=True)
        for part, label, count in (
            ("late", _LATE[name], counts.late),
            ("unmet", _UNMET[name], counts.unmet),
        )
        if count or name == "real"
    ]


def _content(p: Context, document: FollowUp) -> dict[str, Any]:
    return {
        "own": document.own,
        "period": document.period,
        "parts": [_part(p, counts, name, document) for name, counts in _both(document)],
        "states": [(one, _days(p, one.answers)) for one in document.states],
        "list": p.say(list_said(document.list_)),
    }


def _both(document: FollowUp) -> Iterator[tuple[str, FollowUpCounts]]:
    """Yield what is shown: of an invented office only what is made up."""
    own_example = document.own is not None and document.examples is not None
    if not own_example or document.posted or document.asked:
        yield "real", document
    if document.examples is not None:
        yield "examples", document.examples


def _part(p: Context, counts: FollowUpCounts, name: str, document: FollowUp) -> dict[str, Any]:
    figures = [(p.say(f.label), count) for f, count in counted(counts, FIGURES)]
    found = list(counted(counts, FIGURES + OTHERS))
    title = p.say(msg("From what is posted to what both sides confirm"))
    return {
        "name": name,
        "tables": [
            (head, [(p.say(f.label), n) for f, n in found if f.of_period is of_period])
            for of_period, head in _heads(p, document)
        ],
        "picture": _safe(bars(title, [Bar(label, n, p.number(n)) for label, n in figures], p.lang)),
        "weeks": [(week.first, [getattr(week, f) for f, _ in _BY_WEEK]) for week in counts.weeks],
        "by_week": [p.say(label) for _, label in _BY_WEEK],
        "strips": _strips(p, counts),
        "answers": _days(p, counts.answers),
        "decisions": _days(p, counts.decisions) if document.own is None else None,
        "unmet": counts.unmet,
        "late": [_late(p, one) for one in counts.late_records],
    }


def _heads(p: Context, document: FollowUp) -> list[tuple[bool, str]]:
    """Return what is said above what is on record, and above what happened."""
    first, last = (p.date(day) for day in (document.period.first, document.period.last))
    happened = msg("What happened: {first} to {last}", first=first, last=last)
    return [(False, p.say(msg("On record on {day}", day=last))), (True, p.say(happened))]


def _strips(p: Context, counts: FollowUpCounts) -> Markup:
    rows = []
    for field, label in _BY_WEEK:
        found = tuple(getattr(week, field) for week in counts.weeks)
        most = msg("at most {count} a week", count=max(found, default=0))
        rows.append(Strip(p.say(label), found, p.say(most)))
    return _safe(strips(p.say(msg("Per week")), rows, p.lang))


def _days(p: Context, days: FollowUpDays) -> dict[str, str | None]:
    """Return how long answers took, as the reader writes numbers; None where there is none yet."""
    return {
        name: None if value is None else p.number(value)
        for name, value in days.model_dump().items()
    }


def _late(p: Context, one: FollowUpLate) -> dict[str, Any]:
    prefix, _, number = one.id.partition("/")
    room, cls = _PLACES[prefix]
    return {
        "address": p.path("desk", room, number),
        "kind": p.say(cls.title_of_type),
        "state": p.say(LIVES[cls].states[one.state]),
        "due": one.due,
        "waits_for": p.label(one.waits_for) if one.waits_for else None,
    }


def _safe(picture: str) -> Markup:
    # viz escapes every text it draws and writes neither script nor style.
    return Markup(picture)  # noqa: S704
