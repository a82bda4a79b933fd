"""What is new for an office since it was here last, and where its demands are answered."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from api.authentication.access_state import access_of
from api.pages.desk.at_desk import AtDesk
from api.pages.page_context import Context
from kg.exchange.contact_requests import offices_that_act
from kg.exchange.new_matches import NewMatch, new_matches
from kg.exchange.own_records import asked_about
from kg.exchange.parties import asks_others
from kg.graph.openness import is_open
from kg.model.documents import MatchResult


class News(NamedTuple):
    """What is new; ``first``: the office was never here before. ``found`` is None where unknown."""

    first: bool
    found: list[tuple[str, list[tuple[MatchResult, str]]]] | None


def news_of(here: AtDesk) -> News | None:
    """Return the new matches of each record of an office, None for who speaks for none."""
    view, own = here.reader.view, _own(here)
    if here.focal_point.office is None:
        return None
    visit = here.focal_point.visit_before
    found = new_matches(view, here.reader.inquiry.store, own, visit, here.reader.lang)
    return News(visit is None, None if found is None else _by_record(here, found))


def own_answers(here: AtDesk) -> list[tuple[str, str]]:
    """Return the open demands of an office, and where each is answered."""
    view, frame = here.reader.view, Context(here.reader)
    found = (n for n in _own(here) if view.is_a(n, "Demand") and is_open(view, n))
    return [(view.id(node), frame.path("desk", "answers", view.id(node))) for node in found]


def _own(here: AtDesk) -> list[int]:
    office = here.focal_point.office
    if office is None:
        return []
    active = offices_that_act(access_of(here.reader.request).desk.all_focal_points())
    return asked_about(here.reader.view, office, [one for one in active if one])


def _by_record(
    here: AtDesk, found: list[NewMatch]
) -> list[tuple[str, list[tuple[MatchResult, str]]]]:
    frame = Context(here.reader)
    groups: dict[str, list[tuple[MatchResult, str]]] = {}
    for one in found:
        asked = urlencode({"own": one.own, "about": one.found.id})
        ask = f"{frame.path('desk', 'ask')}?{asked}" if asks_others(here.who) else ""
        groups.setdefault(one.own, []).append((one.found, ask))
    return list(groups.items())
