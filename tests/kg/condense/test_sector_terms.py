"""Sectors in a text: clear terms of two words and more, not within other names."""

from __future__ import annotations

import pytest

from kg.condense.mentions import mentions_in
from kg.graph.view import View
from tests.reports_of_blocks import paragraph


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Courses on solid waste management and solid waste", ["sector/dac/14050"]),
        ("La gestion des déchets solides", ["sector/dac/14050"]),
        ("agua y saneamiento", ["sector/dac/140"]),
        ("education, services, health", []),
        ("Ministério das Relações Exteriores", []),
        ("cooperación triangular, South-South cooperation", []),
    ],
)
def test_sectors_are_found(starter_view: View, text: str, found: list[str]) -> None:
    (names,) = mentions_in(starter_view, [paragraph(text)]).names
    ids = [starter_view.id(one.node) for one in names]
    assert [id_ for id_ in ids if id_.startswith("sector/")] == found
