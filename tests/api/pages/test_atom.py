"""A feed is a document of XML whatever words it holds (RFC 4287)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from api.pages.atom import ATOM, Category, Entry, Feed, Link, Words, written

TEXT = st.text(st.characters(codec=None, categories=None), max_size=40)


@given(TEXT, TEXT, TEXT)
def test_any_words_make_a_feed_that_can_be_read(title: str, author: str, summary: str) -> None:
    entry = Entry(
        "tag:a,2026:x", Words(title), "2026-01-02", "http://a/", (author,),
        Words(summary, "pt"), (Category("sector/x", title),),
    )  # fmt: skip
    feed = Feed(
        "tag:a,2026:f", "es", title, "", author, (Link("self", "http://a/", "x"),), (entry,)
    )
    root = etree.fromstring(written(feed).encode())
    shown = root.findtext(f"{{{ATOM}}}entry/{{{ATOM}}}title") or ""
    # A reader of XML takes all line ends as one (2.11).
    kept = title.replace("\r\n", "\n").replace("\r", "\n")
    assert set(shown) <= set(kept) | {"\r"}
    if title.isprintable():
        assert shown == title


def test_what_xml_cannot_hold_is_left_out_and_markup_is_text() -> None:
    entry = Entry("tag:a,2026:x", Words("a\x00\x0b<b>&\ufffe\ud800c"), "", "http://a/")
    document = written(Feed("tag:a,2026:f", "es", "T", "", "A", (), (entry,)))
    assert "a&lt;b&gt;&amp;c</title>" in document
    assert document.count("<updated>1970-01-01T00:00:00Z</updated>") == 2


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    days = ("2026-03-01", "2026-04-01", "")
    entries = tuple(Entry(f"tag:a,2026:{d}", Words("t"), d, "http://a/") for d in days)
    root = etree.fromstring(written(Feed("i", "en", "T", "", "A", (), entries)).encode())
    assert root.findtext(f"{{{ATOM}}}updated") == "2026-04-01T00:00:00Z"
