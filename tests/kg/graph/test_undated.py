"""An answer about an earlier year says what it does not know; one about today does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.browse.neighbourhood import neighbourhood
from kg.graph.build import snapshot_of
from kg.graph.undated import (
    is_unknown,
    memberships,
    memberships_of,
    rests_on,
    rests_on_memberships_of,
)
from kg.graph.view import Edge, View
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match
from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.partners.coverage import coverage
from kg.paths.routes import paths
from kg.store.opening import create_store

TODAY, PAST = date(2026, 11, 25), date(2014, 5, 5)
SOURCES = {"source/old": "2012-03-01", "source/new": "2026-11-23"}
STATED = {
    ("state/arg", "source/new"): {"status": "member"},
    ("state/bra", "source/new"): {"status": "member", "since": "1990-01-01"},
    ("state/chl", "source/new"): {"status": "member"},
    ("state/chl", "source/old"): {"status": "member"},
    ("state/ury", "source/new"): {"status": "observer"},
}


def view_on(folder: Path, day: date) -> View:
    store = create_store(f"sqlite:///{folder / f'{day}.db'}")
    nodes: dict[str, dict[str, Any]] = {
        **{id_: {"retrieved": read} for id_, read in reversed(SOURCES.items())},
        "org/a": {"name": {"en": "A"}},
        "demand/d": {"nature": "declared"},
        "offer/o": {"nature": "declared"},
        "sector/dac/140": {"specificity": 3},
        **{state: {} for state, _ in STATED},
    }
    plain = [
        ("DECLARES", "state/arg", "demand/d"),
        ("DECLARES", "state/bra", "offer/o"),
        ("IN_SECTOR", "demand/d", "sector/dac/140"),
        ("IN_SECTOR", "offer/o", "sector/dac/140"),
        ("IN_REGION", "state/arg", "region/x"),
    ]
    store.apply(
        [
            *(NodeStatement(id_, "source/new", props) for id_, props in nodes.items()),
            NodeStatement("region/x", "source/new", {}),
            *(RelationStatement(RelationKey(*one), "source/new") for one in plain),
            *(
                RelationStatement(RelationKey("MEMBER_OF", state, "org/a"), source, props)
                for (state, source), props in STATED.items()
            ),
        ]
    )
    view = View(snapshot_of(store, "board"), day)
    store.close()
    return view


def membership(view: View, state: str) -> Edge:
    return next(e for e in view.edges(view.index(state)) if e.type == "MEMBER_OF")


@pytest.mark.parametrize(
    ("state", "unknown"), [("state/arg", True), ("state/bra", False), ("state/chl", False)]
)
def test_what_was_read_later_than_the_year_asked_about_is_not_known(
    tmp_path: Path, state: str, *, unknown: bool
) -> None:
    view = view_on(tmp_path, PAST)
    assert is_unknown(view, membership(view, state)) is unknown
    today = view_on(tmp_path, TODAY)
    assert not is_unknown(today, membership(today, state))


def test_a_relation_that_has_no_beginning_is_not_undated(tmp_path: Path) -> None:
    view = view_on(tmp_path, PAST)
    edges = [e for e in view.edges(view.index("state/arg")) if e.type == "IN_REGION"]
    assert [is_unknown(view, edge) for edge in edges] == [False]


def test_coverage_counts_what_is_undated_and_says_so(tmp_path: Path) -> None:
    found = coverage(view_on(tmp_path, PAST), ["org/a"], "en")
    assert found.steps[0].reached == 3
    on = "May 5, 2014"
    said = f"1 of the 3 memberships counted has no start date: whether it was in force on {on}"
    assert (found.undated, found.notes) == (1, [f"{said} is not known."])
    today = coverage(view_on(tmp_path, TODAY), ["org/a"], "en")
    assert (today.steps[0].reached, today.undated, today.notes) == (3, 0, [])


def test_routes_surroundings_and_matches_say_so_too(tmp_path: Path) -> None:
    view = view_on(tmp_path, PAST)
    assert paths(view, "state/arg", "org/a", "en").undated == 1
    assert paths(view, "state/bra", "org/a", "en").notes == []
    assert neighbourhood(view, "org/a", "en").undated == 2
    assert match(view, LENSES.load("offers-for-demand"), "demand/d", "en").undated == 1
    experience = match(view, LENSES.load("experience"), "demand/d", "en")
    assert (experience.undated, experience.notes) == (0, [])


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("day", [TODAY, PAST])
def test_what_is_kept_by_state_says_the_same(tmp_path: Path, day: date, lang: str) -> None:
    view = view_on(tmp_path, day)
    for names in (["state/arg"], ["state/arg", "state/bra", "state/ury"], []):
        states = [view.index(name) for name in names]
        edges = memberships_of(view, states)
        assert rests_on_memberships_of(view, states * 2, lang) == rests_on(view, edges, lang)


def test_a_relation_that_is_counted_twice_is_one(tmp_path: Path) -> None:
    view = view_on(tmp_path, PAST)
    counted = memberships(view, [view.index("org/a")] * 2)
    assert rests_on(view, [*counted, *counted], "en") == rests_on(view, counted, "en")
