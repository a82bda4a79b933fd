"""The verdicts on partners, as a paper for the board: what the guidance document never holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.base.i18n import msg
from kg.base.reader_manner import score
from kg.brief.paper import (
    Block,
    Column,
    Content,
    Figure,
    Paragraph,
    Points,
    Remark,
    Section,
    Sentence,
    Table,
)
from kg.brief.paper_kinds import PaperAsked
from kg.brief.paper_telling import Telling
from kg.definitions.shipped_names import APPROACH
from kg.model.documents import Partner, Partners
from kg.model.vocabulary import VERDICTS
from kg.partners.adopted_guidelines import guideline_named
from kg.questions import PartnersQuestion

RANKED = ("approach", "conditions")
NAMED = 3
MOST = 200
"""Partners that the paper lists at most: as many as can be asked for at once."""


def content(asked: PaperAsked) -> Content:
    """Return the verdict on each candidate, with the rules that give it and what is missing.

    Raises:
        ForbiddenError: the reader is not the board.
        BadOptionError: there is no such guideline.
    """
    telling = Telling(asked)
    guideline = guideline_named(telling.view, asked.guideline or APPROACH)
    question = PartnersQuestion(guideline, MOST, robustness=True)
    found = asked.inquiry.answer(question)
    standing = msg("{name} {version}: {standing}", name=guideline.guideline,
                   version=guideline.version, standing=guideline.standing.sentence())  # fmt: skip
    return Content(
        title=telling.words(msg("Verdicts on partners")),
        points=_points(telling, found),
        sections=tuple(_sections(telling, found)),
        standings=(telling.words(standing),),
        missing=tuple(found.notes),
    )


def _figure(telling: Telling, found: Partners, value: int, unit: str, at: str) -> Figure:
    name = f"{found.guideline.name}@{found.guideline.version}"
    return telling.figure(
        value, msg(unit), "/v1/partners", at, rests="proposed", guideline=name,
        top=MOST,
    )  # fmt: skip


def _points(telling: Telling, found: Partners) -> tuple[Sentence, ...]:
    ranked = sum(found.counts[name] for name in RANKED)
    first = [one for one in found.results if one.rank == 1]
    names = [one.label for one in first[:NAMED]]
    shared = _figure(telling, found, len(first), msg("bodies").template, "$.results[?@.rank==1]")
    count = _figure(telling, found, ranked, msg("bodies").template, "$.results[?@.rank>=1]")
    return (
        telling.says(
            msg("{n} bodies may be approached, some of them on conditions.", n=ranked), count
        ),
        telling.says(
            msg(
                "{n} of them share the first rank: what is unknown may still part them. By score "
                "first: {names}.",
                n=len(first),
                names=names,
            ),
            shared,
        ),
        telling.says(msg("What is said here is for the board, and of bodies alone.")),
    )


def _sections(telling: Telling, found: Partners) -> Iterator[Section]:
    remark = Remark(
        telling.words(msg("For the board. Verdicts are computed from what is on record."))
    )
    yield Section(telling.words(msg("Status")), (remark,))
    for verdict, heading in VERDICTS.items():
        some = [one for one in found.results if one.verdict == verdict]
        if some:
            yield Section(telling.words(heading), (_table(telling, found, some),))
    if found.robustness is not None and found.robustness.sentences:
        said = Points(tuple(Sentence(text) for text in found.robustness.sentences))
        yield Section(telling.words(msg("How far the order depends on the weights")), (said,))
    yield Section(telling.words(msg("Who is no candidate")), _left_out(telling, found), annex=True)


def _table(telling: Telling, found: Partners, some: Sequence[Partner]) -> Table:
    columns = (
        Column(telling.words(msg("Rank")), is_number=True),
        Column(telling.words(msg("Body")), share=4),
        Column(telling.words(msg("Score")), is_number=True, share=2),
        Column(telling.words(msg("Why")), share=6),
        Column(telling.words(msg("What is missing")), share=5),
    )
    rows = tuple(_row(telling, found, one) for one in some)
    return Table(telling.words(msg("Who, with which score and why")), columns, rows)


def _row(telling: Telling, found: Partners, one: Partner) -> tuple[Sentence, ...]:
    at = f"$.results[?@.id=='{one.id}']"
    shown = score(one.score, telling.lang)
    said = _figure(telling, found, one.score, msg("millionths").template, f"{at}.score")
    node = telling.view.index(one.id)
    return (
        Sentence("–" if one.rank is None else telling.number(one.rank)),
        telling.name(node),
        Sentence(shown, (said,)),
        Sentence(" ".join(rule.text for rule in one.rules if rule.verdict == one.verdict)),
        Sentence(" ".join(one.missing)),
    )


def _left_out(telling: Telling, found: Partners) -> tuple[Block, ...]:
    if not found.left_out:
        return (Paragraph((telling.says(msg("Nobody is left out.")),)),)
    return (
        Points(
            tuple(
                Sentence(f"{one.text} ({', '.join(body.label for body in one.bodies)})")
                for one in found.left_out
            )
        ),
    )
