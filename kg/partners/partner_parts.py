"""How a judged partner is shown in a document, and who is no candidate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.base.i18n import msg
from kg.graph.doors import door_of
from kg.graph.naming import named
from kg.model.documents import Criterion as CriterionPart
from kg.model.documents import LeftOut as LeftOutPart
from kg.model.documents import Partner, RulePart
from kg.partners.approaching import approaching
from kg.partners.guideline.guideline import Criterion, LeftOut, Otherwise
from kg.partners.interval_ranks import Place
from kg.partners.measures import MEASURES
from kg.partners.open_questions import questions, say
from kg.partners.partner_facts import Context
from kg.partners.partner_judging import Judged, contribution, interval, scaled

OTHERWISE: Final = "otherwise"


def left_out(context: Context, why: LeftOut, nodes: Sequence[int], lang: str) -> LeftOutPart:
    """Return who is no candidate, with the reason of the exception."""
    view = context.view
    text = msg(why.text, body=view.label(context.body, lang)).text(lang)
    return LeftOutPart(text=text, bodies=[named(view, node, lang) for node in nodes])


def partner(context: Context, judged: Judged, place: Place | None, lang: str) -> Partner:
    """Return a judged partner with its place; without one it has no rank."""
    view, criteria = context.view, context.guideline.criteria
    said: list[tuple[str, Otherwise]] = [(rule.id, rule) for rule in judged.rules]
    spoken = said or [(OTHERWISE, context.guideline.otherwise)]
    rules = [rule for _, rule in spoken]
    asked = questions(context, judged, [*rules, *judged.silent], lang)
    return Partner(
        id=view.id(judged.node),
        label=view.label(judged.node, lang),
        verdict=judged.verdict,
        rank=place.rank if place else None,
        not_comparable=place.not_comparable if place else None,
        score=judged.score,
        interval=interval(context.guideline, judged),
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
        unit=measure.unit_of(value).text(lang),
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
