"""One partner judged: its values, the rules that speak of it, its verdict and its score."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from kg.base.millionths import MILLION
from kg.partners.guideline.guideline import Criterion, Guideline, Otherwise, Rule, Verdict
from kg.partners.measures import MEASURES, Asked
from kg.partners.partner_facts import Context, Facts, facts
from kg.partners.rules import speaking, verdict_of

_HALF: Final = Fraction(1, 2)


class Judged(NamedTuple):
    """A partner with its values, the rules that speak, its verdict and score.

    ``silent`` are rules that would speak, were what they rest on not to be confirmed.
    """

    node: int
    facts: Facts
    values: Mapping[str, float | None]
    rules: list[Rule]
    silent: list[Rule]
    verdict: Verdict
    score: int


def judge(context: Context, node: int) -> Judged:
    """Return a partner with its values, rules, verdict and score."""
    guideline = context.guideline
    known = facts(context, node)
    values = {
        criterion.name: MEASURES[criterion.measure].value(Asked(context, node, known, criterion))
        for criterion in guideline.criteria
    }
    return judged_by(context, node, known, values)


def judged_by(
    context: Context, node: int, known: Facts, values: Mapping[str, float | None]
) -> Judged:
    """Return a partner judged by facts and values, which need not be those on record."""
    guideline = context.guideline
    all_ = speaking(guideline.rules, context.view.id(node), known, values)
    rules = [rule for rule in all_ if basis_to_confirm(context, rule) is None]
    silent = [rule for rule in all_ if rule not in rules]
    verdict = verdict_of(rules, guideline.otherwise.verdict)
    score = sum(contribution(one, values[one.name]) for one in guideline.criteria)
    return Judged(node, known, values, rules, silent, verdict, score)


def basis_to_confirm(context: Context, rule: Otherwise) -> int | None:
    """Return the record that a rule rests on, where that is to be confirmed."""
    basis = context.view.snapshot.index(rule.basis)
    return basis if basis is not None and context.view.to_confirm(basis) else None


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


def interval(guideline: Guideline, judged: Judged) -> tuple[int, int]:
    """Return the score as known, and the one that it could reach once all is known."""
    unknown = (one.millionths for one in guideline.criteria if judged.values[one.name] is None)
    return judged.score, judged.score + sum(unknown)
