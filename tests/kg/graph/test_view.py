"""One date and one audience over a snapshot."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.audience import Audience
from kg.base.errors import ForbiddenError, UnknownIdError
from kg.graph.build import build
from kg.graph.snapshot import Snapshot
from kg.graph.view import Direction, View
from kg.model.records import NodeRow, RelationRow
from tests.graphs import row_of
from tests.kg.matching.reference import World
from tests.kg.matching.worlds import view_of, worlds

DIRECTIONS: Final[tuple[Direction, ...]] = ("out", "in", "any")

LEFT = "2023-11-19"


def membership(
    state: str, status: str, since: str | None = None, until: str | None = None, key: str = ""
) -> RelationRow:
    return RelationRow("MEMBER_OF", state, "org/oas", key, status, since, until, "{}")


def read_by(audience: Audience) -> Snapshot:
    return build(
        [
            NodeRow("org/oas", '{"name":{"en":"Organization of American States"}}'),
            NodeRow("state/nic", '{"name":{"es":"Nicaragua"}}'),
            NodeRow("state/cub", "{}"),
            NodeRow("state/hti", "{}"),
            row_of("offer/hidden", {"visibility": "states", "nature": "declared"}),
            row_of("offer/secret", {"visibility": "board", "nature": "declared"}),
        ],
        [
            membership("state/nic", "member", None, LEFT),
            membership("state/nic", "former", LEFT, None, "2"),
            membership("state/cub", "not_participating"),
            membership("state/hti", "member", "1951-03-28"),
            RelationRow("DECLARES", "state/hti", "offer/hidden", "", None, None, None, "{}"),
            RelationRow("DECLARES", "state/hti", "offer/secret", "", None, None, None, "{}"),
        ],
        audience=audience,
        redirects={"org/oea": "org/oas"},
    )


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return read_by("board")


def members(snapshot: Snapshot, day: str, statuses: tuple[str, ...] | None = None) -> set[str]:
    view = View(snapshot, date.fromisoformat(day))
    csr = view.adjacency(["MEMBER_OF"], "in", statuses)
    return {view.id(int(number)) for number in csr.of(view.index("org/oas"))}


def test_until_is_the_first_day_it_no_longer_holds(snapshot: Snapshot) -> None:
    assert "state/nic" in members(snapshot, "2023-11-18")
    assert "state/nic" not in members(snapshot, LEFT)
    assert "state/nic" in members(snapshot, LEFT, ("former",))


def test_only_full_membership_counts_unless_named(snapshot: Snapshot) -> None:
    assert members(snapshot, "2026-11-23") == {"state/hti"}
    assert members(snapshot, "2026-11-23", ("not_participating",)) == {"state/cub"}
    assert members(snapshot, "1950-01-01") == {"state/nic"}


@pytest.mark.parametrize(
    ("audience", "seen"),
    [("public", []), ("states", ["offer/hidden"]), ("board", ["offer/hidden", "offer/secret"])],
)
def test_an_audience_sees_only_its_records(audience: Audience, seen: list[str]) -> None:
    view = View(read_by(audience), date(2026, 11, 23))
    assert [view.id(int(n)) for n in view.of_type("Offer")] == seen
    declared = view.adjacency(["DECLARES"], "out").of(view.index("state/hti"))
    assert [view.id(int(n)) for n in declared] == seen
    ends = [view.id(edge.end) for edge in view.edges(view.index("state/hti"))]
    assert [id_ for id_ in ends if id_.startswith("offer/")] == seen


def test_a_hidden_record_is_unknown_and_never_suggested() -> None:
    view = View(read_by("public"), date(2026, 11, 23))
    with pytest.raises(UnknownIdError) as caught:
        view.index("offer/secret")
    assert not [id_ for id_ in caught.value.nearest if id_.startswith("offer/")]
    assert "offer/secret" in str(caught.value)


def test_an_unknown_id_names_the_nearest(snapshot: Snapshot) -> None:
    with pytest.raises(UnknownIdError) as caught:
        View(snapshot, date(2026, 11, 23)).index("state/htii")
    assert caught.value.nearest[0] == "state/hti"


def test_an_id_once_shown_goes_on_answering(snapshot: Snapshot) -> None:
    view = View(snapshot, date(2026, 11, 23))
    assert view.index("org/oea") == view.index("org/oas")


def test_verdicts_are_for_the_board(snapshot: Snapshot) -> None:
    View(snapshot, date(2026, 11, 23)).require_board()
    with pytest.raises(ForbiddenError):
        View(read_by("states"), date(2026, 11, 23)).require_board()


def test_a_label_falls_back_in_the_written_order(snapshot: Snapshot) -> None:
    view = View(snapshot, date(2026, 11, 23))
    assert view.label(view.index("org/oas"), "fr") == "Organization of American States"
    assert view.label(view.index("state/nic"), "fr") == "Nicaragua"
    assert view.label(view.index("state/hti"), "fr") == "state/hti"


@settings(max_examples=25, deadline=None)
@given(worlds(), st.sampled_from((None, ("member",), ("former", "associate"))))
def test_neighbours_of_one_are_those_that_all_have(world: World, statuses: Any) -> None:
    view = view_of(world)
    for types in (("DECLARES",), ("BROADER", "MATCHES"), ("MEMBER_OF", "PART_OF"), ("FUNDS",)):
        for way in DIRECTIONS:
            every = view.adjacency(types, way, statuses)
            for node in range(len(view.snapshot)):
                assert view.near(node, types, way, statuses) == every.of(node).tolist()
