"""Where sentences end, on hard cases made by hand in four languages: ``|`` is each true end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.condense.sentences import sentences_of, split, without_marker
from tests.kg.condense.made_reports import report

CASES = {
    "en": [
        "The grant of US$ 1.5 million was approved.|The Board met.|It decided.",
        "Resolution AG/RES. 57 (I-O/71) was adopted.|AG/RES. 2514 is.|OEA/Ser. W/XIII too.",
        "The Agency signed with St. Lucia and St. Vincent.|Dr. J. A. Smith chaired.",
        "It opened in the U.S. The funds grew.".replace("U.S. The", "U.S.|The"),
        "Trade with the U.S. Government rose.|See Annex A.|The list follows.|Plan B.|A new plan.",
        "Costs rose 3.4 per cent.|35 states took part.|No. 5 was left out.|See pp. 12-14.|End.",
        "1. The Agency met.|2. The Board decided.|(See Art. 5. Of it.)|End.",
        "He said: “The funds are there.”|The Board agreed.|“Is it so?” asked Haiti.|“Yes.”|Go.",
        "They waited…|The answer came.|They waited... and left.|Whereas [...] The Board ends.",
        "The Corp. of Haiti and Foo Inc.|The deal closed.|On 3 Sept. 2020 it ended.",
        "The rate was 5.2%.|It fell.1|The next year it rose.[12]|Then it stops.|Version 2.0.|No.",
        "The budget (see Annex 2. The table.) grew.|Members (35 of them).|They met.",
        "In 2019.|The Agency.|WASHINGTON D.C.|The meeting began.|Washington, D.C. Mayor came.",
    ],
    "es": [
        "El Sr. Ministro y la Dra. Pérez firmaron.|EE.UU. participó.|En EE.UU.|Los fondos suben.",
        "¿Cuándo se reunirá la Junta?|¡Mañana!|«La cooperación crece.»|Los 35 Estados van.",
        "Hay dos, p. ej. Chile y Perú.|El art. 12 y el núm. 7 se aprobaron.|La res. 45 no.|En fin.",
        "Véase el Cap. IV.|La Junta, etc.|El resto sigue.|Son US$ 2.345,67.|¡Qué bien!|¿Y luego…?",
        "La Agencia aportó $ 1.250.000 en 2021.|Doc. OEA/Ser. P, AG/RES. 2514.|Ya está.",
    ],
    "pt": [
        "O Exmo. Sr. Embaixador assinou.|A profa. Dra. Silva falou.|São R$ 2,5 milhões.",
        "Nos EUA, etc.|Os fundos cresceram.|O art. 5.º vale.|Ver p. 12.|É assim.|À noite, fim.",
        "A Ltda. de Belém e o Dr. J. B. Costa vieram.|No dia 3 de set. 2020 acabou.|Não há mais.",
    ],
    "fr": [
        "Le budget est de 1 500,50 $.|« La coopération avance. »|Le Conseil, cf. art. 3, a décidé.",
        "M. le Ministre et Mme. Roy ont signé.|L’Agence a reçu 3,5 M$.|Qu’est-ce ?|Une note.",
        "Voir p. 12.|Fin du 1er trimestre.|À Port-au-Prince, tout avance.|Quel succès !|Les États…",
    ],
}


@pytest.mark.parametrize("marked", [one for of in CASES.values() for one in of])
def test_hard_cases_end_where_a_reader_sees_it(marked: str) -> None:
    assert split(marked.replace("|", " ")) == marked.split("|")


PIECES = st.sampled_from(
    [
        "The",
        "Board",
        "U.S.",
        "No.",
        "5",
        "(",
        ")",
        "met.",
        "1.5",
        "…",
        "“",
        "”",
        "¿",
        "?",
        "a",
        "J.",
    ]
)


@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=200))
def test_sentences_are_the_text_but_for_spaces_between_them(text: str) -> None:
    found = split(text)
    at = 0
    for part in found:
        at = text.index(part, at) + len(part)
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize("hostile", ["." * 50_000, "( " * 20_000, "A. " * 20_000, "1." * 20_000])
@pytest.mark.timeout(10)
def test_hostile_texts_are_split_in_time(hostile: str) -> None:
    assert "".join("".join(split(hostile)).split()) == "".join(hostile.split())


def test_what_numbers_a_paragraph_is_no_part_of_its_sentence() -> None:
    assert without_marker("3.1.2 The plan.") == "The plan."
    assert without_marker("• Haiti") == "Haiti"
    assert without_marker("A plan.") == "A plan."
    assert without_marker("2021 was good.") == "2021 was good."


def test_sentences_know_their_place_their_section_and_annexes() -> None:
    found = sentences_of(
        report(
            ["# Contents", "# Annex 1", "# One", "First of all. Then this.", "# Two", "Last here.",
             "# Annex 1. Tables", "In the annex."]
        )
    )  # fmt: skip
    assert [(one.text, one.place, one.in_section, one.in_annex) for one in found] == [
        ("First of all.", 0, 0, False),
        ("Then this.", 1, 1, False),
        ("Last here.", 2, 0, False),
        ("In the annex.", 3, 0, True),
    ]
    assert found[1].block.section == "One"


def test_rows_headings_and_notes_have_no_sentences() -> None:
    assert sentences_of(report(["# The head.", "| Haiti. | The state."])) == []


def test_a_figure_that_begins_a_text_is_no_numbering() -> None:
    for text in ("3.815 becas sobre suelos;", "1.5 millones de dólares.", "3.815 Becas de suelos."):
        assert without_marker(text) == text
    assert without_marker("3.1.2 El Consejo decidió.") == "El Consejo decidió."


def test_an_amount_that_a_text_begins_with_is_no_number_of_a_paragraph() -> None:
    for text in ("3.5 millones de dólares", "1.919 visitas de estudio", "2.4 million people"):
        assert without_marker(text) == text
    assert without_marker("3.1.2 Los Estados") == "Los Estados"
