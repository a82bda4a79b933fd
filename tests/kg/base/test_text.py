"""Texts as people see them, whatever program wrote them."""

from __future__ import annotations

import pytest

from kg.base.text import fold, seen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CHL\u200b", "CHL"),
        ("\ufeffid", "id"),
        ("coope\u00adra\u2060ción", "cooperación"),
        ("\u202eabc\u202c \u2066d\u2069\u200f", "abc d"),
        ("a\r\nb\rc\x0bd\x0ce\u2028f\u2029g\x85h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("1\u00a0000\u202f000\u2009000", "1 000 000 000"),
        ("a_x000D_\nb_x000b_c_x200B_d", "a\nb\ncd"),
        ("_x005F_x000D_ stays", "_x000D_ stays"),
        ("my_x0041_name", "my_x0041_name"),
        ("a\x00b\x1bc\x7fd\x81e", "abcde"),
        ("half \ud800 a character", "half  a character"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("a\tb\nc", "a\tb\nc"),
        ("Łódź ñandú œuvre 日本 😀", "Łódź ñandú œuvre 日本 😀"),
    ],
)
def test_what_nobody_sees_is_taken_out(text: str, expected: str) -> None:
    assert seen(text) == expected


def test_what_a_reader_has_resolved_is_not_resolved_twice() -> None:
    assert seen("_x000D_ \x0b_xFFFE__xD800_", escaped=False) == "_x000D_ \n"


def test_names_are_compared_as_they_are_seen() -> None:
    assert fold(seen("Hai\u00adtí\u200b")) == fold("HAITI")
