"""Elements of SVG are well-formed, whatever they say."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.elements import tag, tag_raw


@pytest.mark.parametrize("text", ["\x00", "\x0b\x1b", "\ufffe\uffff", "]]>", "&#0;", "\ud800"])
def test_what_no_xml_may_hold_is_a_sign(text: str) -> None:
    element = ET.fromstring(tag("text", {"href": text}, text))
    assert "".join(element.itertext())
    assert element.get("href")


@given(st.text())
def test_any_text_is_one_text(text: str) -> None:
    element = ET.fromstring(tag_raw("a", {"href": text}, tag("title", {}, text)))
    assert [child.tag for child in element] == ["title"]
