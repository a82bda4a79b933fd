"""The names of the starter knowledge, found in texts of four languages."""

from __future__ import annotations

import pytest

from kg.condense.base_names import examples_of, names_of
from kg.condense.report_names import Names
from kg.graph.view import View


@pytest.fixture(scope="module")
def names(starter_view: View) -> Names:
    return names_of(starter_view)


def ids(view: View, names: Names, text: str, lang: str) -> list[str]:
    return [view.id(one.node) + "~" * one.is_weak for one in names.found_in(text, lang)]


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("St. Lucia, Saint Lucia, Santa Lucía", "en", ["state/lca"] * 3),
        ("St Kitts & Nevis; Saint Kitts", "en", ["state/kna", "state/kna"]),
        ("St. Vincent, Trinidad", "en", ["state/vct", "state/tto"]),
        ("l'Équateur, d’Haïti, le Salvador", "fr", ["state/ecu", "state/hti", "state/slv"]),
        ("Saint-Vincent-et-les Grenadines", "fr", ["state/vct"]),
        ("do Brasil e da Guiana", "pt", ["state/bra", "state/guy"]),
        ("EE. UU., EE.UU., los Estados Unidos", "es", ["state/usa"] * 3),
        ("U.S. policy, US$ 5, US dollars", "en", ["state/usa"]),
        ("Papua New Guinea, Guinea, Nigeria", "en", ["country/png", "country/gin", "country/nga"]),
        ("Reunión de Ministros, Réunion, el chile", "es", []),
        ("Granada", "en", []),
        ("Granada", "es", ["state/grd"]),
        ("OEA, CEPAL, Mercosur, BID", "es", ["org/oas", "org/eclac", "org/mercosur", "org/idb"]),
        ("UN-Habitat, UN Women and the UN", "en", ["org/un-habitat", "org/un-women", "org/un"]),
        ("la lutte contre le Sida", "fr", []),
        ("le MRE du Brésil", "fr", ["state/bra"]),
        ("AG/RES. 2016", "es", ["agreement/ag-res-2016-2004"]),
        ("Development Bank of Latin America and the Caribbean", "en", ["org/caf"]),
    ],
)
def test_names_are_found(
    starter_view: View, names: Names, text: str, lang: str, found: list[str]
) -> None:
    assert ids(starter_view, names, text, lang) == found


def test_examples_are_told_apart(starter_view: View) -> None:
    found = {starter_view.id(node) for node in examples_of(starter_view)}
    assert "state/xaa" in found
    assert "state/hti" not in found
