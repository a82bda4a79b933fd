"""Records that a report speaks of: most named first, what only bears a name left out."""

from __future__ import annotations

from kg.condense.linked_records import linked_records
from kg.condense.mentions import mentions_in
from kg.graph.view import View
from tests.reports_of_blocks import paragraph, report


def test_records_are_linked_with_their_first_words(starter_view: View) -> None:
    said = report(
        paragraph("The Panama Canal and the OAS.", page=2, paragraph=4),
        paragraph("Organization of American States, Haiti.", page=3),
    )
    found = linked_records(starter_view, mentions_in(starter_view, said.blocks), "es")
    assert [(one.id, one.words, one.page, one.paragraph, one.times) for one in found] == [
        ("org/oas", "OAS", 2, 4, 2),
        ("state/hti", "Haiti", 3, 1, 1),
    ]
    assert found[0].label == "Organización de los Estados Americanos"
