"""Each hard condition, for and against; what is not known passes; single query and all pairs."""

from __future__ import annotations

from typing import Any

import pytest

from kg.graph.view import View
from kg.matching.lens.lens import Lens
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match, match_all
from tests.graphs import view_of

BASE = """\
demand/d IN_SECTOR sector/s
offer/o IN_SECTOR sector/s
state/hti DECLARES demand/d
state/chl DECLARES offer/o
"""


def lens(require: str) -> Lens:
    return LENSES.parse(f"""
lens: test
version: "1"
from: (d:Demand)
to: (o:Offer)
require: [{require}]
paths:
  sector:
    pattern: (d)-[:IN_SECTOR]->()-[:BROADER*0..2]->(m)<-[:BROADER*0..2]-()<-[:IN_SECTOR]-(o)
    weight: 0.9
  language: {{pattern: "(d)-[:IN_LANGUAGE]->(m)<-[:IN_LANGUAGE]-(o)", weight: 0.1}}
""")


def passes(view: View, require: str) -> bool:
    """Say whether the offer is found, and hold the three ways to ask against one another."""
    rules = lens(require)
    document = match(view, rules, "demand/d", "en")
    found = [result.id for result in document.results] == ["offer/o"]
    assert bool(list(match_all(view, rules))) == found
    if "valid_on_date" not in require:
        assert bool(match(view, rules, "offer/o", "en").results) == found
    names = list(document.excluded)
    assert names[0] == "same_nature"
    assert sum(document.excluded.values()) == (0 if found else 1)
    return found


def nodes(demand: dict[str, Any] | None = None, offer: dict[str, Any] | None = None) -> Any:
    return {"demand/d": demand or {}, "offer/o": offer or {}}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (BASE, True),
        (BASE.replace("state/chl", "state/hti"), False),
        (BASE + "state/hti DECLARES offer/o", False),
        (BASE.replace("state/chl DECLARES", "org/m DECLARES") + "org/m PART_OF state/hti", False),
        (BASE.replace("state/chl DECLARES", "org/m DECLARES") + "org/m PART_OF state/chl", True),
        (
            BASE.replace("state/chl DECLARES", "unit/u DECLARES")
            + "unit/u PART_OF org/m\norg/m PART_OF state/hti",
            False,
        ),
        (BASE.replace("state/chl", "org/x"), True),
        (BASE.replace("state/chl", "org/x").replace("state/hti", "org/x"), False),
        (BASE.replace("state/chl DECLARES offer/o\n", ""), True),
    ],
)
def test_different_actor(lines: str, *, expected: bool) -> None:
    assert passes(view_of(lines, nodes()), "different_actor") is expected


def test_a_body_belongs_to_the_state_its_record_names() -> None:
    lines = BASE.replace("state/chl", "org/m")
    at_home = {**nodes(), "org/m": {"country": "state/hti"}, "state/hti": {}}
    abroad = {**nodes(), "org/m": {"country": "state/chl"}, "state/chl": {}}
    assert not passes(view_of(lines, at_home), "different_actor")
    assert passes(view_of(lines, abroad), "different_actor")


@pytest.mark.parametrize(
    ("demand", "offer", "expected"),
    [
        ({"nature": "example"}, {"nature": "example"}, True),
        ({"nature": "declared"}, {"nature": "declared"}, True),
        ({"nature": "example"}, {"nature": "declared"}, False),
        ({"nature": "declared"}, {"nature": "example"}, False),
        ({"nature": "declared"}, {"nature": "demonstrated"}, False),
    ],
)
def test_an_example_never_meets_what_is_declared(
    demand: dict[str, Any], offer: dict[str, Any], *, expected: bool
) -> None:
    assert passes(view_of(BASE, nodes(demand, offer)), "different_actor") is expected


@pytest.mark.parametrize(
    ("demand", "offer", "expected"),
    [
        ((None, None), (None, None), True),
        (("2026-01-01", "2026-12-31"), ("2026-10-01", "2027-12-31"), True),
        (("2026-01-01", "2026-12-31"), ("2026-10-02", "2027-12-31"), False),
        (("2026-01-01", "2026-12-31"), ("2027-01-01", None), False),
        ((None, "2026-12-31"), ("2026-10-01", None), True),
        ((None, "2026-12-31"), ("2026-11-01", None), False),
        (("2026-11-30", None), (None, "2027-02-27"), True),
        (("2026-11-30", None), (None, "2027-02-26"), False),
        (("9999-12-01", None), (None, None), True),
        (("9999-12-01", None), (None, "9999-12-30"), False),
    ],
)
def test_period_overlap(
    demand: tuple[str | None, str | None], offer: tuple[str | None, str | None], *, expected: bool
) -> None:
    facts = [
        {name: day for name, day in zip(("starts", "ends"), period, strict=True) if day}
        for period in (demand, offer)
    ]
    assert passes(view_of(BASE, nodes(*facts)), "period_overlap: 3 months") is expected


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, True), ("open", True), ("partly_met", True), ("paused", False), ("met", False),
        ("withdrawn", False), ("a word of some other program", True),
    ],
)  # fmt: skip
def test_open(status: str | None, side: int, *, expected: bool) -> None:
    facts: list[dict[str, Any]] = [{}, {}]
    facts[side] = {"status": status} if status else {"title": {"en": '"status": "met"'}}
    assert passes(view_of(BASE, nodes(*facts)), "open") is expected


def test_what_is_closed_on_both_sides_is_counted_once() -> None:
    view = view_of(BASE, nodes({"status": "met"}, {"status": "paused"}))
    assert match(view, lens("different_actor, open"), "demand/d", "en").excluded == {
        "same_nature": 0, "different_actor": 0, "open": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ends", "expected"), [("2026-11-22", False), ("2026-11-23", True), (None, True)]
)
def test_valid_on_date(ends: str | None, *, expected: bool) -> None:
    offer = {"ends": ends} if ends else {}
    assert passes(view_of(BASE, nodes(None, offer)), "valid_on_date") is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", True),
        ("demand/d IN_LANGUAGE language/es", True),
        ("offer/o IN_LANGUAGE language/es", True),
        ("demand/d IN_LANGUAGE language/es\noffer/o IN_LANGUAGE language/fr", False),
        ("demand/d IN_LANGUAGE language/es\noffer/o IN_LANGUAGE language/es", True),
    ],
)
def test_common_language(lines: str, *, expected: bool) -> None:
    assert passes(view_of(BASE + lines, nodes()), "common_language") is expected


PLACES = """
state/hti IN_REGION region/caribbean
region/caribbean BROADER region/americas
state/hti MEMBER_OF org/caricom member
state/hti MEMBER_OF org/other observer
region/south BROADER region/americas
state/jam IN_REGION region/caribbean
"""


@pytest.mark.parametrize(
    ("eligible", "expected"),
    [
        ([], True),
        (["state/hti"], True),
        (["state/jam"], False),
        (["state/jam", "state/hti"], True),
        (["region/caribbean"], True),
        (["region/americas"], True),
        (["region/south"], False),
        (["org/caricom"], True),
        (["org/other"], False),
        (["state/jam", "small islands"], True),
    ],
)
def test_eligible(eligible: list[str], *, expected: bool) -> None:
    view = view_of(BASE + PLACES, nodes(None, {"eligible": eligible} if eligible else {}))
    assert passes(view, "eligible") is expected


def test_eligible_passes_where_the_state_of_a_demand_is_unknown() -> None:
    lines = (BASE + PLACES).replace("state/hti DECLARES demand/d\n", "")
    assert passes(view_of(lines, nodes(None, {"eligible": ["state/jam"]})), "eligible")


SCHEMES = """
sector/l1 BROADER sector/c1
sector/l2 BROADER sector/c1
sector/c1 BROADER sector/g
sector/l3 BROADER sector/c2
sector/c2 BROADER sector/g
sector/g BROADER sector/b
sector/l4 BROADER sector/c4
sector/c4 BROADER sector/b
sector/segib1 MATCHES sector/g
sector/segib2 MATCHES sector/l4
sector/l5 BROADER sector/c4
"""
LEVELS = {
    "l1": "leaf", "l2": "leaf", "l3": "leaf", "l4": "leaf", "l5": "leaf", "c1": "category",
    "c2": "category", "c4": "category", "g": "group", "b": "broad", "segib1": "category",
    "segib2": "category",
}  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("l1", "l1", True),
        ("l1", "l2", True),
        ("l1", "c1", True),
        ("l1", "g", True),
        ("l1", "l3", False),
        ("c1", "c2", False),
        ("l1", "l4", False),
        ("c1", "c4", False),
        ("b", "l4", True),
        ("segib1", "l3", True),
        ("segib1", "c1", True),
        ("segib1", "l4", False),
        ("segib1", "segib1", True),
        ("segib2", "l4", True),
        ("segib2", "l5", False),
        ("segib2", "c4", True),
    ],
)
def test_same_field(one: str, other: str, *, expected: bool) -> None:
    lines = BASE.replace("demand/d IN_SECTOR sector/s", f"demand/d IN_SECTOR sector/{one}")
    lines = lines.replace("offer/o IN_SECTOR sector/s", f"offer/o IN_SECTOR sector/{other}")
    lines += "demand/d IN_LANGUAGE language/es\noffer/o IN_LANGUAGE language/es"
    levels = {f"sector/{name}": {"level": level} for name, level in LEVELS.items()}
    view = view_of(lines + SCHEMES, {**nodes(), **levels})
    assert passes(view, "same_field") is expected
    other_way = lens("same_field")
    assert bool(match(view, other_way, "offer/o", "en").results) is expected


@pytest.mark.parametrize(
    ("share", "expected"), [("0.5", True), ("0.500001", False), ("0", True), ("1", False)]
)
def test_at_least(share: str, *, expected: bool) -> None:
    """The cosine is ½: the demand has four sectors, one of which is the offer's only one."""
    more = "".join(f"demand/d IN_SECTOR sector/x{n}\n" for n in range(3))
    assert passes(view_of(BASE + more, nodes()), f"at_least: {{sector: {share}}}") is expected


def test_a_pair_counts_for_the_first_condition_that_fails() -> None:
    lines = BASE.replace("state/chl", "state/hti") + (
        "demand/d IN_LANGUAGE language/es\noffer/o IN_LANGUAGE language/fr\n"
        "offer/p IN_SECTOR sector/s\noffer/p IN_LANGUAGE language/fr"
    )
    found = match(
        view_of(lines, nodes()), lens("different_actor, common_language"), "demand/d", "en"
    )
    assert found.excluded == {"same_nature": 0, "different_actor": 1, "common_language": 1}
