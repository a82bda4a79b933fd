"""Conditions in words: each thing that a rule may ask is said, in four languages."""

from __future__ import annotations

import pytest

from kg.base.i18n import LANGUAGES
from kg.partners.condition_words import condition_text, exception_text
from kg.partners.guideline.guideline import Condition, LeftOut
from kg.partners.guideline_files import GUIDELINES

GUIDELINE = GUIDELINES.named("approach-2022")

SAID = {
    "{}": "always",
    '{"id": ["org/a", "org/b"]}': "it is A or B",
    '{"kind": ["bank"]}': "its kind is development bank",
    '{"link": ["in_force", "ended"]}': (
        "an official link is in force or the official link has ended"
    ),
    '{"mandate": true, "pilot": false}': "a resolution of the body names it; no pilot concerns it",
    '{"door": true}': "the office competent for cooperation is known",
    '{"criteria": {"states_reached": {"at_least": 3, "below": 9.5}}}': (
        "“Member states reached” is at least 3 and below 9.5"
    ),
    '{"criteria": {"states_reached": {"at_least": 1000}}}': (
        "“Member states reached” is at least 1,000"
    ),
    '{"criteria": {"nobody-knows": "known"}}': "“nobody-knows” is known",
    '{"any": [{"pilot": true}, {"door": false}]}': (
        "one of these holds: (a pilot concerns it) "
        "(the office competent for cooperation is not known)"
    ),
    '{"all": [{}], "none": [{"mandate": true, "door": true}]}': (
        "all of these hold: (always); none of these holds: (a resolution of the body names it; "
        "the office competent for cooperation is known)"
    ),
}


def name(id_: str) -> str:
    return id_.removeprefix("org/").upper()


@pytest.mark.parametrize("condition", SAID)
def test_each_condition_is_said(condition: str) -> None:
    found = Condition.model_validate_json(condition)
    assert condition_text(found, GUIDELINE, "en", name) == SAID[condition]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_that_the_shipped_rules_ask_is_said(lang: str) -> None:
    said = [condition_text(rule.when, GUIDELINE, lang, name) for rule in GUIDELINE.rules]
    said += [exception_text(one, lang, name) for one in GUIDELINE.candidates.exceptions]
    assert all(said)
    assert not any("{" in text for text in said)
    english = [condition_text(rule.when, GUIDELINE, "en", name) for rule in GUIDELINE.rules]
    assert lang == "en" or not set(said) & set(english)


def test_exceptions_are_said_whole() -> None:
    one = LeftOut(id=["org/a"], national=False, exists=True, text="x")
    assert exception_text(one, "en", name) == (
        "it is A; it belongs to no single state or country; it is there on the date"
    )
