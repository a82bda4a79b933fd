"""Who is a candidate: by kind, by name, by property, on the date; and who is left out, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.graph.view import View
from kg.model.documents import Partners
from kg.partners.candidacy import candidates
from kg.partners.guideline_files import GUIDELINES
from kg.partners.partner_facts import Context
from kg.partners.rank import partners
from tests.graphs import DAY, graph

OLD = Path(__file__).parent / "guidelines" / "approach-2022-0.1.yaml"
FORM = """\
guideline: mine
version: "1"
body: org/oas
candidates: %s
rules:
  - {id: one, when: {link: [unknown]}, verdict: unknown, basis: source/x, text: "{partner}"}
otherwise: {verdict: approach, basis: source/x, text: "fine"}
criteria:
  - {name: a, measure: states_reached, anchors: [0, 10], weight: 1}
"""
BODIES: dict[str, dict[str, Any]] = {
    "org/oas": {"kind": "regional_body"},
    "org/organ": {"kind": "regional_body"},
    "org/region": {"kind": "regional_body"},
    "org/old": {"kind": "regional_body"},
    "org/new": {"kind": "regional_body"},
    "org/over": {"kind": "forum", "ends": "2019-12-31"},
    "org/young": {"kind": "forum", "starts": "2020-01-01"},
    "org/state-bank": {"kind": "bank", "country": "country/deu"},
    "org/part-of-a-state": {"kind": "bank"},
    "org/bank": {"kind": "bank"},
    "org/agency": {"kind": "national_agency", "country": "country/deu"},
    "org/ngo": {"kind": "ngo"},
    "org/made-up": {"kind": "bank", "nature": "example"},
    "country/deu": {},
}
LINES = """
org/organ PART_OF org/oas
org/part-of-a-state PART_OF country/deu
org/new SUCCEEDS org/old - 2015-01-01
"""


def asked(candidates_: str, day: date = DAY) -> Context:
    guideline = GUIDELINES.parse(FORM % candidates_)
    return Context(View(graph(LINES, BODIES), day), guideline)


def judged(candidates_: str, day: date = DAY) -> list[str]:
    context = asked(candidates_, day)
    return [context.view.id(node).removeprefix("org/") for node in candidates(context)]


def left_out(candidates_: str) -> list[tuple[str, list[str]]]:
    context = asked(candidates_)
    found = partners(context.view, context.guideline, "en")
    return [(one.text, [body.id for body in one.bodies]) for one in found.left_out]


@pytest.mark.parametrize(
    ("candidates_", "expected"),
    [
        ("{kinds: [bank]}", ["bank", "part-of-a-state", "state-bank"]),
        ("{kinds: [forum, ngo]}", ["ngo", "over", "young"]),
        ("{kinds: [regional_body]}", ["new", "old", "region"]),
        ("{kinds: [ngo], besides: [org/agency]}", ["agency", "ngo"]),
        ("{kinds: [bank], except: [{id: [org/bank], text: x}]}", ["part-of-a-state", "state-bank"]),
        ("{kinds: [bank, ngo], except: [{kind: [bank], national: false, text: x}]}",
         ["ngo", "part-of-a-state", "state-bank"]),
        ("{kinds: [bank], except: [{national: true, text: x}]}", ["bank"]),
        ("{kinds: [forum], except: [{exists: false, text: x}]}", ["young"]),
        ("{kinds: [regional_body], except: [{exists: false, text: x}]}", ["new", "region"]),
        ("{kinds: [bank], besides: [org/state-bank], except: [{national: true, text: x}]}",
         ["bank", "state-bank"]),
        ("{kinds: [bank], except: [{id: [org/nobody], text: x}]}",
         ["bank", "part-of-a-state", "state-bank"]),
    ],
)  # fmt: skip
def test_who_is_judged(candidates_: str, expected: list[str]) -> None:
    assert judged(candidates_) == expected


def test_the_date_says_who_is_there() -> None:
    there = "{kinds: [regional_body, forum], except: [{exists: false, text: x}]}"
    assert judged(there, date(2014, 12, 31)) == ["new", "old", "over", "region"]
    assert judged(there, date(2015, 1, 1)) == ["new", "over", "region"]
    assert judged(there, date(2019, 12, 31)) == ["new", "over", "region"]
    assert judged(there, date(2020, 1, 1)) == ["new", "region", "young"]


def test_who_is_left_out_is_said_with_the_first_reason_that_holds() -> None:
    assert left_out(
        "{kinds: [bank, forum], except: ["
        "{id: [org/over, org/nobody], text: by name},"
        "{kind: [national_agency], text: by kind},"
        "{national: true, text: 'national, for {body}'},"
        "{exists: false, text: gone}]}"
    ) == [
        ("by name", ["org/over"]),
        ("by kind", ["org/agency"]),
        ("national, for org/oas", ["org/part-of-a-state", "org/state-bank"]),
    ]
    assert left_out("{kinds: [bank]}") == []


def test_a_guideline_of_before_is_read_and_judges_whom_it_judged(starter_view: View) -> None:
    old, new = GUIDELINES.load(str(OLD)), GUIDELINES.named("approach-2022")
    assert (old.version, new.version) == ("0.1", "0.2")
    assert GUIDELINES.check(OLD.read_text("utf-8")) == []
    before, after = (partners(starter_view, one, "en", 1000) for one in (old, new))
    agencies = {"org/aecid", "org/giz", "org/jica"}
    assert agencies <= {one.id for one in before.results}
    assert before.left_out == []
    assert before.counts["unknown"] == 0
    assert before.counts["not_now"] > 0
    assert not agencies & {one.id for one in after.results}


@pytest.fixture(scope="module")
def shipped(starter_view: View) -> Partners:
    return partners(starter_view, GUIDELINES.named("approach-2022"), "en", 1000)


def test_the_shipped_guideline_judges_regional_and_international_bodies(
    starter_view: View, shipped: Partners
) -> None:
    out = {body.id for one in shipped.left_out for body in one.bodies}
    assert {"org/aecid", "org/giz", "org/jica", "org/kfw", "org/china-exim"} <= out
    assert {"org/segib", "org/mercosur", "org/caricom", "org/idb", "org/eclac", "org/un"} <= {
        one.id for one in shipped.results
    }
    for one in shipped.results:
        assert "country" not in starter_view.props(starter_view.index(one.id)), one.id
    assert not out & {one.id for one in shipped.results}


def test_no_is_only_said_for_a_reason_that_is_known(shipped: Partners) -> None:
    assert shipped.counts == {
        verdict: sum(one.verdict == verdict for one in shipped.results)
        for verdict in ("approach", "conditions", "unknown", "not_now")
    }
    assert shipped.counts["unknown"] > 0
    for one in shipped.results:
        if one.verdict == "not_now":
            known = {criterion.name for criterion in one.criteria if criterion.value is not None}
            assert {"states_reached", "demands_covered", "thematic_fit"} <= known
        if one.verdict == "unknown":
            assert one.missing
            assert one.questions
