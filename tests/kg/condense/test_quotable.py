"""Which sentences may be quoted at all."""

from __future__ import annotations

import pytest

from kg.condense.long_report import Block
from kg.condense.quotable import quotable
from kg.condense.sentences import Sentence, sentences_of
from tests.kg.condense.made_reports import report

GOOD = (
    "The Board approved the plan of work of the Agency for the next two years.",
    "¿Qué resultados tuvo la cooperación de los Estados con la Agencia en este año?",
    "“The needs of small states come first in each of the programmes,” the report says.",
    "Il convient de renforcer la coopération entre les États membres et l’Agence.",
)
BAD = {
    "no end stop": "The Board approved the plan of work of the Agency for the next two years",
    "no capital": "the Board approved the plan of work of the Agency for the next two years.",
    "leaders": "The plan of work of the Agency for the next years ........ 12.",
    "numerals": "In 2019 12 of 35 and in 2020 14 of 35 and 7 of 9.",
    "capitals": "The Ministers of Antigua, Belize, Chile, Peru, Haiti and Cuba Met Here.",
    "names alone": "Argentina, barley, copper, Belize, sugar, citrus, fishery, Chile, wine.",
    "dangles": "They approved the plan of work of the Agency for the next two years.",
    "dangles in es": "Esto permitió que la Agencia y los Estados aprobaran el plan de trabajo.",
    "half a quotation": "“The Board approved the plan of the Agency for the next two years.",
    "half a bracket": "The Board approved the plan) of the Agency for the next two years.",
    "an address": "The plan of work of the Agency is at https://example.org for the next years.",
    "short": "The Board met and decided.",
    "long": "The Board met " + "and the states of the region agreed " * 10 + "in the end.",
}


@pytest.mark.parametrize("text", GOOD)
def test_whole_sentences_that_stand_by_themselves_may(text: str) -> None:
    sentences = sentences_of(report([text]))
    assert [one.text for one in sentences] == [text]
    assert quotable(sentences) == [True]


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_others_may_not(text: str) -> None:
    assert not any(quotable(sentences_of(report([text]))))


def test_a_running_head_may_not_nor_what_stands_under_references() -> None:
    head = "Annual report of the Agency to the General Assembly for the year."
    lines = [head, GOOD[0], head, head, "# References", GOOD[3]]
    assert quotable(sentences_of(report(lines))) == [False, True, False, False, False]


def test_references_and_words_of_broken_fonts_are_not_quoted() -> None:
    where = Block("paragraph", "", 1, 1)
    texts = (
        "Luzzati D. (1989), Recherches sur le dialogue de la machine et de ses modes de la langue.",
        "Le gestionnaire utilise differentes ´ sources de connaissances et de la langue du pays.",
        "Les modules du systeme` de dialogue sont ceux de la reconnaissance de la parole.",
        "Haiti (2024) received the support of the Agency in the first half of the year for it.",
    )
    said = [Sentence(text, where, at, at) for at, text in enumerate(texts)]
    assert quotable(said) == [False, False, False, True]
