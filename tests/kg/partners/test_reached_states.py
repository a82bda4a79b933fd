"""Who reaches which state: full members in force, and nobody else."""

from __future__ import annotations

import pytest

from kg.base.errors import ForbiddenError, UnknownIdError
from kg.graph.view import View
from kg.partners.reached_states import reached_states
from tests.graphs import view_of

LINES = """
state/hti MEMBER_OF org/a
state/hti MEMBER_OF org/b
state/bra MEMBER_OF org/a observer
state/jam MEMBER_OF org/b
state/ury MEMBER_OF org/a former 1990-01-01 2000-01-01
"""


def test_a_state_is_reached_by_its_bodies_in_the_order_asked() -> None:
    found = {one.state: one.by for one in reached_states(view_of(LINES), ["org/b", "org/a"])}
    assert found == {
        "state/bra": (),
        "state/hti": ("org/b", "org/a"),
        "state/jam": ("org/b",),
        "state/ury": (),
    }


def test_who_is_named_twice_counts_once() -> None:
    found = reached_states(view_of(LINES), ["org/a", "org/a"])
    assert [one.by for one in found if one.by] == [("org/a",)]


def test_it_is_for_the_board() -> None:
    with pytest.raises(ForbiddenError):
        reached_states(view_of(LINES, audience="states"), ["org/a"])


def test_a_stranger_is_refused() -> None:
    with pytest.raises(UnknownIdError):
        reached_states(view_of(LINES), ["org/nobody"])


def test_segib_and_caricom_reach_thirty_three(starter_view: View) -> None:
    found = reached_states(starter_view, ["org/segib", "org/caricom"])
    assert len(found) == 35
    assert [one.state for one in found if not one.by] == ["state/can", "state/usa"]
