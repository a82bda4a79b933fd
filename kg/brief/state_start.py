"""What helps a state begin of which nothing is on record: what it has done, and the first steps."""

from __future__ import annotations

from typing import Final

from kg.base.i18n import msg
from kg.brief.paper import Block, Column, Paragraph, Points, Sentence, Table
from kg.brief.paper_telling import THERE_IS_MORE, Telling
from kg.brief.state_facts import Facts
from kg.graph.actors import activities_of, family
from kg.model.registry import RELATIONS
from kg.model.relations import ACTIVITY_ROLES

ROWS: Final = 6
_ROLES: Final = ("RUNS", *ACTIVITY_ROLES)
_STEPS: Final = (
    msg("Ask the ministries which needs their plans and budgets name already."),
    msg("Choose three needs that another state could meet with people and knowledge."),
    msg("Choose three things that your own offices do well and could show to others."),
    msg("Write one line for each in the sheet: title, subject, languages, who pays what."),
    msg("Name an office with a mailbox as the contact: others write to it, not to persons."),
    msg("Send the sheet: matches are found the same day, and the next brief shows them."),
)


def built_on(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return the activities in which the state took part: what it could offer today."""
    if known.is_any:
        return ()
    view = telling.view
    found = activities_of(view, family(view, known.state))
    days = {node: str(view.props(node).get("starts") or "") for node in found}
    last = sorted(sorted(found, key=view.id), key=days.__getitem__, reverse=True)
    if not last:
        none = msg("No activity with it is on record; what it has done is not known here.")
        return (Paragraph((telling.says(none),)),)
    lead = telling.says(msg("It took part in these. What it learned or taught there it may offer."))
    columns = (
        Column(telling.words(msg("Activity")), share=4),
        Column(telling.words(msg("What it did")), share=2),
        Column(telling.words(msg("Began")), share=2),
    )
    rows = tuple(_row(telling, known, node) for node in last[:ROWS])
    note = telling.words(THERE_IS_MORE) if len(last) > ROWS else ""
    table = Table(telling.words(msg("Activities on record, the last first")), columns, rows, note)
    return Paragraph((lead,)), table


def first_steps(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return how to begin, in order."""
    if known.is_any:
        return ()
    return (Points(tuple(telling.says(step) for step in _STEPS), ordered=True),)


def _row(telling: Telling, known: Facts, activity: int) -> tuple[Sentence, ...]:
    view = telling.view
    own = set(family(view, known.state))
    roles = {e.type for e in view.edges(activity) if e.type in _ROLES and e.start in own}
    did = ", ".join(
        telling.words(RELATIONS[role].title_of_type) for role in _ROLES if role in roles
    )
    return telling.name(activity), Sentence(did), telling.began(activity)
