from __future__ import annotations

import pytest

from kg.base.reader_manner import day, number, share


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "December 31, 2022"),
        ("es", "31 de diciembre de 2022"),
        ("pt", "31 de dezembro de 2022"),
        ("fr", "31 décembre 2022"),
    ],
)
def test_a_day_is_written_as_its_reader_does(lang: str, said: str) -> None:
    assert day("2022-12-31", lang) == said


def test_of_a_day_only_what_is_known_is_written_and_what_is_none_stays() -> None:
    assert day("2022-12-31", "en", "half") == "second half of 2022"
    assert day("2022-12-31", "en", "year") == "2022"
    assert day("soon", "en") == "soon"


def test_numbers_and_parts_of_nothing() -> None:
    assert number(1234567, "fr") == "1\u202f234\u202f567"
    assert share(1, 4, "en") == "25%"
    assert share(1, 0, "en") == "0%"
