"""What is to be confirmed is no fact and no basis: it becomes a question that can be answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.documents import Partner
from kg.partners.guideline_files import GUIDELINES
from kg.partners.rank import partners
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.graphs import DAY
from tests.kg.partners.unconfirmed import MARK, world

GUIDELINE = """\
guideline: small
version: "1"
body: org/oas
candidates: {kinds: [bank]}
rules:
  - {id: link, when: {link: [in_force]}, verdict: approach, basis: source/test, text: "{link}"}
  - {id: mandate, when: {mandate: true}, verdict: approach, basis: source/test, text: "x"}
  - {id: pilot, when: {pilot: true}, verdict: approach, basis: source/test, text: "x"}
  - {id: firm, when: {}, verdict: approach, basis: agreement/firm-link, text: "x"}
  - {id: loose, when: {}, verdict: not_now, basis: agreement/loose-link, text: "x"}
  - {id: principle, when: {}, verdict: not_now, basis: priority/loose, text: "x"}
otherwise: {verdict: unknown, basis: source/test, text: "none"}
criteria:
  - {name: link, measure: official_link, anchors: [0, 1], weight: 0.4}
  - {name: prior, measure: prior_cooperation, anchors: [0, 3], weight: 0.2}
  - {name: reached, measure: states_reached, anchors: [0, 3], weight: 0.2}
  - {name: fit, measure: thematic_fit, anchors: [0, 100], weight: 0.2}
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create_store(sqlite_url(tmp_path / "world.db"))
    made.apply(list(world()))
    yield made
    made.close()


def judged(store: Store) -> dict[str, Partner]:
    view = View(snapshot_of(store, "board"), DAY)
    found = partners(view, GUIDELINES.parse(GUIDELINE), "en")
    return {one.id: one for one in found.results}


def values(partner: Partner) -> dict[str, float | None]:
    return {criterion.name: criterion.value for criterion in partner.criteria}


def test_no_rule_rests_on_it_and_nothing_counts_it(store: Store) -> None:
    found = judged(store)
    firm, loose = found["org/firm"], found["org/loose"]
    assert [rule.id for rule in firm.rules] == ["link", "mandate", "pilot", "firm"]
    assert [rule.id for rule in loose.rules] == ["firm"]
    assert (firm.verdict, loose.verdict) == ("approach", "approach")
    assert values(firm) == {"link": 1, "prior": 1, "reached": 1, "fit": 100}
    assert values(loose) == {"link": None, "prior": None, "reached": 1, "fit": 100}
    assert MARK not in str([loose.rules, loose.missing, firm.rules, firm.missing])


def test_each_becomes_a_question_with_its_answer(store: Store) -> None:
    asked = dict(zip(*(getattr(judged(store)["org/loose"], n) for n in ("questions", "answers")),
                     strict=True))  # fmt: skip
    of_facts = {q: a for q, a in asked.items() if q.startswith("“zqloose")}
    assert of_facts == {
        "“zqloose link” is to be confirmed: in which publication does it stand?":
            'coopgraph tell agreement/loose-link parties="org/oas; org/loose" status=… --source …',
        "“zqloose mandate” is to be confirmed: in which publication does it stand?":
            "coopgraph tell agreement/loose-mandate parties=org/oas named=org/loose status=… "
            "--source …",
        "“zqloose pilot” is to be confirmed: in which publication does it stand?":
            "coopgraph tell initiative/loose concerns=org/loose status=… --source …",
    }  # fmt: skip
    rests = {q: a for q, a in asked.items() if q.startswith("A rule about")}
    assert sorted(rests.values()) == [
        "coopgraph tell agreement/loose-link status=… --source …",
        "coopgraph tell priority/loose standing=… --source …",
    ]
    # What is firm leaves only what its rules rest on open.
    assert sum("to be confirmed" in q for q in judged(store)["org/firm"].questions) == 2
