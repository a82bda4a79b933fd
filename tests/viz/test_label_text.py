"""Names in pictures: nothing in them steers, hides or covers what stands around them."""

from __future__ import annotations

import unicodedata

import pytest

from tests.graphs import view_of
from viz.label_text import clean, label_lines, readable
from viz.scene import Pencil
from viz.text_width import SIZE, width_of

STEERS = ("\u202e", "\u2066", "\u061c", "\u200f", "\x00", "\x1b", "\ufeff", "\ufffe", "\U000e0041")


@pytest.mark.parametrize("mark", STEERS)
def test_what_nobody_sees_is_left_out(mark: str) -> None:
    assert mark not in clean(f"a{mark}b")
    assert mark not in readable(f"a{mark}b")


def test_letters_keep_their_accents_and_have_no_towers() -> None:
    assert clean("Haïti, São Tomé, Việt Nam") == "Haïti, São Tomé, Việt Nam"
    assert clean("e\u0302\u0301") == "e\u0302\u0301"
    tower = clean("Z" + "\u0301" * 300)
    assert sum(map(unicodedata.combining, tower)) == 3 * unicodedata.combining("\u0301")


def test_a_sentence_keeps_its_spaces() -> None:
    assert readable("Établi\u00a0: 3\u202f000") == "Établi\u00a0: 3\u202f000"


@pytest.mark.parametrize("name", ["\u200b\u2060", "\u202e", "\x00\x01", " \u3000 "])
def test_a_record_without_a_name_that_one_sees_is_called_by_its_id(name: str) -> None:
    view = view_of("", {"org/a": {"name": {"en": name}}})
    node = Pencil(view, "en").node(view.index("org/a"))
    assert (node.label, node.short) == ("org/a", "org/a")


def test_an_acronym_that_is_none_is_cut_as_names_are() -> None:
    view = view_of("", {"org/a": {"name": {"en": "A"}, "acronym": "W" * 10_000}})
    assert len(Pencil(view, "en").node(view.index("org/a")).short) < 60


@pytest.mark.parametrize("text", ["word " * 500_000, f"one two three {'x' * 1_000_000}"])
def test_lines_of_a_name_of_any_length_are_found_at_once(text: str) -> None:
    lines = label_lines(text.strip(), 150)
    assert len(lines) <= 3
    assert width_of(lines[0], SIZE) <= 150
