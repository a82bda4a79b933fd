from __future__ import annotations

import pytest

from kg.base.i18n import say
from kg.base.reader_manner import (
    SaidDay,
    day,
    in_period,
    labelled,
    number,
    series,
    share,
    since_when,
)


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


def test_french_keeps_the_signs_after_a_space_with_what_stands_before_them() -> None:
    assert labelled("États", "35", "fr") == "États\u00a0: 35"
    assert labelled("Estados", "35", "es") == "Estados: 35"
    assert series(["un", "deux"], "fr") == "un\u00a0; deux"
    assert series(["uno", "dos"], "es") == "uno; dos"


def test_numbers_and_parts_of_nothing() -> None:
    assert number(1234567, "fr") == "1\u202f234\u202f567"
    assert share(1, 4, "en") == "25%"
    assert share(1, 0, "en") == "0%"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "since July 1, 2024"),
        ("es", "desde el 1 de julio de 2024"),
        ("pt", "desde 1º de julho de 2024"),
        ("fr", "depuis le 1er juillet 2024"),
    ],
)
def test_since_when_something_holds_is_said_as_its_reader_would(lang: str, said: str) -> None:
    assert str(say(in_period("2024-07-01", None), lang)) == said


def test_of_since_when_only_what_is_known_is_said() -> None:
    assert str(say(since_when("2024-07-01", "month"), "fr")) == "depuis juillet 2024"
    assert str(since_when("2024-07-01", "year")) == "since 2024"


def test_a_period_has_two_ends_one_or_none() -> None:
    assert str(in_period("2024-07-01", "2026-01-02")) == (
        "from July 1, 2024 to before January 2, 2026"
    )
    assert str(in_period(None, "2026-01-02")) == "until before January 2, 2026"
    assert in_period(None, None) is None
    assert str(SaidDay("2026-01-02")) == "January 2, 2026"
