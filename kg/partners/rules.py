"""Rules: whether a condition holds of a partner, and which rules speak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from kg.partners.guideline.guideline import STRONGEST, Bound, Condition, Rule, Verdict
from kg.partners.partner_facts import Facts

Values = Mapping[str, float | None]


def speaking(rules: Sequence[Rule], id_: str, facts: Facts, values: Values) -> list[Rule]:
    """Return the rules whose condition holds of a partner: by verdict, then as in the file."""
    found = [rule for rule in rules if holds(rule.when, id_, facts, values)]
    return sorted(found, key=lambda rule: STRONGEST.index(rule.verdict))


def verdict_of(rules: Sequence[Rule], otherwise: Verdict) -> Verdict:
    """Return the strongest verdict of the rules that speak; rules do not compensate each other."""
    return min((rule.verdict for rule in rules), key=STRONGEST.index, default=otherwise)


def holds(condition: Condition, id_: str, facts: Facts, values: Values) -> bool:
    """Say whether all that a condition asks is known to hold; the unknown is neither yes nor no."""
    own = (
        condition.id is None or id_ in condition.id,
        condition.kind is None or facts.kind in condition.kind,
        condition.link is None or facts.link in condition.link,
        condition.mandate in {None, facts.mandate},
        condition.pilot in {None, facts.pilot},
        condition.door in {None, facts.door is not None},
        condition.approach is None or facts.approach in condition.approach,
        all(_within(bound, values[name]) for name, bound in condition.criteria.items()),
    )

    def inner(part: Condition) -> bool:
        return holds(part, id_, facts, values)

    some = condition.any is None or any(map(inner, condition.any))
    return (
        all(own) and some and all(map(inner, condition.all)) and not any(map(inner, condition.none))
    )


def _within(bound: Bound | Literal["known", "unknown"], value: float | None) -> bool:
    if not isinstance(bound, Bound):
        return (value is None) == (bound == "unknown")
    if value is None:
        return False
    low = bound.at_least is None or value >= bound.at_least
    return low and (bound.below is None or value < bound.below)
