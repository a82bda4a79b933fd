"""The quarterly report: what changed in the exchange between two days, and what nobody meets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kg.base.dates import add_months
from kg.base.i18n import Message, msg
from kg.brief.changes_said import said
from kg.brief.changes_told import Between, between
from kg.brief.demands_met import demands_met
from kg.brief.exchange_counts import Counts, counts, key_figures, without_result
from kg.brief.exchange_funnel import funnel
from kg.brief.paper import Block, Content, Section, Sentence
from kg.brief.paper_kinds import PaperAsked
from kg.brief.paper_telling import Telling
from kg.brief.unmet_needs import unmet_needs
from kg.model.relations import DECLARED

QUARTER = 3
"""Months."""


def content(asked: PaperAsked) -> Content:
    """Return what the report says: since a day, else of the last quarter that is over.

    Raises:
        StoreError: the desk or the history cannot be read.
    """
    first, last = period(asked.inquiry.day, asked.since)
    telling = Telling(_on(asked, last))
    found, changed = counts(telling, first), between(telling, first, last)
    days = telling.day(first.isoformat()), telling.day(last.isoformat())
    title = msg("The exchange from {first} to {last}", first=days[0], last=days[1])
    titled = (
        (msg("Key figures"), key_figures(telling, found)),
        (msg("From request to result"), funnel(telling, found)),
        (msg("What ended without a result"), without_result(telling, found)),
        *_changes(telling, changed),
        (msg("Demands that no offer meets"), unmet_needs(telling, found.demands)),
    )
    return Content(
        title=telling.words(title),
        points=_points(telling, found),
        sections=tuple(Section(telling.words(one), blocks) for one, blocks in titled if blocks),
        missing=() if found.desk else (telling.words(_NO_DESK),),
    )


_BINDING = ("Agreement", "MEMBER_OF", "PARTY_TO")
_NO_DESK = msg("What came of requests for contact is not told to these readers.")


def period(today: date, since: date | None) -> tuple[date, date]:
    """Return the first and the last day that a report is about.

    >>> [str(day) for day in period(date(2026, 11, 29), None)]
    ['2026-07-01', '2026-09-30']
    """
    if since is not None:
        return min(since, today), today
    begins = date(today.year, today.month - (today.month - 1) % QUARTER, 1)
    return add_months(begins, -QUARTER), begins - timedelta(days=1)


def _on(asked: PaperAsked, day: date) -> PaperAsked:
    """Return the same asked on another day."""
    inquiry = asked.inquiry
    return replace(
        asked,
        inquiry=inquiry.knowledge.inquiry(day, inquiry.audience, inquiry.lang),
        desk=replace(asked.desk, day=day),
    )


def _told(telling: Telling, changed: Between, *types: str) -> tuple[Block, ...]:
    return said(telling, changed, [one for one in changed.told if one.type in types])


def _changes(telling: Telling, changed: Between) -> tuple[tuple[Message, tuple[Block, ...]], ...]:
    """Return what changed below a heading for each kind; of a base that is all new, below one."""
    if changed.begun:
        return ((msg("What changed"), _told(telling, changed)),)
    return (
        (msg("Offers, demands and practices"), _told(telling, changed, *DECLARED)),
        (msg("Agreements and memberships"), _told(telling, changed, *_BINDING)),
        (msg("Activities and sources"), _told(telling, changed, "Activity", "Source")),
    )


def _points(telling: Telling, found: Counts) -> tuple[Sentence, ...]:
    open_ = telling.says(
        msg(
            "At the end {offers} offers and {demands} demands were open.",
            offers=telling.number(found.offers.open), demands=telling.number(found.demands.open),
        ),
        telling.declared(found.offers), telling.declared(found.demands),
    )  # fmt: skip
    fits = demands_met(telling, found.demands)
    step = telling.says(
        msg("Next: look at the demands at the end that nobody meets.")
        if found.demands.open else msg("Next: enter what you need, so that others can offer it.")
    )  # fmt: skip
    return open_, fits, step
