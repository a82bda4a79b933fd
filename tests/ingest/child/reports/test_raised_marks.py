"""Raised figures: a mark of a note never changes the number that it stands behind."""

from __future__ import annotations

import pytest

from ingest.child.reports.raised_marks import as_read
from tests.ingest.child.reports.telling import tell
from tests.ingest.child.reports.word_parts import docx, p, r

RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("before", "raised", "read"),
    [
        ("US$ 450,000", "2", ""),
        ("450.000", "a", ""),
        ("450 000", "1,2", ""),
        ("450,000", "[3]", ""),
        ("Haiti", "*", ""),
        ("5 km", "2", "²"),
        ("1.5 x 10", "6", "⁶"),
        ("in 2010", "6", ""),
        ("le 1", "er", "er"),
        ("la 3", "a", "a"),
        ("n", "o", "o"),
        ("see", "above", "above"),
        ("", "1", "1"),
    ],
)
def test_what_is_read_of_a_raised_text(before: str, raised: str, read: str) -> None:
    assert as_read(before, raised) == read


def test_in_word() -> None:
    found = tell(
        docx(p("It gave 1,250", more=r("1", RAISED) + r(" schools on 5 km") + r("2", RAISED)))
    )
    assert found.texts == ["It gave 1,250 schools on 5 km²"]
