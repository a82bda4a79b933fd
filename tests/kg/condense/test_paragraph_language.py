"""Which of four languages a paragraph is in."""

from __future__ import annotations

import pytest

from kg.condense.long_report import Block
from kg.condense.paragraph_language import in_languages, language_of, language_of_most

SAYING = {
    "en": [
        "Member states requested technical assistance in disaster risk management.",
        "No funds were left; two projects wait for the next call.",
        "Support to small farmers continued during the year.",
    ],
    "es": [
        "Los Estados Miembros solicitaron asistencia técnica en gestión del riesgo de desastres.",
        "No quedaron fondos; dos proyectos esperan la próxima convocatoria.",
        "El apoyo a pequeños agricultores continuó durante el año.",
    ],
    "pt": [
        "Os Estados Membros solicitaram assistência técnica em gestão de riscos de desastres.",
        "Não restaram fundos; dois projetos aguardam a próxima chamada.",
        "O apoio a pequenos agricultores continuou durante o ano.",
    ],
    "fr": [
        "Les États membres ont demandé une assistance technique en gestion des risques.",
        "Il ne restait plus de fonds ; deux projets attendent le prochain appel.",
        "L’appui aux petits agriculteurs s’est poursuivi pendant l’année.",
    ],
}


@pytest.mark.parametrize(
    ("lang", "text"), [(lang, text) for lang in SAYING for text in SAYING[lang]]
)
def test_short_paragraphs_say_their_language(lang: str, text: str) -> None:
    assert language_of(text) == lang


@pytest.mark.parametrize("text", ["", "12 450 USD", "OEA/Ser.W/XIII", "Haiti Chile Peru", "«»"])
def test_what_says_no_language_has_none(text: str) -> None:
    assert language_of(text) == ""


def test_a_block_that_says_none_has_that_of_the_last_and_the_first_that_of_the_next() -> None:
    said = [
        ("12", "es"),
        (SAYING["es"][0], "es"),
        ("35 450", "es"),
        (SAYING["fr"][0], "fr"),
        ("1", "fr"),
    ]
    found = in_languages(Block("paragraph", text, None, 1) for text, _ in said)
    assert [block.lang for block in found] == [lang for _, lang in said]
    assert language_of_most(found) == "es"


def test_a_report_without_words_has_no_language() -> None:
    assert language_of_most(in_languages([Block("row", "12", 1, 1)])) == ""
