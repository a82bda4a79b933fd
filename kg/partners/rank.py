"""Partners judged and ranked: rules give the verdict, anchored criteria the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.base.defaults import PARTNERS
from kg.base.i18n import msg
from kg.graph.doors import door_of
from kg.graph.naming import heading, named
from kg.graph.undated import memberships, rests_on
from kg.graph.view import View
from kg.model.documents import Criterion as CriterionPart
from kg.model.documents import LeftOut as LeftOutPart
from kg.model.documents import Partner, Partners, RulePart
from kg.partners.approaching import approaching
from kg.partners.candidacy import chosen
from kg.partners.guideline.guideline import (
    RANKED,
    STRONGEST,
    Criterion,
    Guideline,
    LeftOut,
    Otherwise,
)
from kg.partners.measures import MEASURES
from kg.partners.open_questions import questions, say, unknown
from kg.partners.partner_facts import Context
from kg.partners.partner_judging import Judged, contribution, judge, scaled

OTHERWISE: Final = "otherwise"


def partners(
    view: View,
    guideline: Guideline,
    lang: str,
    top: int = PARTNERS,
) -> Partners:
    """Return the candidates of a guideline, ranked, and who is none of them.

    Rules give the verdict, the strongest prevails. A criterion contributes its weight times
    ``clamp((value - low) / (high - low))``; the sum of contributions is the score. Scales are
    anchored in the guideline, so a further partner never changes the order of two others. After
    those to be approached, on conditions or without, come those of whom not enough is known, then
    those not to be approached at this stage.

    Raises:
        ForbiddenError: the reader is not the board.
        UnknownIdError: the guideline names a body that is not in the knowledge base.
    """
    view.require_board()
    context = Context(view, guideline)
    candidates = chosen(context)
    judged = [judge(context, node) for node in candidates.judged]
    order = sorted(judged, key=lambda one: (_group(one), -one.score, view.id(one.node)))
    counts = Counter(one.verdict for one in judged)
    counted = memberships(view, [context.body, *(one.node for one in order[:top])])
    return Partners(
        **heading(view, lang),
        **rests_on(view, counted, lang),
        standing=guideline.standing,
        guideline=guideline.ruled_by(),
        counts={verdict: counts[verdict] for verdict in reversed(STRONGEST)},
        results=[_partner(context, one, rank, lang) for rank, one in enumerate(order[:top], 1)],
        left_out=[_left_out(context, *one, lang) for one in candidates.left_out],
    )


def _group(judged: Judged) -> int:
    """Return in which group a partner stands: those with a rank, then verdict by verdict."""
    return 0 if judged.verdict in RANKED else len(STRONGEST) - STRONGEST.index(judged.verdict)


def _left_out(context: Context, why: LeftOut, nodes: Sequence[int], lang: str) -> LeftOutPart:
    view = context.view
    text = msg(why.text, body=view.label(context.body, lang)).text(lang)
    return LeftOutPart(text=text, bodies=[named(view, node, lang) for node in nodes])


def _partner(context: Context, judged: Judged, rank: int, lang: str) -> Partner:
    view, criteria = context.view, context.guideline.criteria
    left = unknown(context, judged)
    said: list[tuple[str, Otherwise]] = [(rule.id, rule) for rule in judged.rules]
    spoken = said or [(OTHERWISE, context.guideline.otherwise)]
    rules = [rule for _, rule in spoken]
    asked = questions(context, judged, [*rules, *judged.silent], lang)
    return Partner(
        id=view.id(judged.node),
        label=view.label(judged.node, lang),
        verdict=judged.verdict,
        rank=rank if judged.verdict in RANKED else None,
        score=judged.score,
        interval=(judged.score, judged.score + sum(one.millionths for one in left)),
        criteria=[_criterion(one, judged.values[one.name], lang) for one in criteria],
        rules=[_rule(context, judged, id_, rule, lang) for id_, rule in spoken],
        missing=_missing(context, judged, rules, lang),
        questions=list(asked),
        answers=list(asked.values()),
        door=door_of(view, judged.node, lang),
        links=[named(view, node, lang) for node in judged.facts.agreements],
        approach=approaching(context, judged, lang),
    )


def _criterion(criterion: Criterion, value: float | None, lang: str) -> CriterionPart:
    measure = MEASURES[criterion.measure]
    return CriterionPart(
        name=criterion.name,
        label=measure.label.text(lang),
        value=value,
        unit=measure.unit.text(lang),
        scaled=None if value is None else scaled(criterion, value),
        weight=criterion.millionths,
        contribution=contribution(criterion, value),
    )


def _rule(context: Context, judged: Judged, id_: str, rule: Otherwise, lang: str) -> RulePart:
    text = say(context, judged, rule.text, lang)
    return RulePart(id=id_, verdict=rule.verdict, basis=rule.basis, text=text)


def _missing(context: Context, judged: Judged, rules: Sequence[Otherwise], lang: str) -> list[str]:
    conditions = [rule.condition for rule in rules if rule.condition]
    return list(dict.fromkeys(say(context, judged, text, lang) for text in conditions))
