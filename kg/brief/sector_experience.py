"""Who has experience in a sector: what was done, by whom, when; the bodies that work in it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.base.i18n import Message, msg
from kg.brief.drawings import Span, Timeline
from kg.brief.paper import Block, Column, Paragraph, Picture, Points, Sentence, Table
from kg.brief.paper_telling import THERE_IS_MORE, Telling
from kg.brief.sector_facts import ROLES, Facts
from kg.graph.actors import real
from kg.model.relations import BODIES

ROWS = 8
NAMED = 3
BODIES_NAMED = 10
_SOURCES = 2
"""Of how many dated sources a trend needs at least."""


def experience(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return activities with who took part, the last first; a timeline where there is no supply."""
    if not known.activities:
        return _said(
            telling,
            msg("No activity in this sector is on record: who has experience is not known."),
        )
    columns = (
        Column(telling.words(msg("Activity")), share=3),
        Column(telling.words(msg("Who took part")), share=2),
        Column(telling.words(msg("Began"))),
    )
    rows = tuple(_row(telling, node) for node in known.activities[:ROWS])
    note = telling.words(THERE_IS_MORE) if len(known.activities) > ROWS else ""
    table = Table(telling.words(msg("Activities on record, the last first")), columns, rows, note)
    drawn = [] if known.offers.open or known.demands.open else [_picture(telling, known)]
    return table, *drawn, *_trend(telling, known)


def partners(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return the bodies that work in the sector by their own record, by name."""
    if not known.bodies:
        return _said(telling, msg("No body that names this sector as its own is on record."))
    names = tuple(telling.name(node) for node in known.bodies[:BODIES_NAMED])
    more = (telling.says(THERE_IS_MORE),) if len(known.bodies) > BODIES_NAMED else ()
    return (Points((*names, *more)),)


def _row(telling: Telling, activity: int) -> tuple[Sentence, ...]:
    return (
        telling.name(activity),
        Sentence(_who(telling, activity)),
        telling.began(activity),
    )


def _who(telling: Telling, activity: int) -> str:
    """Return states before bodies, each by id; that there are more is said."""
    view = telling.view
    found = {edge.start for edge in view.edges(activity) if edge.type in ROLES}
    nodes = sorted(real(view, found), key=lambda n: (view.is_a(n, *BODIES), view.id(n)))
    names = ", ".join(telling.label(node) for node in nodes[:NAMED])
    return msg("{names} and others", names=names).text(telling.lang) if nodes[NAMED:] else names


def _picture(telling: Telling, known: Facts) -> Picture:
    spans = []
    for node in reversed(known.activities):
        props = telling.view.props(node)
        if props.get("starts"):
            last = props.get("ends") or props["starts"]
            spans.append(Span(telling.label(node), props["starts"], last))
    return Picture(
        Timeline(tuple(spans), telling.view.as_of.isoformat()),
        telling.words(msg("When activities in this sector took place")),
        telling.words(
            msg(
                "A bar is an activity from beginning to end; a diamond stands where no end is told."
            )
        ),
    )


def _trend(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return from when to when activities began, where two dated sources or more tell of them."""
    dated = [node for node in known.activities if telling.view.props(node).get("starts")]
    if min(len(dated), len(_dated_sources(telling, dated))) < _SOURCES:
        return _said(telling, msg("No trend is told: that needs two dated sources or more."))
    first, last = dated[-1], dated[0]
    said = msg(
        "The first activity on record began: {first}. The last one: {last}.",
        first=telling.began(first).text, last=telling.began(last).text,
    )  # fmt: skip
    return (Paragraph((telling.says(said, telling.beginning(first), telling.beginning(last)),)),)


def _dated_sources(telling: Telling, activities: Sequence[int]) -> set[str]:
    view = telling.view
    ids = {source for node in activities for source in view.sources(node)}
    known = {id_: view.snapshot.index(id_) for id_ in ids}
    return {id_ for id_, n in known.items() if n is not None and view.props(n).get("retrieved")}


def _said(telling: Telling, message: Message) -> tuple[Block, ...]:
    return (Paragraph((telling.says(message),)),)
