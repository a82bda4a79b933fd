from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pytest

from kg.base.errors import BadOptionError
from kg.evaluation.evaluation import NothingToFindError, evaluate
from kg.evaluation.learned import LEARNERS
from kg.graph.spread import Here, J, R
from kg.graph.view import View
from kg.matching.lens.lens_files import LENSES
from kg.model.documents import Evaluation
from kg.questions import EvaluationQuestion
from tests.kg.evaluation.cooperation import made_up, world

BASELINES = [
    "popularity", "sector_popularity", "recipient_popularity", "item_knn", "logistic", "boosting",
]  # fmt: skip


@pytest.fixture(scope="module")
def view() -> View:
    return world(made_up(7, range(1996, 2010), 20))


def asked(view: View, *days: date, lens: str = "experience", years: int = 3) -> Evaluation:
    question = EvaluationQuestion(tuple(days), years=years)
    return evaluate(view, LENSES.named(lens), question, "en")


@pytest.fixture(scope="module")
def document(view: View) -> Evaluation:
    return asked(view, date(2006, 1, 1), date(2005, 1, 1))


def test_every_method_with_its_interval_and_its_lead(document: Evaluation) -> None:
    assert [each.name for each in document.methods] == [
        "experience", "experience_as_listed", *BASELINES,
    ]  # fmt: skip
    for each in (*document.methods, *document.unfiltered, *document.repeats):
        assert each.interval is not None
        low, high = each.interval
        assert 0 <= low <= each.ndcg10 <= high <= 1
        assert [*each.against] == [name for name in BASELINES if name != each.name]


def test_the_rule_of_the_world_is_found(document: Evaluation) -> None:
    """Who gave lately in a sector gives there again: the lens knows it, popularity does not."""
    lens = document.methods[0]
    lead = lens.against["popularity"]
    assert lead is not None
    assert lead[0] > 0
    assert lens.ndcg10 > 0.7


def test_seeds_stand_with_what_is_drawn_alone(document: Evaluation) -> None:
    seeds = {each.name: each.seeds for each in document.methods}
    assert seeds["boosting"] == 12
    assert {name for name, count in seeds.items() if count} == {"boosting"}
    boosting = document.methods[-1]
    assert boosting.sd is not None
    assert 0 < boosting.sd < 0.1


def test_cuts_in_order_and_means_over_them(document: Evaluation) -> None:
    assert document.before == ["2005-01-01", "2006-01-01"] == [c.before for c in document.by_cut]
    assert [cut.until for cut in document.by_cut] == ["2008-01-01", "2009-01-01"]
    assert document.queries == sum(cut.queries for cut in document.by_cut)
    for place, each in enumerate(document.methods):
        by_cut = [cut.methods[place].ndcg10 for cut in document.by_cut]
        assert each.ndcg10 == pytest.approx(sum(by_cut) / 2, abs=1e-4)


def test_the_same_question_has_the_same_answer_and_progress_is_told(view: View) -> None:
    told: list[tuple[int, int]] = []
    question = EvaluationQuestion((date(2006, 1, 1),))
    lens = LENSES.named("experience")
    first = evaluate(view, lens, question, "en", lambda *step: told.append(step))
    assert told == [(step, 8) for step in range(1, 9)]
    assert asked(view, date(2006, 1, 1)) == first


def test_by_source_holds_the_links_of_that_source(document: Evaluation) -> None:
    assert [source.id for source in document.by_source] == ["source/test"]
    assert document.by_source[0].queries == document.queries
    assert document.by_source[0].methods == document.methods


def test_a_lens_of_paths_is_measured_as_it_lists() -> None:
    lens = LENSES.parse(
        """
lens: by-path
from: (d:Demand)
to: (o:Organisation)
paths:
  done:
    pattern: (d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(:Activity)<-[:FUNDS]-(o)
    weight: 1
"""
    )
    rows = "2001-01-01 org/a state/jam 122\n2001-01-01 org/b state/jam 140\n"
    view = world(rows + "2003-01-01 org/a state/hti 122")
    found = evaluate(view, lens, EvaluationQuestion((date(2003, 1, 1),)), "en")
    assert [each.name for each in found.methods][:2] == ["by-path", "popularity"]
    assert found.methods[0].ndcg10 == 1.0
    assert found.methods[0].interval is None
    assert "too little" in found.missing[0]


def test_nothing_to_find_is_said(view: View) -> None:
    with pytest.raises(NothingToFindError, match="2030-01-01"):
        asked(view, date(2030, 1, 1))


def test_a_lens_that_looks_for_no_provider_is_refused(view: View) -> None:
    with pytest.raises(BadOptionError, match="offers-for-demand"):
        asked(view, date(2006, 1, 1), lens="offers-for-demand")


def test_a_window_cannot_begin_before_what_is_known() -> None:
    with pytest.raises(BadOptionError, match="2005-01-01"):
        EvaluationQuestion((date(2006, 1, 1),), date(2005, 1, 1))
    with pytest.raises(BadOptionError, match="before"):
        EvaluationQuestion(())


class _Travelling(Here):
    """Does jobs here, each as it would come out of a wire."""

    def each(self, work: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        carried = (pickle.loads(pickle.dumps(job)) for job in jobs)
        return map(pickle.loads, map(pickle.dumps, map(work, carried)))


def test_rankings_and_intervals_travel(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LEARNERS, "boosting", (LEARNERS["boosting"][0], 2))
    question, lens = EvaluationQuestion((date(2006, 1, 1),)), LENSES.named("experience")
    there = evaluate(view, lens, question, "en", spread=_Travelling())
    assert there == evaluate(view, lens, question, "en")
    assert [each.name for each in there.methods][-1] == "boosting"
