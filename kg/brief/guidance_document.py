"""The guidance document: how, on what conditions, or not, other bodies are approached.

It says what a guideline says and holds no verdict on a body that exists: those are a paper of their
own, for the board (``verdicts_paper``).
"""

from __future__ import annotations

from kg.base.i18n import choose, msg
from kg.brief import guidance_changes as made
from kg.brief import guidance_procedure as acting
from kg.brief import guidance_rules as rules
from kg.brief.guidance_example import example
from kg.brief.guidance_facts import Facts, facts
from kg.brief.guidance_needs import needs, principles
from kg.brief.paper import Block, Content, Paragraph, Remark, Section, Sentence
from kg.brief.paper_kinds import PaperAsked
from kg.brief.paper_telling import Telling


def content(asked: PaperAsked) -> Content:
    """Return what the guidance document about a guideline says.

    Raises:
        BadOptionError: there is no such guideline.
        ForbiddenError: it is not adopted, and the reader is not the board.
    """
    telling = Telling(asked)
    known = facts(telling)
    return Content(
        title=telling.words(msg("Guidance for approaching other bodies")),
        points=_points(known),
        sections=(*_sections(known), *_annexes(known)),
        standings=(_standing(known),),
        missing=_missing(known),
    )


def _standing(known: Facts) -> str:
    """Return which version of which guideline it is, and whether it is adopted."""
    said = msg("{name} {version}: {standing}", name=known.guideline.guideline,
               version=known.guideline.version,
               standing=known.guideline.standing.sentence())  # fmt: skip
    return known.telling.words(said)


def _points(known: Facts) -> tuple[Sentence, ...]:
    telling = known.telling
    count = len(known.said.rules)
    figures = (
        known.figure(count, msg("rules"), "$.rules[?@.id]"),
        known.figure(len(known.said.criteria), msg("criteria"), "$.criteria[?@.name]"),
    )
    judged = msg("{rules} rules say whether a body is approached; {criteria} criteria give the "
                 "order.", rules=count, criteria=len(known.said.criteria))  # fmt: skip
    return (
        telling.says(msg("Not all bodies are approached, but those that serve most states best.")),
        telling.says(judged, *figures),
        telling.says(msg("It is about bodies. No state is judged or ranked.")),
    )


def _sections(known: Facts) -> tuple[Section, ...]:
    titled = (
        (msg("Status"), _status(known)),
        (msg("Purpose"), _purpose(known)),
        (msg("Principles"), principles(known)),
        (msg("What states need"), needs(known)),
        (msg("Who is judged"), rules.candidates(known)),
        (msg("Conditions"), rules.conditions(known)),
        (msg("Criteria"), rules.criteria(known)),
        (msg("Procedure"), acting.procedure(known)),
        (msg("Kinds of agreement"), acting.agreements(known)),
        (msg("How to end or suspend"), acting.ending(known)),
        (msg("A worked example"), example(known)),
    )
    return tuple(Section(known.telling.words(title), blocks) for title, blocks in titled)


def _annexes(known: Facts) -> tuple[Section, ...]:
    titled = (
        (msg("Annex: standing of each rule"), rules.rule_standings(known)),
        (msg("Annex: consultations"), made.consultations(known)),
        (msg("Annex: changes between versions"), made.versions(known)),
    )
    return tuple(
        Section(known.telling.words(title), blocks, annex=True) for title, blocks in titled
    )


def _status(known: Facts) -> tuple[Block, ...]:
    telling = known.telling
    said = msg("Only the board adopts a guideline, with a date and a decision.")
    return Remark(_standing(known)), Paragraph((telling.says(said),))


def _purpose(known: Facts) -> tuple[Block, ...]:
    telling = known.telling
    said = [
        telling.says(
            msg("This document says how {body} approaches other bodies: whom, on what conditions, "
                "through which door, or not at this stage.", body=known.said.body)
        ),
    ]  # fmt: skip
    basis = telling.view.snapshot.index(known.guideline.otherwise.basis)
    if basis is not None:
        text, lang = choose(telling.view.props(basis).get("text") or {}, telling.lang)
        own = None if lang == telling.lang else lang
        if text:
            lead = msg("It follows from “{record}”:", record=telling.label(basis))
            said += [telling.says(lead, id_=telling.view.id(basis)), Sentence(text, lang=own)]
    said.append(
        telling.says(msg("It binds nobody until the board adopts it."))
        if known.guideline.standing.status == "proposed"
        else telling.says(msg("It binds those whom the decision of the board names."))
    )
    return (Paragraph(tuple(said)),)


def _missing(known: Facts) -> tuple[str, ...]:
    telling = known.telling
    found = []
    if not known.needs:
        found.append(msg("No open demand of a state is on record."))
    if known.to_confirm:
        found.append(msg("Principles that nobody has read in a publication yet: {n}.",
                         n=known.to_confirm))  # fmt: skip
    found.append(msg("Who signs, deadlines and how a link ends are to be decided by the board."))
    return tuple(telling.words(one) for one in found)
