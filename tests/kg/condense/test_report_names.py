"""Names in a text: the longest at word boundaries, in their language, never what only looks so."""

from __future__ import annotations

import pytest

from kg.condense.report_names import Called, Names

DOM, DMA, JAM, CAN, OAS, TITLE, BANK = range(7)
NAMES = Names(
    [
        Called("Dominican Republic", DOM),
        Called("República Dominicana", DOM),
        Called("Dominica", DMA),
        Called("Jamaica", JAM),
    ],
    [Called("Safe water for rural schools in Jamaica", TITLE), Called("Bank of Jamaica", BANK)],
    [Called("CAN", CAN), Called("OAS", OAS, 0, frozenset(("en",))), Called("UNASUR", 9)],
    frozenset((BANK,)),
)


def named(text: str, lang: str = "") -> list[tuple[str, int]]:
    return [(text[one.start : one.end], one.node) for one in NAMES.found_in(text, lang)]


def test_the_longest_name_counts_at_word_boundaries() -> None:
    assert named("Dominica and the Dominican Republic, not Dominicans") == [
        ("Dominica", DMA),
        ("Dominican Republic", DOM),
    ]


def test_a_place_needs_its_capital() -> None:
    assert named("flor de jamaica; JAMAICA; República dominicana") == [
        ("JAMAICA", JAM),
        ("República dominicana", DOM),
    ]


def test_the_title_of_an_activity_says_where_it_is_and_a_body_holds_its_place() -> None:
    assert named("Safe water for rural schools in Jamaica") == [
        ("Safe water for rural schools in Jamaica", TITLE),
        ("Jamaica", JAM),
    ]
    assert named("Bank of Jamaica") == [("Bank of Jamaica", BANK)]


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("The OAS said", "en", ["OAS"]),
        ("La oas no", "es", []),
        ("OAS", "es", []),
        ("OAS/Ser.W and OAS-Habitat", "en", []),
        ("WHAT CAN BE DONE", "en", []),
        ("SICA, CAN, UNASUR", "es", ["CAN", "UNASUR"]),
        ("Unasur y unasur", "es", ["Unasur"]),
    ],
)
def test_acronyms_count_as_written_alone(text: str, lang: str, found: list[str]) -> None:
    assert [words for words, _ in named(text, lang)] == found


def test_an_acronym_with_a_fund_behind_it_is_weak() -> None:
    (one,) = NAMES.found_in("the OAS Development Fund", "en")
    assert one.is_weak
    (one,) = NAMES.found_in("the UNASUR Bank", "en")
    assert one.is_weak


def test_two_that_are_called_alike_are_nobody() -> None:
    names = Names(
        [], [Called("Water board of the north", 1), Called("Water board of the north", 2)]
    )
    assert names.found_in("Water board of the north") == []
    names = Names([], [Called("Ports and seas", 1, 0), Called("Ports and seas", 2, 1)])
    assert [one.node for one in names.found_in("Ports and seas")] == [1]


def test_no_name_goes_over_a_bracket_or_the_end() -> None:
    assert named("República (Dominicana)") == []
    assert named("the Dominican") == []


def test_bodies_joined_by_a_stroke_are_both_named() -> None:
    names = Names([], [], [Called("WHO", 1), Called("PAHO", 2)])
    assert [one.node for one in names.found_in("PAHO/WHO")] == [2, 1]
    assert names.found_in("FOR THOSE WHO WORK") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("se reunieron en Granada, Nicaragua", []),
        ("Cuba, Granada, Nicaragua y Venezuela", ["Granada", "Nicaragua"]),
        ("Universidad de Granada", []),
        ("Colombie-Britannique et Atlanta, Georgia", []),
        ("mal de Panamá y gusano de Guinea", []),
    ],
)
def test_places_of_other_states_are_none_but_in_a_list(text: str, found: list[str]) -> None:
    called = ("Granada", "Nicaragua", "Colombie", "Georgia", "Panamá", "Guinea")
    names = Names([Called(one, at) for at, one in enumerate(called)])
    assert [text[one.start : one.end] for one in names.found_in(text, "")] == found
