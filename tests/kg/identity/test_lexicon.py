"""The tables: folded, and each word with one meaning."""

from __future__ import annotations

from kg.base.text import fold
from kg.identity import lexicon


def test_every_word_is_folded() -> None:
    words = [*lexicon.MEANINGS, *lexicon.ADJECTIVES, *lexicon.PHRASES, *lexicon.SHORT_FORMS]
    assert [word for word in words if fold(word) != word and word != "co-operation"] == []


def test_what_weighs_is_a_meaning() -> None:
    meant = {*lexicon.MEANINGS.values(), "ngo", "army", "vice", "section", "division", "delegation"}
    for table in (lexicon.LEVELS, lexicon.PUBLIC, lexicon.GENERIC):
        assert table <= meant


def test_countries_go_by_alpha_3() -> None:
    assert {len(iso3) for iso3 in lexicon.ADJECTIVES.values()} == {3}
