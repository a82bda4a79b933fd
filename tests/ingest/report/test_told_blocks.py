"""Of what a child says nothing is believed but types."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.report.told_blocks import believed, line_of
from ingest.report.unread_sentences import SENTENCES, unread_message
from kg.base.i18n import say


@pytest.mark.parametrize(
    "said",
    [None, 1, "x", {}, {"kind": "x", "text": "a"}, {"kind": "row"}, {"kind": ["row"], "text": "a"},
     {"kind": "row", "text": 5}, {"kind": "row", "text": "\u200b"}],
)  # fmt: skip
def test_what_is_no_block(said: Any) -> None:
    assert believed(iter([[said]])).blocks == []


def test_what_is_said_of_a_block_wrongly() -> None:
    said = {"kind": "row", "text": "a", "page": True, "level": -1, "cells": "x", "table": "1"}
    (found,) = believed(iter([[said]])).blocks
    assert (found.page, found.level, found.cells, found.table, found.paragraph) == (
        None,
        0,
        (),
        0,
        1,
    )


def test_paragraphs_are_counted_on_their_pages() -> None:
    said = [{"kind": "paragraph", "text": "a", "page": page} for page in (1, 1, 2)]
    assert [one.paragraph for one in believed(iter([said])).blocks] == [1, 2, 1]


def test_what_is_told_later_is_added() -> None:
    found = believed(iter([{"title": "A", "pages": 3}, {"title": "B", "symbol": 7}]))
    assert (found.title, found.pages, found.symbol) == ("B", 3, "")


def test_sentences_without_end() -> None:
    said = [["too-much-text", {"blocks": number}] for number in range(1_000)]
    assert len(believed(iter([{"unread": said}])).unread) == 100


def test_what_no_person_sees() -> None:
    assert line_of("Haiti \u202e1\u200b 000\n USD") == "Haiti 1 000 USD"


FACTS = {"n": 2, "most": 3, "pages": "4", "page": 5, "blocks": 6, "columns": 7, "names": "a"}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_each_code_has_a_sentence(code: str) -> None:
    message = unread_message([code, FACTS])
    assert message is not None
    assert all(str(say(message, lang)) for lang in ("en", "es", "pt", "fr"))


@pytest.mark.parametrize(
    "said", [None, [], ["none", {}], ["comments", {}], ["comments", {"n": "x"}]]
)
def test_what_no_child_of_ours_says(said: Any) -> None:
    assert unread_message(said) is None
