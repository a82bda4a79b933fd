"""Nothing that began on the day or later may be seen in what was known before it."""

from __future__ import annotations

from datetime import date

import pytest

from kg.evaluation.baselines import BASELINES
from kg.evaluation.counts import counts
from kg.evaluation.learned import LEARNERS, learned, lessons
from kg.evaluation.lens_scores import as_listed, in_full
from kg.evaluation.links import links_of
from kg.evaluation.metrics import Float64
from kg.evaluation.past import known_before
from kg.evaluation.task import Task, Window, task_of
from kg.graph.view import View
from kg.matching.lens.lens import AdditiveLens
from kg.matching.lens.lens_files import LENSES
from tests.kg.evaluation.cooperation import made_up, world

DAY = date(2008, 1, 1)
PAST = made_up(1, range(1999, 2008), 25)
ASKED = made_up(2, range(2008, 2010), 12)
LATER = made_up(3, range(2012, 2016), 40)
UNDATED = ["- org/g08 state/s01 122", "- org/g00 state/s02 140"]


def asked(view: View) -> Task:
    return task_of(Window.of(DAY, 3), known_before(view, DAY), links_of(view))


def by_name(view: View, task: Task, scores: Float64) -> dict[tuple[str, str, str], float]:
    axes = task.axes
    return {
        (view.id(recipient), view.id(sector), view.id(candidate)): float(scores[row, column])
        for row, (recipient, sector) in enumerate(
            zip(axes.recipients.tolist(), axes.sectors.tolist(), strict=True)
        )
        for column, candidate in enumerate(axes.candidates.tolist())
    }


def all_scores(view: View) -> dict[str, dict[tuple[str, str, str], float]]:
    task = asked(view)
    lens = LENSES.named("experience")
    assert isinstance(lens, AdditiveLens)
    listed = as_listed(task, lens)
    made = {name: baseline(task) for name, baseline in BASELINES.items()}
    made |= {"listed": listed, "full": in_full(task, lens, listed)}
    made |= {f"count {number}": counts(task)[:, :, number] for number in range(10)}
    past = lessons(view, links_of(view), DAY, 3)
    made |= {name: next(learned(name, past, task)) for name in LEARNERS}
    return {name: by_name(view, task, scores) for name, scores in made.items()}


def test_later_and_undated_activities_change_no_score() -> None:
    nodes = {"org/g07": {"country": "country/xaa"}}
    before = all_scores(world([*PAST, *ASKED], nodes=nodes))
    after = all_scores(world([*PAST, *ASKED, *LATER, *UNDATED], nodes=nodes))
    assert len(before["listed"]) > 100
    assert before == after


def test_later_activities_change_what_is_known_later() -> None:
    """The test above can fail: of a day after them they do change scores."""
    day = date(2016, 1, 1)
    rows = [*PAST, *ASKED, *made_up(4, [2016], 30)]
    scores = [
        BASELINES["popularity"](task_of(Window.of(day, 1), known_before(view, day), links_of(view)))
        for view in (world(rows), world([*rows, *LATER]))
    ]
    assert scores[0].sum() < scores[1].sum()


def test_the_view_is_of_the_day_before_and_keeps_numbers() -> None:
    view = world([*PAST, *LATER])
    past = known_before(view, DAY)
    assert past.as_of == date(2007, 12, 31)
    assert list(past.snapshot.ids) == list(view.snapshot.ids)
    assert past.snapshot.token != view.snapshot.token
    assert len(past.snapshot.edges["FUNDS"]) == len(PAST)


@pytest.mark.parametrize("relation", ["FUNDS", "RECEIVES", "IN_SECTOR"])
def test_relations_that_stay_are_found_from_both_ends(relation: str) -> None:
    view = world([*PAST, *LATER])
    past = known_before(view, DAY)
    out, into = (past.adjacency((relation,), direction) for direction in ("out", "in"))
    forward = {
        (node, other) for node in range(len(past.snapshot)) for other in out.of(node).tolist()
    }
    back = {(other, node) for node in range(len(past.snapshot)) for other in into.of(node).tolist()}
    assert forward == back
    assert len(forward) == len(PAST)
    edges = past.snapshot.edges[relation]
    for node in range(len(past.snapshot)):
        assert {
            edge.index for edge in past.edges(node, all_dates=True) if edge.type == relation
        } == {
            index for index in range(len(edges)) if node in (edges.start[index], edges.end[index])
        }


def test_a_membership_that_began_later_is_not_in_force() -> None:
    lines = """
        state/s01 MEMBER_OF org/body member 2011-01-01
        state/s02 MEMBER_OF org/body member 2001-01-01
    """
    past = known_before(world(PAST, lines), DAY)
    members = past.adjacency(("MEMBER_OF",), "in").of(past.index("org/body")).tolist()
    assert [past.id(member) for member in members] == ["state/s02"]
