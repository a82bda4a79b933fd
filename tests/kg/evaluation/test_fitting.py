from __future__ import annotations

from datetime import date

import pytest

from kg.base.errors import BadOptionError, WrongUseError
from kg.evaluation.fitted_file import fitted_text
from kg.evaluation.fitting import NothingToLearnError, additive, fit, last_cut
from kg.evaluation.rankings import Known
from kg.graph.view import View
from kg.matching.lens.lens import AdditiveLens
from kg.matching.lens.lens_files import LENSES
from kg.model.documents import Fit
from tests.kg.evaluation.cooperation import made_up, world

LENS = LENSES.named("experience")
DAY = date(2008, 1, 1)


@pytest.fixture(scope="module")
def view() -> View:
    return world(made_up(8, range(1995, 2011), 20))


@pytest.fixture(scope="module")
def fitted(view: View) -> tuple[AdditiveLens, Fit]:
    return fit(Known.of(view, 3), additive(LENS), DAY, "en", lambda _done, _total: None)


def test_no_window_that_teaches_ends_after_the_day(fitted: tuple[AdditiveLens, Fit]) -> None:
    document = fitted[1]
    assert [window.until for window in document.windows] == [
        f"{year}-01-01" for year in range(2004, 2009)
    ]
    assert [cut.before for cut in document.cuts] == [f"{year}-01-01" for year in range(2004, 2009)]


def test_what_begins_after_the_day_changes_no_weight(fitted: tuple[AdditiveLens, Fit]) -> None:
    """Not even the links that the last cut is measured on."""
    rows = [row for row in made_up(8, range(1995, 2011), 20) if row < "2008"]
    other = world([*rows, *made_up(9, range(2008, 2012), 30)])
    again, _ = fit(Known.of(other, 3), additive(LENS), DAY, "en", lambda _done, _total: None)
    assert again.terms == fitted[0].terms


def test_signs_stay_and_weights_are_written(fitted: tuple[AdditiveLens, Fit]) -> None:
    lens, document = fitted
    assert lens.terms[0].weight < 0 < lens.terms[1].weight + lens.terms[2].weight
    assert [weight.weight for weight in document.weights] == [
        term.weight / 1_000_000 for term in lens.terms
    ]
    assert document.cuts[-1].weights == {term.name: term.weight / 1e6 for term in lens.terms}


def test_the_file_is_the_lens_with_other_weights(fitted: tuple[AdditiveLens, Fit]) -> None:
    lens, document = fitted
    before = LENSES.text("experience").replace(
        "standing: proposed",
        "standing:\n  status: adopted\n  date: 2026-01-01\n  decision: DEC 1",
    )
    text = fitted_text(before, lens, document)
    assert LENSES.check(text) == []
    assert LENSES.parse(text) == lens
    assert lens.standing.status == "proposed"
    # Its own comments stay, and above them stands what it rests on.
    assert "# What counts as having done it." in text
    assert "#   source/test\n" in text
    assert text.startswith("# Weights fitted by")


def test_a_lens_of_paths_has_no_weights_to_fit() -> None:
    with pytest.raises(BadOptionError, match="offers-for-demand"):
        additive(LENSES.named("offers-for-demand"))


def test_before_anything_there_is_nothing_to_learn(view: View) -> None:
    with pytest.raises(NothingToLearnError):
        fit(Known.of(view, 3), additive(LENS), date(1990, 1, 1), "en", lambda *_: None)


def test_the_last_cut_leaves_whole_years_on_record(view: View) -> None:
    assert last_cut(view, 3) == DAY
    stray = world([*made_up(8, range(1995, 2011), 20), "2025-01-01 org/a state/hti 122"])
    assert last_cut(stray, 3) == DAY
    with pytest.raises(WrongUseError):
        last_cut(world("- org/a state/hti 122"), 3)
