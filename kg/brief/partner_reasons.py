"""The verdict on a partner, why, what speaks against it, and how firm it is."""

from __future__ import annotations

from collections.abc import Iterator

from kg.base.i18n import msg, nmsg
from kg.base.reader_manner import score
from kg.brief.paper import Block, Column, Paragraph, Points, Remark, Sentence, Table
from kg.brief.paper_telling import Telling
from kg.brief.partner_brief_facts import Facts, judged_figure
from kg.model.documents import Criterion, Partner
from kg.model.vocabulary import VERDICTS

CONTRIBUTIONS = 3
_SENTENCES = (0, -2, -1)
"""Which sentences of its robustness are told: the nearest limit, how often, what is unknown."""


def verdict(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return the verdict with its guideline, the rules that speak, and the conditions."""
    ruled, partner = known.found.guideline, known.partner
    if partner is None:
        return _no_candidate(telling, known)
    named = msg(
        "{verdict}: by the guideline “{name}”, version {version}.",
        verdict=VERDICTS[partner.verdict],
        name=ruled.name,
        version=ruled.version,
    )
    rules = Points(tuple(Sentence(rule.text, id=rule.basis) for rule in partner.rules))
    lead = Remark(telling.words(named))
    if not partner.missing:
        return lead, rules
    conditions = Points(tuple(Sentence(text) for text in partner.missing))
    to_meet = Paragraph((telling.says(msg("To be met first:")),))
    return lead, rules, to_meet, conditions


def _no_candidate(telling: Telling, known: Facts) -> tuple[Block, ...]:
    ruled = known.found.guideline
    named = msg(
        "No candidate under the guideline “{name}”, version {version}: no verdict is given.",
        name=ruled.name,
        version=ruled.version,
    )
    return Remark(telling.words(named)), Paragraph((Sentence(known.left_out),))


def reasons(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return the score with what adds most to it."""
    partner = known.partner
    if partner is None:
        return ()
    adding = sorted((c for c in partner.criteria if c.contribution), key=lambda c: -c.contribution)
    said = (_scored(telling, known, partner),)
    if not adding:
        nothing = telling.says(msg("Nothing that is on record adds to it."))
        return (Paragraph((*said, nothing)),)
    rows = tuple(_row(telling, known, one) for one in adding[:CONTRIBUTIONS])
    columns = (
        Column(telling.words(msg("Criterion")), share=4),
        Column(telling.words(msg("Value")), share=2),
        Column(telling.words(msg("Adds")), is_number=True),
    )
    return Paragraph(said), Table(telling.words(msg("What adds most")), columns, rows)


def _scored(telling: Telling, known: Facts, partner: Partner) -> Sentence:
    high = partner.interval[1]
    figure = judged_figure(telling, known, partner.score, msg("millionths"), "score")
    return telling.says(
        msg(
            "Its score is {score} of 1; once all is known it could reach {high}.",
            score=score(partner.score, telling.lang),
            high=score(high, telling.lang),
        ),
        figure,
    )


def _row(telling: Telling, known: Facts, one: Criterion) -> tuple[Sentence, ...]:
    at = f"criteria[?@.name=='{one.name}'].contribution"
    figure = judged_figure(telling, known, one.contribution, msg("millionths"), at)
    value = f"{telling.number(one.value or 0)} {one.unit}"
    added = f"+{score(one.contribution, telling.lang)}"
    return Sentence(one.label), Sentence(value), Sentence(added, (figure,))


def against(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return what is not known or speaks against it, and whether the order would change."""
    partner = known.partner
    if partner is None:
        return ()
    return (Points(tuple(_doubts(telling, known, partner))),)


def _doubts(telling: Telling, known: Facts, partner: Partner) -> Iterator[Sentence]:
    unknown = [one.label for one in partner.criteria if one.value is None]
    if unknown:
        yield telling.says(msg("Not known: {names}.", names=unknown))
    nothing = [one.label for one in partner.criteria if one.value is not None and not one.scaled]
    if nothing:
        yield telling.says(msg("Known, and adding nothing: {names}.", names=nothing))
    if partner.rank is None:
        yield telling.says(msg("Under this verdict it has no rank."))
        return
    yield _place(telling, known, partner)
    stays = judged_figure(telling, known, partner.stays, msg("millionths"), "stays")
    nearest, often, open_ = (partner.sentences[at] for at in _SENTENCES)
    yield Sentence(nearest)
    yield Sentence(often, (stays,))
    yield Sentence(open_)


def _place(telling: Telling, known: Facts, partner: Partner) -> Sentence:
    rank, others = partner.rank or 0, partner.not_comparable or 0
    figure = judged_figure(telling, known, rank, msg("rank"), "rank")
    if not others:
        return telling.says(
            msg("Its rank is {rank}; what is not known cannot change that.", rank=rank), figure
        )
    return telling.says(
        nmsg(
            "Its place is {rank} to {last}: it cannot be compared yet with {count} other.",
            "Its place is {rank} to {last}: it cannot be compared yet with {count} others.",
            others,
            rank=rank,
            last=rank + others,
        ),
        figure,
    )
