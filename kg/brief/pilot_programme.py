"""What a pilot is to do: objectives, scope, contributions, actions, milestones, indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.base.i18n import Message, choose, msg
from kg.base.reader_manner import labelled, series
from kg.brief.drawings import Span, Timeline
from kg.brief.paper import (
    Blank,
    Block,
    Column,
    Figure,
    Paragraph,
    Picture,
    Points,
    Remark,
    Sentence,
    Table,
)
from kg.brief.pilot_facts import Facts
from kg.exchange.plan_view import PlanIndicator, PlanPart
from kg.model.vocabulary import word

TO_BE_NAMED = msg("to be named by the Board")
ROWS = 3
"""Empty rows for actions that the board is to name."""


def objectives(known: Facts) -> tuple[Block, ...]:
    """Return the objectives on record, each with its standing."""
    tell = known.telling
    if not known.plan.objectives:
        return (Paragraph((tell.says(msg("No objective is on record: the Board names them.")),)),
                Blank(tell.words(msg("Objectives (for the Board to name)")), ROWS))  # fmt: skip
    items = [
        Sentence(_with_standing(known, one), (), one.id, _spoken(known, one))
        for one in known.plan.objectives
    ]
    return (Points(tuple(items), ordered=True),)


def _with_standing(known: Facts, part: PlanPart) -> str:
    standing = part.props.get("standing")
    name = known.name(part.id)
    if standing is None:
        return name
    said = word("standing", standing)
    return known.telling.words(msg("{name} ({standing})", name=name, standing=said))


def _spoken(known: Facts, part: PlanPart) -> str | None:
    label = known.view.snapshot.label(known.view.index(part.id))
    spoken = choose(label, known.telling.lang)[1]
    return None if spoken == known.telling.lang else spoken


def scope(known: Facts) -> tuple[Block, ...]:
    """Return what the pilot is about, and what it leaves out."""
    tell, plan = known.telling, known.plan
    text = plan.measure.props.get("text", {})
    said, lang = choose(text, tell.lang) if text else ("", tell.lang)
    names = [known.name(id_) for id_ in known.partners]
    inside = msg("In scope: activities with {names}.", names=names)
    outside = msg("Out of scope: bodies that the measure does not name, and what binds states.")
    own = (
        (Sentence(said, (), plan.measure.id, None if lang == tell.lang else lang),) if said else ()
    )
    return (Paragraph((*own, tell.says(inside), tell.says(outside))),)


def contributions(known: Facts) -> tuple[Block, ...]:
    """Return the programmes, practices and sectors of each body."""
    tell, found = known.telling, known.bridges
    if found is None:
        return ()
    columns = _columns(known, msg("Body"), msg("Programmes"), msg("Good practices"), msg("States"))
    rows = tuple(
        (
            Sentence(one.label, (), one.id),
            *(
                Sentence(
                    tell.number(count),
                    (known.of_bridges(count, unit, f"$.bodies[?@.id=='{one.id}'].{n}"),),
                )
                for n, count, unit in (
                    ("programmes", one.programmes, msg("programmes")),
                    ("practices", one.practices, msg("good practices")),
                    ("states", one.states, msg("states")),
                )
            ),
        )
        for one in found.bodies
    )
    table = Table(tell.words(msg("What each side brings, as far as is on record")), columns, rows)
    sectors = [one.label for one in found.shared.sectors]
    if not sectors:
        return (table,)
    said = msg("Sectors in which at least two of them work: {names}.", names=sectors)
    return (table, Paragraph((tell.says(said),)))


def actions(known: Facts) -> tuple[Block, ...]:
    """Return the joint actions, with who is responsible; empty lines where there are none."""
    tell = known.telling
    if not known.plan.actions:
        said = msg("No joint action is on record: the Board names them, and who is responsible.")
        return (
            Paragraph((tell.says(said),)),
            Blank(tell.words(msg("Joint actions (for the Board to name)")), ROWS),
        )
    columns = _columns(
        known, msg("Action"), msg("Responsible"), msg("Start"), msg("End"), msg("State"),
        msg("Proof"),
    )  # fmt: skip
    rows = tuple(_action(known, one) for one in known.plan.actions)
    return (Table(tell.words(msg("Who does what until when")), columns, rows),)


def _action(known: Facts, one: PlanPart) -> tuple[Sentence, ...]:
    tell, props = known.telling, one.props
    named = [known.name(id_) for id_ in props.get("responsible", ())]
    who = ", ".join(named) if named else tell.words(TO_BE_NAMED)
    return (
        Sentence(known.name(one.id), (), one.id, _spoken(known, one)),
        Sentence(who),
        Sentence(tell.day(props.get("starts"))),
        Sentence(tell.day(props.get("ends"))),
        Sentence(_status(known, one)),
        Sentence(str(props.get("evidence") or "–")),
    )


def _status(known: Facts, one: PlanPart) -> str:
    status = one.props.get("status")
    said = word("status", status) if status else msg("not known")
    return said.text(known.telling.lang) if isinstance(said, Message) else said


def milestones(known: Facts) -> tuple[Block, ...]:
    """Return the milestones with their days and states, and a picture of them."""
    tell = known.telling
    found = known.plan.milestones
    if not found:
        return (Paragraph((tell.says(msg("No milestone is on record.")),)),)
    rows = tuple(
        (
            Sentence(known.name(one.id), (), one.id),
            Sentence(tell.day(one.props.get("due"), one.props.get("precision")), _due(known, one)),
            Sentence(_status(known, one)),
        )
        for one in found
    )
    columns = _columns(known, msg("Milestone"), msg("Due"), msg("State"))
    table = Table(tell.words(msg("What was to be done by when, and how it stands")), columns, rows)
    dated = [one for one in found if one.props.get("due")]
    return (table, _timeline(known, dated)) if dated else (table,)


def _due(known: Facts, one: PlanPart) -> tuple[Figure, ...]:
    due, at = one.props.get("due"), "$.node.properties.due"
    return (known.of_record(one.id, due, None, at),) if due else ()


def _timeline(known: Facts, found: Sequence[PlanPart]) -> Picture:
    tell = known.telling
    starts = known.plan.measure.props.get("starts")
    spans = tuple(
        Span(known.name(one.id), starts, one.props["due"], _status(known, one)) for one in found
    )
    said = [
        labelled(span.label, f"{tell.day(span.until)} ({span.state})", tell.lang) for span in spans
    ]
    return Picture(
        Timeline(spans, known.view.as_of.isoformat()),
        tell.words(msg("Until when each milestone was due")),
        series(said, tell.lang),
    )


def doors(known: Facts) -> tuple[Block, ...]:
    """Return who is responsible on our side, and through which offices the partners are reached."""
    tell, found = known.telling, known.bridges
    named = [known.name(id_) for id_ in known.plan.measure.props.get("responsible", ())]
    if named:
        first = tell.says(msg("Responsible for the pilot: {names}.", names=named))
    else:
        first = tell.says(msg("Nobody is responsible for the pilot yet: the Board names them."))
    return (Paragraph((first,)), *(_doors(known) if found else ()))


def _doors(known: Facts) -> Iterator[Block]:
    tell, found = known.telling, known.bridges
    assert found is not None
    for one in found.doors:
        if one.of in known.partners:
            said = msg("{body}: the right door is {door}.", body=known.name(one.of), door=one.label)
            yield Paragraph((tell.says(said, id_=one.id),))
            if one.steps:
                yield Points(tuple(Sentence(text) for text in one.steps), ordered=True)


def transfer(known: Facts) -> tuple[Block, ...]:
    """Return the practices that could be taken over, and how far those on their way are."""
    tell, found = known.telling, known.bridges
    could = found.practices if found else []
    blocks: list[Block] = []
    if could:
        columns = _columns(known, msg("Good practice"), msg("From"), msg("To"), msg("Evidence"))
        rows = tuple(
            (
                Sentence(one.label, (), one.id),
                Sentence(known.name(one.from_)),
                Sentence(known.name(one.to)),
                Sentence(one.evidence or "–"),
            )
            for one in could
        )
        blocks.append(Table(tell.words(msg("Good practices that could be taken over")), columns,
                            rows))  # fmt: skip
    else:
        said = msg("No good practice of these bodies is on record yet: each names its own first.")
        blocks.append(Paragraph((tell.says(said),)))
    steps = (
        msg("The body that has it names the good practice, with its evidence."),
        msg("The agency says what it would adapt, and who is in charge."),
        msg("What was adapted, and what that changed, is noted with its document."),
    )
    return (*blocks, Points(tuple(tell.says(one) for one in steps), ordered=True))


def indicators(known: Facts) -> tuple[Block, ...]:
    """Return the indicators with baseline, target, what was read, and what is calculated."""
    tell = known.telling
    if not known.plan.indicators:
        said = msg("No indicator is on record.")
        return (
            Paragraph((tell.says(said),)),
            Blank(tell.words(msg("Indicators (for the Board to name)")), ROWS),
        )
    columns = _columns(
        known, msg("Indicator"), msg("Baseline"), msg("Target"), msg("Last reading"),
        msg("On record today"), msg("Source"),
    )  # fmt: skip
    columns = (replace(columns[0], share=3), *columns[1:])
    rows = tuple(_indicator(known, one) for one in known.plan.indicators)
    note = tell.words(msg("A target that is empty is for the Board to set."))
    return (
        Table(tell.words(msg("What is measured, and what it was at last")), columns, rows, note),
    )


def _indicator(known: Facts, one: PlanIndicator) -> tuple[Sentence, ...]:
    tell, props = known.telling, one.part.props
    last = one.readings[-1] if one.readings else None
    unit = choose(props["unit_of_measure"], tell.lang)[0] if props.get("unit_of_measure") else ""
    read = f"{tell.number(last.value)} ({tell.day(last.day)})" if last else "–"
    calculated = tell.words(msg("calculated here"))
    source = last.where if last else calculated if one.calculated is not None else "–"
    return (
        Sentence(f"{known.name(one.part.id)} ({unit})" if unit else known.name(one.part.id), (),
                 one.part.id),
        Sentence(_amount(known, props.get("baseline"))),
        Sentence(_amount(known, props.get("target"))),
        Sentence(read),
        Sentence(_amount(known, one.calculated)),
        Sentence(source),
    )  # fmt: skip


def _amount(known: Facts, value: float | None) -> str:
    return "–" if value is None else known.telling.number(value)


def standing(known: Facts) -> tuple[Block, ...]:
    """Return a box that says how the plan stands, and by which mandate it is there."""
    tell, props = known.telling, known.plan.measure.props
    stands = word("standing", props.get("standing") or "proposed")
    blocks: list[Block] = [Remark(tell.words(msg("This plan is {standing}.", standing=stands)))]
    mandate = props.get("mandate")
    if mandate:
        node = known.view.snapshot.index(mandate)
        name = Sentence(mandate) if node is None else tell.name(node)
        blocks.append(Paragraph((tell.says(msg("It rests on this source:")), name)))
    return tuple(blocks)


def _columns(known: Facts, *labels: Message) -> tuple[Column, ...]:
    return tuple(Column(known.telling.words(label)) for label in labels)
