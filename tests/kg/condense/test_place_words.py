"""What stands around names of places: canals, universities, currencies, first names."""

from __future__ import annotations

import pytest

from kg.condense.place_words import is_place, standing
from kg.condense.text_tokens import tokens


def of(text: str, word: str) -> str:
    said = tokens(text)
    first = next(n for n, token in enumerate(said) if text[token.start :].startswith(word))
    last = first + len(tokens(word)) - 1
    return standing(text, said, first, last) if is_place(text, said, first, last) else "person"


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("in Panama, and", "Panama", "state"),
        ("the Panama Canal", "Panama", "weak"),
        ("el canal de Panamá", "Panamá", "weak"),
        ("Universidad Nacional Autónoma de Honduras", "Honduras", "weak"),
        ("Banco Central de Reserva del Perú", "Perú", "weak"),
        ("el Gobierno del Perú", "Perú", "state"),
        ("a bank, and of Peru", "Peru", "state"),
        ("Embassy of Chile", "Chile", "state"),
        ("cuenca del río Paraguay", "Paraguay", "weak"),
        ("Lake Nicaragua", "Nicaragua", "weak"),
        ("Lago de Nicaragua", "Nicaragua", "weak"),
        ("the Paraguay River", "Paraguay", "weak"),
        ("Fundación Chile", "Chile", "weak"),
        ("la fundación, Chile", "Chile", "state"),
        ("México, D.F. desde 1950", "México", "weak"),
        ("México D. F.", "México", "weak"),
        ("México de frente", "México", "state"),
        ("Guatemala-Ville", "Guatemala", "weak"),
        ("Panama (ville)", "Panama", "weak"),
        ("Panama (villes)", "Panama", "state"),
        ("Estado de México", "México", "weak"),
        ("Estado de Chile", "Chile", "state"),
        ("the Barbados Programme of Action", "Barbados", "weak"),
        ("Plan de Acción de Brasil", "Brasil", "weak"),
        ("Protocolo de Guatemala", "Guatemala", "weak"),
        ("un protocolo de Guatemala", "Guatemala", "state"),
        ("US$ 5", "US", "nothing"),
        ("10 dólares de los Estados Unidos", "Estados Unidos", "nothing"),
        ("Belize dollars", "Belize", "nothing"),
        ("le Salvador", "Salvador", "state"),
        ("Salvador de Bahia", "Salvador", "person"),
        ("Barbade, Dominique, Grenade", "Dominique", "state"),
        ("Dominique parle", "Dominique", "person"),
    ],
)
def test_what_the_name_of_a_place_is(text: str, word: str, found: str) -> None:
    assert of(text, word) == found
