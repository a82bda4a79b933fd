"""The sector brief: what states offer and ask for in a sector, and who has done it.

States stand by their names; nothing here puts them into an order of any other kind.
"""

from __future__ import annotations

from kg.base.i18n import msg
from kg.brief.paper import Content, Section
from kg.brief.paper_kinds import PaperAsked
from kg.brief.paper_telling import Telling
from kg.brief.sector_experience import experience, partners
from kg.brief.sector_facts import facts
from kg.brief.sector_supply import points, practices, supply, unmet
from kg.brief.spelled_out import spelled_out


def content(asked: PaperAsked) -> Content:
    """Return what the brief of a sector says.

    Raises:
        UnknownIdError: there is no such sector, or not for this audience.
    """
    telling = Telling(asked)
    known = facts(telling)
    titled = (
        (msg("Supply and demand, by state"), supply(telling, known)),
        (msg("Demands that no offer meets"), unmet(telling, known)),
        (msg("Good practices and their proof"), practices(telling, known)),
        (msg("Who has experience"), experience(telling, known)),
        (msg("Partners that work in it"), partners(telling, known)),
    )
    made = Content(
        title=telling.label(known.sector),
        points=points(telling, known),
        sections=tuple(Section(telling.words(title), blocks) for title, blocks in titled),
        missing=tuple(telling.words(one) for one in known.missing),
    )
    return spelled_out(made, telling.view, telling.lang)
