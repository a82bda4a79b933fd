"""A guideline file: every mistake has its line, and the shipped one has none."""

from __future__ import annotations

import pytest

from kg.base.errors import BadDefinitionError, BadOptionError
from kg.graph.build import build
from kg.graph.view import View
from kg.model.records import NodeRow
from kg.partners.guideline_files import GUIDELINES, check
from tests.graphs import DAY, row_of

GOOD = """\
guideline: mine
version: "1"
body: org/oas
candidates: {kinds: [bank]}
rules:
  - {id: one, when: {link: [unknown]}, verdict: conditions, basis: agreement/x, text: "{partner}"}
otherwise: {verdict: approach, basis: agreement/x, text: "fine"}
criteria:
  - {name: a, measure: states_reached, anchors: [0, 10], weight: 0.4}
  - {name: b, measure: official_link, anchors: [0, 1], weight: 0.6}
"""
KINDS = "candidates: {kinds: [bank]"


def mistakes(text: str) -> list[tuple[int, str]]:
    return [(mistake.line, mistake.code) for mistake in GUIDELINES.check(text)]


def test_a_good_guideline_has_no_mistakes_and_is_a_proposal_until_adopted() -> None:
    assert mistakes(GOOD) == []
    guideline = GUIDELINES.parse(GOOD)
    assert guideline.standing.status == "proposed"
    assert sum(criterion.millionths for criterion in guideline.criteria) == 1_000_000


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("weight: 0.6", "weight: 0.5", (8, "weights")),
        ("measure: official_link", "measure: charm", (10, "no-measure")),
        ("anchors: [0, 1]", "anchors: [1, 1]", (10, "anchors")),
        ("anchors: [0, 1]", "anchors: [1]", (10, "missing")),
        ("name: b", "name: a", (10, "twice")),
        ("verdict: conditions", "verdict: perhaps", (6, "wrong-value")),
        ("link: [unknown]", "links: [unknown]", (6, "unknown-entry")),
        ("link: [unknown]", "criteria: {c: unknown}", (6, "no-criterion")),
        ("{partner}", "{minister}", (6, "text")),
        ("{partner}", "{partner", (6, "text")),
        ("body: org/oas", "body: OAS", (3, "wrong-value")),
        ("body: org/oas\n", "", (1, "missing")),
        ('version: "1"', 'version: "1"\nversion: "2"', (3, "twice")),
        ("guideline: mine", "guideline: [mine", (2, "not-yaml")),
        (
            'version: "1"',
            'version: "1"\nstanding: {status: adopted}',
            (3, "wrong-value"),
        ),
        ("weight: 0.6", "weight: 0.6000001", (10, "wrong-value")),
        (KINDS, KINDS + ", except: [{text: x}]", (4, "everybody")),
        (KINDS, KINDS + ", except: [{national: true}]", (4, "missing")),
        (KINDS, KINDS + ", except: [{country: true, text: x}]", (4, "unknown-entry")),
        (KINDS, KINDS + ", except: [{id: [], text: x}]", (4, "wrong-value")),
        (KINDS, KINDS + ", except: [{id: [UNASUR], text: x}]", (4, "wrong-value")),
        (KINDS, KINDS + ", except: [{national: perhaps, text: x}]", (4, "wrong-value")),
        (KINDS, KINDS + ', except: [{exists: false, text: "{partner}"}]', (4, "text")),
        (KINDS, KINDS + ", except: [{kind: [bank], text: x}]", (4, "in-and-out")),
        (
            KINDS,
            KINDS + ", besides: [org/a], except: [{id: [org/a], text: x}]",
            (4, "in-and-out"),
        ),
        ("verdict: conditions", "verdict: not_known", (6, "wrong-value")),
    ],
)
def test_each_mistake_is_found_in_its_line(old: str, new: str, expected: tuple[int, str]) -> None:
    assert expected in mistakes(GOOD.replace(old, new))


def test_exceptions_over_several_lines_have_their_own() -> None:
    text = GOOD.replace(
        "candidates: {kinds: [bank]}\n",
        "candidates:\n  kinds: [bank]\n  except:\n    - {national: true, text: x}\n    - text: y\n",
    )
    assert mistakes(text) == [(8, "everybody")]


def test_what_a_rule_rests_on_is_looked_up() -> None:
    lone = '["source/test","","common_knowledge",null]'
    rows = [NodeRow("agreement/x", "{}", lone), row_of("source/y", {})]
    view = View(build(rows, []), DAY)
    known = GOOD.replace("agreement/x", "source/y")
    text = GOOD.replace("approach, basis: agreement/x", "approach, basis: source/z")
    assert [(m.line, m.code) for m in check(text, view)] == [
        (6, "basis-to-confirm"),
        (7, "no-basis"),
    ]
    assert check(known, view) == []
    assert check(text) == []


def test_a_list_is_no_guideline() -> None:
    assert mistakes("- a") == [(1, "not-a-guideline")]
    assert mistakes("") == [(1, "not-a-guideline")]


def test_a_wrong_guideline_is_not_used() -> None:
    with pytest.raises(BadDefinitionError, match="line 8"):
        GUIDELINES.parse(GOOD.replace("weight: 0.6", "weight: 0.5"))
    with pytest.raises(BadOptionError, match="no-such"):
        GUIDELINES.load("no-such")


def test_shipped_guidelines_are_whole() -> None:
    assert GUIDELINES.names() == ["approach-2022"]
    assert GUIDELINES.check(GUIDELINES.text("approach-2022")) == []


def test_the_shipped_one_rests_on_what_somebody_has_read(starter_view: View) -> None:
    assert check(GUIDELINES.text("approach-2022"), starter_view) == []
