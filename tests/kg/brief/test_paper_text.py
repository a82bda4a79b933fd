from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.brief.paper_text import MARK, clean, safe_link


@given(st.text(st.characters()))
def test_what_is_clean_stays_and_steers_nothing(text: str) -> None:
    found = clean(text)
    assert clean(found) == found
    assert all(c.isprintable() or c in "\xa0\u202f" for c in found)
    found.encode()


def test_a_character_without_a_shape_is_seen_to_be_one() -> None:
    assert clean("a\u202eb\ud800c\x00d") == f"a{MARK}b{MARK}c{MARK}d"


def test_a_number_stays_beside_its_unit() -> None:
    assert clean("25\u202f% \n\t de\xa0tout") == "25\u202f% de\xa0tout"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", " javascript:x", "data:text/html,x", "//evil.example/x", "file:///etc",
        "https://", "vbscript:x", "https://a\u202eb.example", "mailto:", "java\nscript:x",
    ],
)  # fmt: skip
def test_links_that_run_something_or_leave_in_silence_are_none(address: str) -> None:
    assert safe_link(address) is None


@pytest.mark.parametrize(
    "address", ["https://oas.org/x?a=b#c", "http://a.example", "mailto:a@b.example", "/en/node/x"]
)
def test_links_to_the_web_to_a_mailbox_and_to_our_pages_are(address: str) -> None:
    assert safe_link(address) == address
