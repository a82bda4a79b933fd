"""The parts of a guidance document about acting: steps, doors, kinds of agreement, their end."""

from __future__ import annotations

from collections.abc import Iterator

from kg.base.i18n import msg
from kg.brief.guidance_facts import Facts
from kg.brief.paper import Blank, Block, Column, Paragraph, Points, Sentence, Table
from kg.brief.paper_telling import THERE_IS_MORE
from kg.graph.actors import doors, real
from kg.model.vocabulary import word

DOORS = 8
_STEPS = (
    msg("What is known of a body is put on record, each fact with its source."),
    msg("The rules give a verdict; it names the rules that speak and what they rest on."),
    msg("The criteria give an order among those who may be approached."),
    msg("What is unknown becomes a question, with the fact that would answer it."),
    msg("The board decides whom to approach; what is computed here is a proposal to it."),
    msg("The body is approached through the office that is competent for cooperation."),
    msg("What was agreed is put on record, with its document; the next order counts it."),
)


def procedure(known: Facts) -> tuple[Block, ...]:
    """Return the steps, the dates that are on record, the doors, and who is to decide the rest."""
    telling = known.telling
    steps = Points(tuple(telling.says(step) for step in _STEPS), ordered=True)
    blank = (
        Blank(telling.words(msg("Who signs for the agency (to be decided by the board)"))),
        Blank(telling.words(msg("Deadlines of each step (to be decided by the board)"))),
    )
    return (steps, *_dates(known), *_doors(known), *blank)


def _dates(known: Facts) -> Iterator[Block]:
    """Yield the milestones of the initiative on which the guideline rests."""
    telling, view = known.telling, known.telling.view
    initiative = view.snapshot.index(known.guideline.otherwise.basis)
    if initiative is None:
        return
    parts = view.adjacency(("PART_OF",), "in").of(initiative).tolist()
    marks = [node for node in parts if view.is_a(node, "Milestone")]
    if marks:
        columns = (
            Column(telling.words(msg("Milestone")), share=4),
            Column(telling.words(msg("Due")), share=2),
            Column(telling.words(msg("State")), share=2),
        )
        rows = tuple(_milestone(known, node) for node in sorted(marks, key=view.id))
        yield Table(telling.words(msg("Dates of the work plan")), columns, rows)


def _milestone(known: Facts, node: int) -> tuple[Sentence, ...]:
    telling = known.telling
    props = telling.view.props(node)
    figure = telling.figure(
        props.get("due"), None, f"/v1/nodes/{telling.view.id(node)}", "$.node.properties.due",
        rests="published",
    )  # fmt: skip
    status = word("status", props.get("status") or "unknown")
    return (
        telling.name(node),
        Sentence(telling.day(props.get("due"), props.get("precision")), (figure,)),
        Sentence(status if isinstance(status, str) else telling.words(status)),
    )


def _doors(known: Facts) -> Iterator[Block]:
    """Yield the offices to write to, as far as they are on record: a fact, and no verdict."""
    telling, view = known.telling, known.telling.view
    bodies = sorted(real(view, view.of_type("Organisation").tolist()), key=view.id)
    found = [(body, door[0]) for body in bodies if (door := doors(view, body))]
    if not found:
        return
    columns = (
        Column(telling.words(msg("Body")), share=4),
        Column(telling.words(msg("Office competent for cooperation")), share=5),
    )
    rows = tuple((telling.name(body), telling.name(door)) for body, door in found[:DOORS])
    note = telling.words(THERE_IS_MORE) if len(found) > DOORS else ""
    yield Table(telling.words(msg("Offices to write to, as far as on record")), columns, rows, note)


def agreements(known: Facts) -> tuple[Block, ...]:
    """Return the kinds of agreement that are on record, and how many there are of each."""
    telling = known.telling
    if not known.agreements:
        return (Paragraph((telling.says(msg("No agreement is on record yet.")),)),)
    columns = (
        Column(telling.words(msg("Kind of agreement")), share=5),
        Column(telling.words(msg("On record")), is_number=True, share=2),
    )
    rows = tuple(
        (_kind(known, kind), Sentence(telling.number(count))) for kind, count in known.agreements
    )
    caption = telling.words(msg("Kinds of agreement on record"))
    total = sum(count for _, count in known.agreements)
    figure = telling.figure(total, msg("agreements"), "/v1/status", "$.counts.Agreement")
    said = msg("{n} agreements, resolutions and decisions are on record.", n=telling.number(total))
    chosen = Blank(
        telling.words(msg("Which kind serves which purpose (to be decided by the board)"))
    )
    return Paragraph((telling.says(said, figure),)), Table(caption, columns, rows), chosen


def _kind(known: Facts, kind: str) -> Sentence:
    said = word("kind", kind)
    return Sentence(said if isinstance(said, str) else known.telling.words(said))


def ending(known: Facts) -> tuple[Block, ...]:
    """Return what the rules say of links that have ended, and what is to be decided."""
    telling = known.telling
    ended = [rule for rule in known.guideline.rules if rule.when.link and "ended" in rule.when.link]
    said = {one.id: one for one in known.said.rules}
    points = tuple(
        Sentence(
            known.filled(" ".join(filter(None, (said[rule.id].text, said[rule.id].condition))))
        )
        for rule in ended
    )
    blank = Blank(
        telling.words(msg("Who ends or suspends a link, and how (to be decided by the board)"))
    )
    if not points:
        return Paragraph((telling.says(msg("The guideline says nothing of it.")),)), blank
    lead = telling.says(msg("Of a link that has ended the guideline says:"))
    return Paragraph((lead,)), Points(points), blank
