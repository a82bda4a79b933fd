from __future__ import annotations

from datetime import date

import numpy as np

from kg.evaluation.lens_scores import as_listed, in_full
from kg.matching.lens.lens import AdditiveLens
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import a_probe, scores
from tests.kg.evaluation.cooperation import made_up, world
from tests.kg.evaluation.test_task import asked

VIEW = world(made_up(6, range(2000, 2010), 15))
TASK = asked(VIEW, date(2007, 1, 1), 3)


def lens() -> AdditiveLens:
    found = LENSES.named("experience")
    assert isinstance(found, AdditiveLens)
    return found


def test_who_is_listed_has_the_score_of_the_answer() -> None:
    listed, axes = as_listed(TASK, lens()), TASK.axes
    recipient, sector = int(axes.recipients[3]), int(axes.sectors[3])
    probe = a_probe(TASK.view, VIEW.id(recipient), VIEW.id(sector))
    answer = dict(
        zip(*(column.tolist() for column in scores(TASK.view, lens(), probe)), strict=True)
    )
    shown = [answer.get(candidate, -np.inf) for candidate in axes.candidates.tolist()]
    assert listed[3].tolist() == shown
    assert 0 < len(answer) < len(shown)


def test_in_full_nobody_overtakes_who_is_listed() -> None:
    listed = as_listed(TASK, lens())
    full = in_full(TASK, lens(), listed)
    inside = ~np.isneginf(listed)
    assert np.array_equal(full[inside], listed[inside])
    assert not np.isneginf(full).any()
    for row in np.flatnonzero(inside.any(axis=1) & ~inside.all(axis=1)).tolist():
        assert full[row][~inside[row]].max() < full[row][inside[row]].min()


def test_behind_who_is_listed_stands_who_works_with_the_recipient() -> None:
    view = world(
        """
        2001-01-01 org/a state/hti 122
        2002-01-01 org/b state/jam 140
        2002-01-01 org/c state/hti 140
        2003-01-01 org/b state/hti 122
        """
    )
    task = asked(view, date(2003, 1, 1))
    full = in_full(task, lens(), as_listed(task, lens()))
    order = [view.id(int(task.axes.candidates[place])) for place in np.argsort(-full[0])]
    assert order == ["org/a", "org/c", "org/b"]
