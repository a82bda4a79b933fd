"""Which sentences may be quoted at all."""

from __future__ import annotations

import pytest

from kg.condense.quotable import quotable
from kg.condense.sentences import sentences_of
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
