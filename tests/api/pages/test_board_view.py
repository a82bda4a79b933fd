"""What the board asked to see stands in the address, and comes back from it."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import parse_qsl

import pytest
from starlette.datastructures import QueryParams

from api.pages.board_view import MOST_TILES, NOTHING, RANGE, BoardView, Weights, points_of
from kg.partners.guideline_files import GUIDELINES

CRITERIA = GUIDELINES.named("approach-2022").criteria
ADDRESS = (
    "w.states_reached=60&w.instruments=12,5&with=org/a&with=org/b&compare=org/a&compare=org/c"
    "&print=yes"
)


def view(query: str) -> BoardView:
    return BoardView.of(QueryParams(query), "approach-2022@0.2")


def weights(query: str) -> Weights:
    return Weights.of(view(query), CRITERIA)


def test_an_address_leads_to_itself() -> None:
    asked = view(ADDRESS)
    assert view(asked.query()) == asked
    assert dict(parse_qsl(asked.query(as_of="2022-06-22")))["as_of"] == "2022-06-22"


@pytest.mark.parametrize(("leave", "gone"), [
    ("w", "w.states_reached"), ("with", "with"), ("compare", "compare"), ("print", "print"),
])  # fmt: skip
def test_what_a_form_asks_anew_is_left_out(leave: str, gone: str) -> None:
    names = [name for name, _ in view(ADDRESS).pairs([leave])]
    assert gone not in names
    assert "guideline" in names


def test_points_are_hundredths() -> None:
    found = weights("w.states_reached=60&w.instruments=12,5")
    assert found.given == (("states_reached", Decimal("0.6")), ("instruments", Decimal("0.125")))


@pytest.mark.parametrize(
    "query", ["", "w.states_reached=20", "w.states_reached=", "w.instruments=10.0"]
)
def test_the_guideline_s_own_weights_are_no_trial(query: str) -> None:
    assert weights(query) == Weights((), {})


@pytest.mark.parametrize("text", ["x", "-1", "101", "nan", "inf", "1e999999999", "9" * 50, "١٠١"])
def test_what_is_no_number_is_said_of_its_field(text: str) -> None:
    assert weights(f"w.instruments={text}") == Weights((), {"instruments": RANGE})


def test_a_criterion_that_is_none_is_said() -> None:
    (wrong,) = weights("w.beauty=3").wrong.values()
    assert wrong.text().startswith("The guideline has no criterion “beauty”. Known are: states_")


def test_nothing_at_all_ranks_nobody() -> None:
    query = "&".join(f"w.{one.name}=0" for one in CRITERIA)
    assert [*weights(query).wrong.values()] == [NOTHING]


def test_who_is_set_beside_another_stands_second() -> None:
    assert view("").beside("org/a") == ("org/a",)
    assert view("compare=org/b").beside("org/a") == ("org/b", "org/a")
    assert view("compare=org/b&compare=org/c").beside("org/b") == ("org/c", "org/b")


def test_no_more_is_kept_than_a_reader_tells_apart() -> None:
    many = "&".join(f"with=org/{n}" for n in range(50))
    assert len(view(many).tiles) == MOST_TILES


def test_each_own_weight_is_written_so_that_it_is_read_back() -> None:
    for one in CRITERIA:
        assert weights(f"w.{one.name}={points_of(one.millionths)}") == Weights((), {})
    assert points_of(333_333) == "33.3333"
