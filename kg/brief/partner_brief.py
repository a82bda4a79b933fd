"""The partner brief: whether, how and on which conditions to approach a body; for the board.

It works for any body: for one that is no candidate it says so, with the reason, and judges nothing.
"""

from __future__ import annotations

from kg.base.i18n import msg
from kg.brief.paper import Block, Content, Section
from kg.brief.paper_kinds import PaperAsked
from kg.brief.paper_telling import Telling
from kg.brief.partner_brief_facts import Facts, facts
from kg.brief.partner_contacts import agreements, door
from kg.brief.partner_decision import decision
from kg.brief.partner_points import points
from kg.brief.partner_reach import picture, reach
from kg.brief.partner_reasons import against, reasons, verdict

QUESTIONS = 3
"""Questions that a brief lists; the page of the partner has all of them."""


def content(asked: PaperAsked) -> Content:
    """Return what the brief of a partner says.

    Raises:
        ForbiddenError: the reader is not the board.
        UnknownIdError: there is no such body.
    """
    telling = Telling(asked)
    known = facts(telling)
    return Content(
        title=telling.label(known.node),
        points=points(telling, known),
        sections=_sections(telling, known),
        standings=(_standing(known, telling.lang),),
        missing=_missing(telling, known),
    )


def _sections(telling: Telling, known: Facts) -> tuple[Section, ...]:
    titled: tuple[tuple[str, tuple[Block, ...]], ...] = (
        (telling.words(msg("Verdict and conditions")), verdict(telling, known)),
        (telling.words(msg("Why")), reasons(telling, known)),
        (telling.words(msg("Whom it reaches that nobody else reaches")), reach(telling, known)),
        (telling.words(msg("The right door")), door(telling, known)),
        (telling.words(msg("Agreements and their dates")), agreements(telling, known)),
        (
            telling.words(msg("What speaks against it, and how firm this is")),
            against(telling, known),
        ),
        (telling.words(msg("Decision asked of the Board")), decision(telling, known)),
        (telling.words(msg("The states it reaches")), (picture(telling, known),)),
    )
    return tuple(Section(title, blocks) for title, blocks in titled if blocks)


def _standing(known: Facts, lang: str) -> str:
    ruled = known.found.guideline
    return f"{ruled.name} {ruled.version}: {ruled.standing.sentence().text(lang)}"


def _missing(telling: Telling, known: Facts) -> tuple[str, ...]:
    if known.partner is None:
        return ()
    asked = known.partner.questions
    more = len(asked) - QUESTIONS
    rest = (telling.words(msg("Questions that are not listed here: {count}.", count=more)),)
    return (*asked[:QUESTIONS], *(rest if more > 0 else ()))
