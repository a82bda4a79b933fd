from __future__ import annotations

from datetime import date

from kg.graph.build import build
from kg.graph.view import View
from kg.matching.completeness import completeness
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import a_probe, match, probe
from kg.model.records import NodeRow, RelationRow
from kg.store.codec import StoredStatement, node_columns
from tests.graphs import view_of

EXPERIENCE = LENSES.named("experience")


def told(id_: str, source: str, body: str) -> NodeRow:
    said = StoredStatement("", "published", None, body)
    text, statements = node_columns(id_, {(source, id_): said})
    return NodeRow(id_, str(text), str(statements))


def world(*, day: date = date(2026, 1, 1)) -> View:
    """Haiti receives from two sources, of which one is silent since 2007; Jamaica from one."""
    activities = {
        "activity/a1": ("source/old", "2005-01-01", "state/hti"),
        "activity/a2": ("source/old", "2007-05-01", "state/jam"),
        "activity/b1": ("source/new", "2021-01-01", "state/hti"),
        "activity/b2": ("source/new", "2022-01-01", "state/hti"),
        "activity/c1": ("source/undated", "", "state/hti"),
    }
    nodes = [
        told(id_, source, f'{{"nature":"demonstrated","starts":"{starts}"}}' if starts else "{}")
        for id_, (source, starts, _) in activities.items()
    ]
    places = {"state/hti": "Haiti", "state/jam": "Jamaica", "state/cub": "Cuba"}
    nodes += [
        told(id_, "source/old", f'{{"name":{{"en":"{name}"}}}}') for id_, name in places.items()
    ]
    for name in ("old", "new", "undated"):
        body = f'{{"title":{{"en":"The {name} one"}}}}'
        nodes.append(told(f"source/{name}", "source/old", body))
    nodes += [told("sector/dac/122", "source/old", '{"level":"category","scheme":"dac"}')]
    nodes += [told("org/a", "source/old", "{}")]
    relations = [
        RelationRow("RECEIVES", place, id_, "", None, starts or None, None, "{}")
        for id_, (_, starts, place) in activities.items()
    ]
    return View(build(nodes, relations), day)


def test_which_sources_tell_of_the_recipient_and_how_far_each_reaches() -> None:
    view = world()
    found = completeness(view, EXPERIENCE, a_probe(view, "state/hti", "sector/dac/122"), "en")
    assert found is not None
    assert [(s.id, s.activities, s.last_year) for s in found.sources] == [
        ("source/new", 2, 2022),
        # Its last year is that of all it tells: it told of Jamaica in 2007.
        ("source/old", 1, 2007),
        ("source/undated", 1, None),
    ]
    assert "Haiti" in found.sentence
    assert "The old one (until 2007)" in found.sentence
    assert "not known" in found.sentence


def test_as_of_a_day_a_source_reaches_no_further() -> None:
    view = world(day=date(2006, 1, 1))
    found = completeness(view, EXPERIENCE, a_probe(view, "state/hti", None), "en")
    assert found is not None
    assert [(s.id, s.last_year) for s in found.sources] == [
        ("source/old", 2005), ("source/undated", None),
    ]  # fmt: skip


def test_a_recipient_of_whom_no_source_tells() -> None:
    view = world()
    found = completeness(view, EXPERIENCE, a_probe(view, "state/cub", None), "en")
    assert found is not None
    assert found.sources == []
    assert "Cuba" in found.sentence


def test_a_sector_alone_rests_on_all_sources() -> None:
    view = world()
    found = completeness(view, EXPERIENCE, a_probe(view, None, "sector/dac/122"), "en")
    assert found is not None
    assert [(s.id, s.activities) for s in found.sources] == [
        ("source/new", 2), ("source/old", 2), ("source/undated", 1),
    ]  # fmt: skip


def test_an_answer_that_rests_on_no_activities_says_nothing_of_them() -> None:
    lines = (
        "state/hti DECLARES demand/d\nstate/jam DECLARES offer/o\ndemand/d IN_SECTOR sector/dac/122"
    )
    view = view_of(lines)
    assert match(view, LENSES.named("offers-for-demand"), "demand/d", "en").completeness is None
    # Asked from the other side there is no recipient.
    other = view_of("org/a FUNDS activity/a")
    assert completeness(other, EXPERIENCE, other.index("org/a"), "en") is None


def test_the_answer_carries_it_in_the_language_asked() -> None:
    found = probe(world(), EXPERIENCE, "state/hti", "sector/dac/122", "fr")
    assert found.completeness is not None
    assert "Haiti" in found.completeness.sentence
