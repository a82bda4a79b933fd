"""The state brief: what a state has on record, who can meet its needs, what it can do next.

For the state's own teams. It neither ranks nor judges the state.
"""

from __future__ import annotations

from kg.base.i18n import msg
from kg.brief.paper import Content, Section
from kg.brief.paper_kinds import PaperAsked
from kg.brief.paper_telling import Telling
from kg.brief.state_bodies import bodies
from kg.brief.state_changes import changes
from kg.brief.state_facts import Facts, facts
from kg.brief.state_figures import key_figures
from kg.brief.state_gaps import gaps, missing
from kg.brief.state_matches import best_matches, can_offer
from kg.brief.state_points import points
from kg.brief.state_start import built_on, first_steps


def content(asked: PaperAsked) -> Content:
    """Return what the brief of a state says.

    Raises:
        UnknownIdError: there is no such state, or not for this audience.
        StoreError: what changed cannot be read.
    """
    telling = Telling(asked)
    known = facts(telling)
    sections = _sections(telling, known)
    return Content(
        title=telling.label(known.state),
        points=points(telling, known),
        sections=sections,
        standings=known.standings,
        missing=missing(telling, known),
    )


def _sections(telling: Telling, known: Facts) -> tuple[Section, ...]:
    titled = (
        (msg("Key figures"), key_figures(telling, known)),
        (msg("Best matches for its demands"), best_matches(telling, known)),
        (msg("What it can offer, and to whom"), can_offer(telling, known)),
        (msg("What it can build on"), built_on(telling, known)),
        (msg("How to begin"), first_steps(telling, known)),
        (msg("Its bodies and memberships"), bodies(telling, known)),
        (msg("What changed"), changes(telling, known)),
        (msg("Gaps to fill in the sheet"), gaps(telling, known)),
    )
    return tuple(Section(telling.words(title), blocks) for title, blocks in titled if blocks)
