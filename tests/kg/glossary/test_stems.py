"""Words of four languages as the glossary compares them."""

from __future__ import annotations

import pytest

from kg.glossary.stems import MAX_WORDS, stem, words_of


@pytest.mark.parametrize(
    "alike",
    [
        ("educacion", "educacao", "education", "educaciones", "educacoes"),
        ("gestion", "gestao", "gestoes"),
        ("comunidad", "comunidades", "comunidade", "community", "communities"),
        ("energia", "energias", "energie", "energy"),
        ("violencia", "violence", "violencias"),
        ("joven", "jovem", "jovens"),
        ("politica", "politicas", "politique", "politiques"),
        ("eau", "eaux"),
        ("maladie", "maladies"),
        ("policy", "policies"),
    ],
)
def test_forms_of_one_word_have_one_stem(alike: tuple[str, ...]) -> None:
    assert len({stem(word) for word in alike}) == 1


def test_different_words_keep_apart() -> None:
    assert stem("salud") != stem("saldo")
    assert stem("pais") != stem("paz")


def test_short_words_stay() -> None:
    assert [stem(word) for word in ("vih", "gas", "tic")] == ["vih", "gas", "tic"]


def test_small_words_and_numbers_are_left_out() -> None:
    assert words_of("De 14 a 15, y para la de los") == []


def test_no_more_than_so_many_words_are_read() -> None:
    assert len(words_of("agua " * 5000)) == MAX_WORDS


def test_words_are_shown_as_they_stand_however_their_accents_are_made() -> None:
    composed, apart = words_of("Educación"), words_of("Educacio\u0301n")
    assert [word.stem for word in composed] == [word.stem for word in apart]
    assert apart[0].shown == "Educacio\u0301n"


def test_a_run_of_marks_takes_no_time() -> None:
    assert words_of("a" + "\u0301\u0316" * 50_000) == []
