"""The door of a partner, and what it has agreed with the body that approaches it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.base.i18n import msg
from kg.brief.paper import Block, Column, Paragraph, Points, Sentence, Table
from kg.brief.paper_telling import Telling
from kg.brief.partner_brief_facts import Facts
from kg.graph.doors import door_of
from kg.model.documents import Named
from kg.model.vocabulary import word

MOST = 4
"""Agreements that are listed, the latest first."""


def door(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return the office to write to, and who does what after it."""
    found = door_of(telling.view, known.node, telling.lang)
    if found is None:
        said = msg("Which office is competent for cooperation is not on record.")
        return (Paragraph((telling.says(said),)),)
    mailbox = telling.view.props(telling.view.index(found.id)).get("mailbox")
    known_as = telling.says(
        msg("Write to {office}: {mailbox}.", office=found.label, mailbox=mailbox)
        if mailbox
        else msg("Write to {office}; its mailbox is not on record.", office=found.label),
        id_=found.id,
    )
    steps = Points(tuple(Sentence(step) for step in found.steps), ordered=True)
    return (Paragraph((known_as,)), *((steps,) if found.steps else ()))


def agreements(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return the agreements that make the official link, with their dates and how they stand."""
    links = known.partner.links if known.partner else []
    if not links:
        said = msg("No agreement that makes an official link is on record; that is not a no.")
        return (Paragraph((telling.says(said),)),)
    view = telling.view
    by_id = sorted(links, key=lambda one: one.id)
    last = sorted(by_id, key=lambda one: _day(view.props(view.index(one.id))) or "", reverse=True)
    rows = [_row(telling, one) for one in last[:MOST]]
    columns = (
        Column(telling.words(msg("Agreement")), share=4),
        Column(telling.words(msg("Date")), share=2),
        Column(telling.words(msg("In force")), share=2),
    )
    return (Table(telling.words(msg("Agreements on record")), columns, tuple(rows)),)


def _day(props: Mapping[str, Any]) -> str | None:
    return props.get("signed") or props.get("starts")


def _row(telling: Telling, link: Named) -> tuple[Sentence, ...]:
    view = telling.view
    node = view.index(link.id)
    props = view.props(node)
    day = _day(props)
    stands = word("status", props.get("status") or "unknown")
    said = stands if isinstance(stands, str) else telling.words(stands)
    return telling.name(node), Sentence(telling.day(day, props.get("precision"))), Sentence(said)
