"""What somebody made of a diagram, as its address says it."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from viz.explorer.diagram_state import MOST_ACTS, DiagramState, state_of

NAMES = st.sampled_from(["org/a", "org/b", "org/a@all", "org/a@all@part2", "state/x"])
ACTS = st.lists(st.tuples(st.sampled_from(["open", "fold"]), NAMES), max_size=12)


@given(ACTS, st.lists(st.sampled_from(["Activity", "membership", "nonsense"])))
def test_an_address_says_the_state_that_it_was_made_of(
    acts: list[tuple[str, str]], hide: list[str]
) -> None:
    state = state_of("org/middle", acts, steps=2, hide=hide, to="org/b", ways=5)
    said = parse_qsl(state.query())
    again = state_of(
        "org/middle",
        [pair for pair in said if pair[0] in ("open", "fold")],
        steps=int(dict(said)["steps"]),
        hide=[value for name, value in said if name == "hide"],
        to=dict(said)["to"],
        ways=int(dict(said)["k"]),
    )
    assert again == state


def test_the_last_word_counts() -> None:
    opened = state_of("a", [("fold", "b"), ("open", "b")])
    folded = state_of("a", [("open", "b"), ("fold", "b")])
    assert (opened.opened, opened.folded) == (("b",), ("b",))
    assert (folded.opened, folded.folded) == ((), ("b",))


def test_a_bundle_is_folded_with_all_its_parts() -> None:
    key = "org/a@MEMBER_OF-in@State"
    state = state_of("a", [("open", key), ("open", f"{key}@part2"), ("fold", key)])
    assert state == DiagramState("a")


def test_what_an_address_may_say_has_an_end() -> None:
    state = state_of("a", [("open", f"org/{n}") for n in range(1000)], to="a")
    assert len(state.opened) == MOST_ACTS
    assert state.to is None
