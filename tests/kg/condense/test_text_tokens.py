"""Words of a text with where they stand."""

from __future__ import annotations

from kg.condense.text_tokens import tokens


def test_words_are_folded_where_they_stand() -> None:
    text = "d’Haïti, São-Paulo"
    assert [(token.folded, text[token.start : token.end]) for token in tokens(text)] == [
        ("d", "d"), ("haiti", "Haïti"), ("sao", "São"), ("paulo", "Paulo"),
    ]  # fmt: skip
