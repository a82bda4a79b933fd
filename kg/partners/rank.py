"""Partners judged and ranked: rules give the verdict, anchored criteria the order."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

from kg.base.defaults import PARTNERS
from kg.base.i18n import Message, msg
from kg.base.millionths import MILLION
from kg.graph.actors import real
from kg.graph.naming import heading, named
from kg.graph.undated import memberships, rests_on
from kg.graph.view import View
from kg.model.documents import Criterion as CriterionPart
from kg.model.documents import Partner, Partners, RulePart
from kg.partners.guideline.guideline import (
    Criterion,
    Guideline,
    Otherwise,
    Rule,
    Verdict,
)
from kg.partners.measures import DEMANDS, MEASURES, Asked
from kg.partners.partner_facts import Context, Facts, facts
from kg.partners.rules import speaking, verdict_of

OTHERWISE: Final = "otherwise"
_HALF: Final = Fraction(1, 2)
_CONFIRM: Final = msg("Is “{link}” still in force?")
_WHICH_DOOR: Final = msg("Which office of {partner} is competent for cooperation?")
_WHICH_DEMANDS: Final = msg("What do member states need? None has declared a demand yet.")
_A_DEMAND: Final = "demand actor=… title=… sector=…"
_CONFIRMED: Final = "{link} status=…"
_DOOR: Final = "unit name=… part_of={partner} door_for={partner} mailbox=…"


class Judged(NamedTuple):
    """A partner with its values, the rules that speak, its verdict and score."""

    node: int
    facts: Facts
    values: dict[str, float | None]
    rules: list[Rule]
    verdict: Verdict
    score: int


def partners(
    view: View,
    guideline: Guideline,
    lang: str,
    top: int = PARTNERS,
) -> Partners:
    """Return the candidates of a guideline, ranked; those not to be approached now come last.

    Rules give the verdict, the strongest prevails. A criterion contributes its weight times
    ``clamp((value - low) / (high - low))``; the sum of contributions is the score. Scales are
    anchored in the guideline, so a further partner never changes the order of two others.

    Raises:
        ForbiddenError: the reader is not the board.
        UnknownIdError: the guideline names a body that is not in the knowledge base.
    """
    view.require_board()
    context = Context(view, guideline)
    judged = [judge(context, node) for node in candidates(context)]
    order = sorted(
        judged, key=lambda one: (one.verdict == "not_now", -one.score, view.id(one.node))
    )
    counted = memberships(view, [context.body, *(one.node for one in order[:top])])
    return Partners(
        **heading(view, lang),
        **rests_on(view, counted, lang),
        standing=guideline.standing,
        guideline=guideline.ruled_by(),
        results=[_partner(context, one, rank, lang) for rank, one in enumerate(order[:top], 1)],
    )


def candidates(context: Context) -> list[int]:
    """Return who is judged: organisations of the kinds named, and those named besides.

    Examples are nobody's partners.
    """
    view, wanted = context.view, context.guideline.candidates
    known = real(view, view.of_type("Organisation").tolist())
    by_kind = [node for node in known if view.props(node).get("kind") in wanted.kinds]
    besides = [view.index(id_) for id_ in wanted.besides]
    return sorted({*by_kind, *besides} - context.organs, key=view.id)


def judge(context: Context, node: int) -> Judged:
    """Return a partner with its values, rules, verdict and score."""
    guideline = context.guideline
    known = facts(context, node)
    values = {
        criterion.name: MEASURES[criterion.measure].value(Asked(context, node, known, criterion))
        for criterion in guideline.criteria
    }
    rules = speaking(guideline.rules, context.view.id(node), known, values)
    verdict = verdict_of(rules, guideline.otherwise.verdict)
    score = sum(contribution(one, values[one.name]) for one in guideline.criteria)
    return Judged(node, known, values, rules, verdict, score)


def scaled(criterion: Criterion, value: float) -> int:
    """Return where a value stands between the anchors, in millionths, rounded half up."""
    low, high = (Fraction(str(anchor)) for anchor in criterion.anchors)
    share = (Fraction(str(value)) - low) / (high - low)
    return int(max(Fraction(0), min(Fraction(1), share)) * MILLION + _HALF)


def contribution(criterion: Criterion, value: float | None) -> int:
    """Return what a criterion adds to the score; an unknown value adds nothing."""
    if value is None:
        return 0
    return (criterion.millionths * scaled(criterion, value) + MILLION // 2) // MILLION


def _partner(context: Context, judged: Judged, rank: int, lang: str) -> Partner:
    view, criteria = context.view, context.guideline.criteria
    unknown = [one for one in criteria if judged.values[one.name] is None]
    door = judged.facts.door
    said: list[tuple[str, Otherwise]] = [(rule.id, rule) for rule in judged.rules]
    asked = _questions(context, judged, unknown, lang)
    spoken = said or [(OTHERWISE, context.guideline.otherwise)]
    return Partner(
        id=view.id(judged.node),
        label=view.label(judged.node, lang),
        verdict=judged.verdict,
        rank=None if judged.verdict == "not_now" else rank,
        score=judged.score,
        interval=(judged.score, judged.score + sum(one.millionths for one in unknown)),
        criteria=[_criterion(one, judged.values[one.name], lang) for one in criteria],
        rules=[_rule(context, judged, id_, rule, lang) for id_, rule in spoken],
        missing=_missing(context, judged, [rule for _, rule in spoken], lang),
        questions=list(asked),
        answers=list(asked.values()),
        door=None if door is None else named(view, door, lang),
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
    text = _say(context, judged, rule.text, lang)
    return RulePart(id=id_, verdict=rule.verdict, basis=rule.basis, text=text)


def _missing(context: Context, judged: Judged, rules: list[Otherwise], lang: str) -> list[str]:
    conditions = [rule.condition for rule in rules if rule.condition]
    return list(dict.fromkeys(_say(context, judged, text, lang) for text in conditions))


def _questions(
    context: Context, judged: Judged, unknown: list[Criterion], lang: str
) -> dict[str, str]:
    """What to ask about a partner, each with the command that answers it."""
    first = [(_CONFIRM, _CONFIRMED)] if judged.facts.link == "unconfirmed" else []
    door = [(_WHICH_DOOR, _DOOR)] if judged.facts.door is None else []
    asked = [*first, *door, *(_to_ask(context, criterion) for criterion in unknown)]
    return {
        _say(context, judged, question.template, lang): _command(context, judged, answer)
        for question, answer in asked
    }


def _to_ask(context: Context, criterion: Criterion) -> tuple[Message, str]:
    """The question that a value leaves open, and the command that answers it."""
    if criterion.measure == DEMANDS and not context.demands.all:
        return _WHICH_DEMANDS, _A_DEMAND
    measure = MEASURES[criterion.measure]
    return measure.question, measure.answer


def _command(context: Context, judged: Judged, answer: str) -> str:
    view = context.view
    link = next((view.id(node) for node in judged.facts.agreements), "")
    told = answer.format(partner=view.id(judged.node), body=view.id(context.body), link=link)
    return f"coopgraph tell {told} --source …"


def _say(context: Context, judged: Judged, template: str, lang: str) -> str:
    view, known = context.view, judged.facts
    said = {
        "partner": view.label(judged.node, lang),
        "body": view.label(context.body, lang),
        "door": "—" if known.door is None else view.label(known.door, lang),
        "link": [view.label(node, lang) for node in known.agreements],
    }
    return msg(template, **said).text(lang)
