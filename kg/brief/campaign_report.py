"""The campaign report: who has contributed, what is there, and how to contribute.

No state is named but those that have contributed, and none is late to anybody: what is missing of a
state is between it and the secretariat.
"""

from __future__ import annotations

from typing import Final

from kg.base.dates import add_months
from kg.base.i18n import Message, msg, nmsg
from kg.base.text import fold
from kg.brief.campaign_facts import Facts, facts
from kg.brief.demands_met import demands_met
from kg.brief.drawings import StateTiles
from kg.brief.paper import (
    Block,
    Column,
    Content,
    Figure,
    Paragraph,
    Picture,
    Points,
    Section,
    Sentence,
    Table,
    Tiles,
)
from kg.brief.paper_kinds import PaperAsked
from kg.brief.paper_telling import Telling
from kg.brief.unmet_needs import unmet_needs
from kg.exchange.campaign_words import standing_of
from kg.model.documents import Declared

CONTRIBUTED_AT: Final = "$.states[?@.offers > 0 || @.demands > 0 || @.practices > 0]"


def content(asked: PaperAsked) -> Content:
    """Return what the report says.

    Raises:
        StoreError: the desk cannot be read.
    """
    telling = Telling(asked)
    known = facts(telling)
    titled = (
        (msg("Key figures"), _key_figures(telling, known)),
        (msg("Who has contributed"), _who(telling, known)),
        (msg("What is on the table"), _table(telling, known)),
        (msg("Demands that no offer meets"), unmet_needs(telling, known.demands)),
        (msg("How to contribute"), _how(telling)),
    )
    return Content(
        title=telling.words(msg("The campaign of the exchange")),
        points=_points(telling, known),
        sections=tuple(Section(telling.words(title), blocks) for title, blocks in titled),
        standings=(telling.words(standing_of(known.rules)),),
        missing=tuple(telling.words(one) for one in _missing(known)),
    )


def _points(telling: Telling, known: Facts) -> tuple[Sentence, ...]:
    count = len(known.contributors)
    said = nmsg(
        "{count} of the {all} states has contributed offers, demands or practices.",
        "{count} of the {all} states have contributed offers, demands or practices.",
        count, all=len(known.status.states),
    )  # fmt: skip
    first = telling.says(said, _contributed(telling, known), _all(telling, known))
    fresh = nmsg(
        "{count} state has confirmed a record within the year.",
        "{count} states have confirmed a record within the year.",
        known.fresh,
    )
    step = telling.says(msg("Next: enter one demand and one offer; the sheet takes a few minutes."))
    return first, telling.says(fresh, _fresh(telling, known)), step


def _key_figures(telling: Telling, known: Facts) -> tuple[Block, ...]:
    tiles = [
        telling.tile(msg("states that have contributed"), _contributed(telling, known)),
        telling.tile(msg("states that confirmed within the year"), _fresh(telling, known)),
        telling.tile(msg("open offers"), telling.declared(known.offers)),
        telling.tile(msg("open demands"), telling.declared(known.demands)),
    ]
    if known.totals is not None:
        tiles += [
            telling.tile(msg("states on the list"), _total(telling, known, "on_list")),
            telling.tile(msg("states with a focal point"), _total(telling, known, "focal_points")),
        ]
    return (Tiles(tuple(tiles)),)


def _who(telling: Telling, known: Facts) -> tuple[Block, ...]:
    names = sorted(known.contributors, key=lambda one: (fold(one.label), one.id))
    classes = (telling.words(msg("has contributed")),)
    picture = Picture(
        StateTiles(classes, tuple((one.id, 0) for one in known.contributors)),
        telling.words(msg("The states that have contributed")),
        telling.words(_named([one.label for one in names])),
        (_contributed(telling, known),),
    )
    return (picture,)


def _named(names: list[str]) -> Message:
    if not names:
        return msg("No state has contributed yet.")
    return msg("These states have contributed: {names}.", names=names)


def _table(telling: Telling, known: Facts) -> tuple[Block, ...]:
    heads = (
        Column(telling.words(msg("What")), share=2),
        Column(telling.words(msg("Open on this day")), is_number=True),
    )
    rows = tuple(
        (telling.says(label), _cell(telling, found))
        for label, found in (
            (msg("Offers"), known.offers),
            (msg("Demands"), known.demands),
            (msg("Good practices"), known.practices),
        )
    )
    said = Paragraph((demands_met(telling, known.demands),))
    return Table(telling.words(msg("Records that can be taken up")), heads, rows), said


def _cell(telling: Telling, found: Declared) -> Sentence:
    return Sentence(telling.number(found.open), (telling.declared(found),))


def _how(telling: Telling) -> tuple[Block, ...]:
    steps = (
        msg("The authority names a focal point with a mailbox of the office."),
        msg("The focal point signs in by a link that comes by mail."),
        msg("It enters offers, demands and good practices, one by one or in a sheet."),
        msg("The secretariat looks at them and publishes them."),
        msg("Once a year it says that they are still right, with one click."),
    )
    return (Points(tuple(telling.says(step) for step in steps), ordered=True),)


def _contributed(telling: Telling, known: Facts) -> Figure:
    count = len(known.contributors)
    return telling.figure(count, msg("states"), "/v1/status", CONTRIBUTED_AT)


def _all(telling: Telling, known: Facts) -> Figure:
    return telling.figure(len(known.status.states), msg("states"), "/v1/status", "$.states[?@.id]")


def _fresh(telling: Telling, known: Facts) -> Figure:
    since = add_months(telling.view.as_of, -12).isoformat()
    at = f"$.states[?@.updated > '{since}']"
    return telling.figure(known.fresh, msg("states"), "/v1/status", at)


def _total(telling: Telling, known: Facts, field: str) -> Figure:
    value = getattr(known.totals, field)
    return telling.of_board(value, msg("states"), "/v1/desk/campaign", f"$.totals.{field}")


def _missing(known: Facts) -> tuple[Message, ...]:
    if known.totals is None:
        return (msg("How many states have a focal point is not told to these readers."),)
    return ()
