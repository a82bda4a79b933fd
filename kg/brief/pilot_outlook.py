"""What may come of a pilot: risks that follow from facts, one partner less, the approaches."""

from __future__ import annotations

from collections.abc import Iterator

from kg.base.i18n import Message, msg, nmsg
from kg.base.reader_manner import number
from kg.brief.paper import Blank, Block, Column, Paragraph, Points, Sentence, Table
from kg.brief.pilot_baseline import reached
from kg.brief.pilot_facts import Facts
from kg.exchange.life_cycle import LIVES
from kg.exchange.noted_steps import Told, history
from kg.model.desk_types import Approach, Transfer


def risks(known: Facts) -> tuple[Block, ...]:
    """Return the risks that follow from what is, or is not, on record; no others."""
    tell = known.telling
    items = [tell.says(said, id_=id_) for said, id_ in _risks(known)]
    if not items:
        return (Paragraph((tell.says(msg("No risk follows from what is on record.")),)),)
    return (Points(tuple(items)),)


def _risks(known: Facts) -> Iterator[tuple[Message, str | None]]:
    found = known.bridges
    for one in found.shared.agreements if found else ():
        name = one.label
        if one.standing == "unknown":
            yield msg("It is not known whether it still holds: {name}.", name=name), one.id
        if one.to_confirm:
            yield msg("Nobody has read it in a publication: {name}.", name=name), one.id
    count = len(found.unknown) if found else 0
    if count:
        said = nmsg(
            "{count} thing that the plan rests on is not on record: see the baseline.",
            "{count} things that the plan rests on are not on record: see the baseline.",
            count,
        )
        yield said, None
    for note in found.disputed if found else ():
        yield msg("The membership of {state} in {body} is disputed.", state=note.label,
                  body=known.name(note.body)), note.id  # fmt: skip
    reach = known.coverage()
    undated = [state for step in (reach.steps if reach else ()) for state in step.undated]
    if undated:
        said = nmsg(
            "Since when {count} state belongs to a partner is not known.",
            "Since when {count} states belong to a partner is not known.",
            len(set(undated)),
        )
        yield said, None
    if not known.plan.measure.props.get("responsible"):
        yield msg("Nobody is responsible for the pilot."), None
    for part in known.plan.milestones:
        if not part.props.get("due"):
            yield msg("No day is set for: {name}.", name=known.name(part.id)), part.id


def declining(known: Facts) -> tuple[Block, ...]:
    """Return which states are left if one partner declines."""
    if len(known.partners) > 1:
        return (Points(tuple(_without(known, id_) for id_ in known.partners)),)
    said = msg("The pilot has one partner at the most: if it declines, there is no pilot.")
    return (Paragraph((known.telling.says(said),)),)


def _without(known: Facts, id_: str) -> Sentence:
    whole, left = reached(known), reached(known, id_)
    found = known.coverage()
    said = msg(
        "Without {body} the others reach {count} of {total} states; all together reach {before}.",
        body=known.name(id_),
        count=_number(known, left.value),
        total=_number(known, found.total if found else 0),
        before=_number(known, whole.value),
    )
    return known.telling.says(said, left, whole)


def _number(known: Facts, value: float | str | None) -> str:
    return number(float(value or 0), known.telling.lang)


def budget(known: Facts) -> tuple[Block, ...]:
    """Return an empty line for the budget, with the reason why it is empty."""
    tell = known.telling
    said = msg("No source states a budget for the pilot: the line is for the Board to fill in.")
    return (
        Paragraph((tell.says(said),)),
        Blank(tell.words(msg("Budget (for the Board to set)")), 2),
    )


def log(known: Facts) -> tuple[Block, ...]:
    """Return the approaches and transfers step by step; for the board."""
    blocks = [*_logs(known)]
    if blocks:
        return tuple(blocks)
    said = msg("No approach to these partners is on record yet.")
    return (Paragraph((known.telling.says(said),)),)


def _logs(known: Facts) -> Iterator[Block]:
    desk = known.telling.asked.desk.desk
    if desk is None:
        return
    for id_ in known.partners:
        if id_ in known.approaches:
            steps = history(desk, known.approaches[id_])
            yield _log(known, known.name(id_), Approach, steps)
    for one in known.transfers:
        yield _log(known, known.name(one.practice), Transfer, history(desk, one))


def _log(known: Facts, name: str, cls: type[Approach | Transfer], steps: list[Told]) -> Table:
    tell = known.telling
    labels = (msg("Step"), msg("Day"), msg("Document"), msg("Next step"))
    columns = tuple(Column(tell.words(label)) for label in labels)
    rows = tuple(
        (
            Sentence(tell.words(one.label)),
            Sentence(tell.day(one.day)),
            Sentence(str(one.said.get("document") or "–")),
            Sentence(_next(known, one)),
        )
        for one in steps
    )
    title = tell.words(LIVES[cls].cls.title_of_type)
    return Table(f"{title}: {name}", columns, rows)


def _next(known: Facts, one: Told) -> str:
    step, day = one.said.get("next_step"), one.said.get("next_day")
    return f"{step} ({known.telling.day(day)})" if step else "–"
