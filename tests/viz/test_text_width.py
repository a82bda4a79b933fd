"""How wide text is, and how much of it there is room for."""

from __future__ import annotations

import pytest

from viz.text_lines import fitted_lines
from viz.text_width import cut_to, fitting, width_of

ENDLESS = 2_000_000


@pytest.mark.parametrize("text", ["SEGIB", "Ação", "W" * 40, "a b " * 20, "…", ""])
@pytest.mark.parametrize("room", [0, 9, 60, 400])
def test_what_is_cut_fits_and_no_letter_more_would(text: str, room: float) -> None:
    cut = cut_to(text, 11, room)
    if cut == text:
        return
    assert width_of(text, 11) > room
    kept = fitting(text.rstrip("…"), 11, room, "…")
    assert width_of(f"{text[:kept]}…", 11) <= room or kept == 0
    assert width_of(f"{text[: kept + 1]}…", 11) > room


def test_no_length_of_a_name_makes_anybody_wait() -> None:
    """To measure it once for each of its letters would take days."""
    for text in ("W" * ENDLESS, "w " * (ENDLESS // 2), "\u0301" * ENDLESS):
        assert all(width_of(line, 11) <= 100 for line in fitted_lines(text, 100, 11))
