"""Conditions: what holds, what does not, and that the unknown is neither."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from kg.partners.guideline.guideline import Condition, Rule, Verdict
from kg.partners.partner_facts import Facts
from kg.partners.rules import holds, speaking, verdict_of

FACTS = Facts(
    kind="bank", link="unknown", agreements=(), mandate=False, pilot=True, door=None,
    approach="closed",
)  # fmt: skip
VALUES = {"reached": 5.0, "fit": None}
READ = TypeAdapter(Condition)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({}, True),
        ({"id": ["org/a"]}, True),
        ({"id": ["org/b"]}, False),
        ({"kind": ["bank", "un"]}, True),
        ({"link": ["unknown"]}, True),
        ({"link": ["in_force", "ended"]}, False),
        ({"mandate": False}, True),
        ({"pilot": False}, False),
        ({"door": False}, True),
        ({"approach": ["contacted", "closed"]}, True),
        ({"approach": ["signed"]}, False),
        ({"none": [{"approach": ["closed"]}]}, False),
        ({"criteria": {"reached": {"at_least": 5}}}, True),
        ({"criteria": {"reached": {"below": 5}}}, False),
        ({"criteria": {"reached": "known", "fit": "unknown"}}, True),
        ({"criteria": {"fit": {"below": 100}}}, False),
        ({"criteria": {"fit": {"at_least": 0}}}, False),
        ({"any": [{"pilot": False}, {"kind": ["bank"]}]}, True),
        ({"any": []}, False),
        ({"all": [{"pilot": True}, {"mandate": True}]}, False),
        ({"none": [{"mandate": True}, {"link": ["ended"]}]}, True),
        ({"pilot": True, "none": [{"kind": ["bank"]}]}, False),
    ],
)
def test_a_condition(condition: dict[str, object], expected: bool) -> None:
    assert holds(READ.validate_python(condition), "org/a", FACTS, VALUES) is expected


def test_a_partner_that_nobody_decided_to_approach_is_none_of_them() -> None:
    known = FACTS._replace(approach=None)
    for approach in (["decided"], ["closed"], []):
        assert not holds(READ.validate_python({"approach": approach}), "org/a", known, VALUES)
    with pytest.raises(ValueError, match="approach"):
        READ.validate_python({"approach": ["forgotten"]})


def rule(id_: str, verdict: Verdict, *, pilot: bool = True) -> Rule:
    when = Condition(pilot=pilot)
    return Rule(id=id_, when=when, verdict=verdict, basis="agreement/x", text="x")


def test_the_strongest_verdict_prevails_and_rules_do_not_compensate() -> None:
    rules = [
        rule("a", "approach"),
        rule("b", "conditions"),
        rule("c", "approach"),
        rule("d", "not_now", pilot=False),
    ]
    found = speaking(rules, "org/a", FACTS, VALUES)
    assert [one.id for one in found] == ["b", "a", "c"]
    assert verdict_of(found, "approach") == "conditions"
    assert verdict_of([], "not_now") == "not_now"
