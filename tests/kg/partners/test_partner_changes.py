"""What differs between two answers about partners, and by which rule or criterion."""

from __future__ import annotations

import pytest

from kg.base.i18n import LANGUAGES
from kg.model.documents import PartnerChange, Partners
from kg.partners.guideline_files import GUIDELINES
from kg.partners.partner_changes import partner_changes
from kg.partners.rank import partners
from tests.graphs import Nodes, view_of

GUIDELINE = GUIDELINES.parse("""\
guideline: small
version: "1"
body: org/oas
candidates: {kinds: [bank]}
rules:
  - {id: piloted, when: {pilot: true}, verdict: approach, basis: agreement/x, text: "piloted"}
  - id: far
    when: {criteria: {reached: {below: 2}}}
    verdict: not_now
    basis: agreement/x
    text: "far"
  - id: shut
    when: {criteria: {reached: {below: 1}}}
    verdict: not_now
    basis: agreement/x
    text: "shut"
otherwise: {verdict: conditions, basis: agreement/x, text: "none"}
criteria:
  - {name: reached, measure: states_reached, anchors: [0, 4], weight: 0.9}
  - {name: run, measure: instruments, anchors: [0, 4], weight: 0.1}
""")
NODES: Nodes = {
    "org/a": {"kind": "bank"}, "org/b": {"kind": "bank"}, "initiative/p": {"kind": "pilot"},
}  # fmt: skip


def answer(lines: dict[str, int], *more: str, lang: str = "en") -> Partners:
    said = [f"state/s{i} MEMBER_OF org/oas" for i in range(4)]
    said += [f"state/s{i} MEMBER_OF {id_}" for id_, n in lines.items() for i in range(n)]
    given = {id_: facts for id_, facts in NODES.items() if id_ in lines or "initiative" in id_}
    return partners(view_of("\n".join([*said, *more]), given), GUIDELINE, lang, 99)


def changes(before: Partners, after: Partners) -> dict[str, PartnerChange]:
    return {one.id: one for one in partner_changes(before, after)}


def test_nothing_differs_between_equal_answers() -> None:
    assert partner_changes(answer({"org/a": 3}), answer({"org/a": 3})) == []


def test_a_stricter_verdict_comes_of_the_rules_that_speak_now() -> None:
    (one,) = changes(answer({"org/a": 3}), answer({"org/a": 1})).values()
    assert one.verdict == ("conditions", "not_now")
    assert [(rule.id, rule.change) for rule in one.rules] == [("far", "speaks")]
    assert (one.rank, one.criteria[0].before, one.criteria[0].after) == ((1, None), 3, 1)
    assert one.criteria[0].contributions == (675_000, 225_000)
    assert one.sentence.startswith(
        f"{one.label}: “Approach on conditions” becomes “Not at this stage”. The rule “far” speaks "
        "now: far"
    )


def test_a_milder_verdict_comes_of_the_rules_that_are_silent_now() -> None:
    (one,) = changes(answer({"org/a": 1}), answer({"org/a": 3})).values()
    assert [(rule.id, rule.change) for rule in one.rules] == [("far", "silent")]
    assert "speaks no longer" in one.sentence


def test_no_rule_is_named_where_the_verdict_stays() -> None:
    piloted = "initiative/p CONCERNS org/a"
    (one,) = changes(answer({"org/a": 2}), answer({"org/a": 3})).values()
    assert (one.verdict, one.rules) == (("conditions", "conditions"), [])
    (other,) = changes(answer({"org/a": 2}), answer({"org/a": 2}, piloted)).values()
    assert other.verdict == ("conditions", "approach")
    assert [(rule.id, rule.change) for rule in other.rules] == [("otherwise", "silent")]


def test_who_moves_because_of_others_is_told_so() -> None:
    run = [f"org/{x} RUNS programme/{x}{i}" for x in "ab" for i in range(2)]
    before = answer({"org/a": 2, "org/b": 3}, *run)
    after = answer({"org/a": 4, "org/b": 3}, *run)
    found = changes(before, after)
    assert found["org/b"].rank == (1, 2)
    assert (found["org/b"].rules, found["org/b"].criteria) == ([], [])
    assert found["org/b"].sentence.endswith("Only others moved.")
    assert not found["org/a"].sentence.endswith("Only others moved.")


def test_who_comes_and_goes_is_told() -> None:
    both, one = answer({"org/a": 3, "org/b": 3}), answer({"org/a": 3})
    assert changes(one, both)["org/b"].verdict == (None, "conditions")
    assert changes(both, one)["org/b"].verdict == ("conditions", None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_changes_are_said_in_the_language_of_the_answer(lang: str) -> None:
    before, after = answer({"org/a": 3}, lang=lang), answer({"org/a": 1}, lang=lang)
    (one,) = partner_changes(before, after)
    assert "{" not in one.sentence
    english = changes(answer({"org/a": 3}), answer({"org/a": 1}))["org/a"].sentence
    assert lang == "en" or one.sentence != english
