from __future__ import annotations

from tests.viz.papers.made_papers import every_block, paper
from viz.papers.paper_input import input_of
from viz.papers.paper_words import audience_line, header, numbers_shown, runs, value_shown


def test_the_header_says_kind_subject_day_revision_and_language() -> None:
    said = input_of(paper(*every_block())).paper
    assert header(said) == "State brief · Aaa · as of November 23, 2026 · revision 12 · English"


def test_each_audience_has_its_words() -> None:
    lines = {
        audience_line(input_of(paper(audience=one)).paper) for one in ("public", "states", "board")
    }
    assert len(lines) == 3
    more = audience_line(input_of(paper(audience="board", for_board=True)).paper)
    assert "holds more" in more


def test_values_are_written_as_their_reader_writes_them() -> None:
    assert value_shown(1234.5, "estados", "pt") == "estados: 1.234,5"
    assert value_shown("2026-01-02", "", "fr") == "2 janvier 2026"
    assert value_shown("2026", "", "fr") == "2026"
    assert value_shown(None, "reports", "en") == "reports: not known"
    # One of several needs no plural: what is counted stands before the number.
    assert value_shown(1, "organismes", "fr") == "organismes\u00a0: 1"


def test_numbers_in_a_row_are_said_by_their_ends() -> None:
    assert runs([1, 2, 3, 5]) == [[1, 2, 3], [5]]
    assert numbers_shown([1, 2, 3, 5, 6]) == "[1–3, 5, 6]"
