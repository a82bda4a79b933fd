"""The plan of a pilot as a paper: from its mandate to who does what, and what is not known yet.

It states what the base holds; what is for the Board to say is left empty, with the reason.
"""

from __future__ import annotations

from kg.base.i18n import Message, msg, nmsg
from kg.brief.paper import Block, Content, Section, Sentence
from kg.brief.paper_kinds import PaperAsked
from kg.brief.paper_telling import Telling
from kg.brief.pilot_baseline import baseline, by_state, in_force, reached
from kg.brief.pilot_facts import Facts, facts
from kg.brief.pilot_outlook import budget, declining, log, risks
from kg.brief.pilot_programme import (
    actions,
    contributions,
    doors,
    indicators,
    milestones,
    objectives,
    scope,
    standing,
    transfer,
)
from kg.brief.spelled_out import spelled_out
from kg.model.audiences import FEWEST
from kg.model.vocabulary import word


def content(asked: PaperAsked) -> Content:
    """Return what the plan of a pilot says.

    Raises:
        UnknownIdError: there is no such measure, or not for this audience.
    """
    telling = Telling(asked)
    known = facts(telling)
    made = Content(
        title=telling.label(known.measure),
        points=_points(known),
        sections=_sections(known),
        standings=_standings(known),
        missing=_missing(known),
    )
    return spelled_out(made, telling.view, telling.lang)


def _sections(known: Facts) -> tuple[Section, ...]:
    body: list[tuple[Message, tuple[Block, ...]]] = [
        (msg("Mandate and sources"), standing(known)),
        (msg("Baseline"), baseline(known)),
        (msg("Objectives"), objectives(known)),
        (msg("Scope"), scope(known)),
        (msg("What each side brings"), contributions(known)),
        (msg("Joint actions"), actions(known)),
        (msg("Milestones"), milestones(known)),
        (msg("Governance and doors"), doors(known)),
        (msg("Knowledge transfer"), transfer(known)),
        (msg("Indicators"), indicators(known)),
        (msg("Risks"), risks(known)),
        (msg("If one partner declines"), declining(known)),
        (msg("Budget"), budget(known)),
    ]
    annexes: list[tuple[Message, tuple[Block, ...]]] = [
        (msg("States and their bodies"), by_state(known) if known.partners else ()),
    ]
    if known.view.audience == FEWEST:
        annexes.append((msg("How the partners were approached"), log(known)))
    tell = known.telling
    return (
        *(Section(tell.words(title), blocks) for title, blocks in body if blocks),
        *(Section(tell.words(title), blocks, annex=True) for title, blocks in annexes if blocks),
    )


def _points(known: Facts) -> tuple[Sentence, ...]:
    """Return three points: who is reached, what binds, what the Board is asked for."""
    tell = known.telling
    points = []
    whole = known.coverage()
    if whole is not None:
        figure = reached(known)
        said = nmsg(
            "The partners reach {count} of {total} states together.",
            "The partners reach {count} of {total} states together.",
            int(figure.value or 0),
            total=whole.total,
        )
        points.append(tell.says(said, figure))
    if known.bridges is not None:
        figure = in_force(known, known.bridges)
        said = nmsg(
            "{count} agreement between the bodies is known to be in force.",
            "{count} agreements between the bodies are known to be in force.",
            int(figure.value or 0),
        )
        points.append(tell.says(said, figure))
    points.append(tell.says(msg("Asked of the Board: who is responsible, joint actions, targets.")))
    return tuple(points)


def _standings(known: Facts) -> tuple[str, ...]:
    stands = known.plan.measure.props.get("standing")
    said = word("standing", stands) if stands else msg("not known")
    return (known.telling.words(msg("The plan: {standing}.", standing=said)),)


def _missing(known: Facts) -> tuple[str, ...]:
    tell, plan = known.telling, known.plan
    found = []
    if not plan.measure.props.get("responsible"):
        found.append(msg("Who is responsible for the pilot."))
    if not plan.actions:
        found.append(msg("Joint actions."))
    without = [known.name(one.part.id) for one in plan.indicators if "target" not in one.part.props]
    if without:
        found.append(msg("Targets of: {names}.", names=without))
    undated = [known.name(one.id) for one in plan.milestones if not one.props.get("due")]
    if undated:
        found.append(msg("Days of: {names}.", names=undated))
    return tuple(tell.words(one) for one in found)
