"""What a text speaks of, in four languages, with the words that say so."""

from __future__ import annotations

import pytest

from kg.glossary.text_concepts import concepts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gestión de residuos sólidos", "14050"),
        ("Agua y saneamiento", "140"),
        ("Presupuesto municipal", "15111"),
        ("Municipal budgets", "15111"),
        ("Orçamento municipal", "15111"),
        ("Budgets municipaux", "15111"),
        ("alimentação escolar", "11250"),
        ("Formation des enseignants", "11130"),
    ],
)
def test_a_text_speaks_first_of_its_subject(text: str, code: str) -> None:
    assert concepts(text)[0].sector == f"sector/dac/{code}"


def test_of_phrases_within_each_other_the_longest_counts() -> None:
    assert [c.sector for c in concepts("seguridad alimentaria")] == ["sector/dac/43071"]


def test_the_words_are_shown_as_they_stand() -> None:
    (concept,) = concepts("Las SEMILLAS, otra vez las semillas")
    assert [e.words for e in concept.evidence] == ["SEMILLAS"]
    assert concept.weight == sum(e.weight for e in concept.evidence)


def test_a_phrase_of_another_language_counts_less_where_the_language_is_known() -> None:
    ours, theirs = (concepts("extensionistas", lang)[0].weight for lang in ("es", "fr"))
    assert ours == 2 * theirs


@pytest.mark.parametrize("text", ["", "de la y para", "Ελληνικά 北京", "12 345", "\x00\u202e"])
def test_a_text_without_a_known_word_speaks_of_nothing(text: str) -> None:
    assert concepts(text) == []


def test_a_long_text_is_read_as_far_as_its_first_words() -> None:
    assert concepts("palabra " * 20_000 + "pesca") == []
