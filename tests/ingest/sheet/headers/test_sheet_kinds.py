"""Which sheets there are: one for each type that people fill in, with the columns of the model."""

from __future__ import annotations

import pytest

from ingest.sheet.headers.column_words import words_of
from ingest.sheet.headers.sheet_kinds import COLUMNS, KINDS, NECESSARY, RECORDS, check_kind
from kg.base.errors import BadOptionError
from kg.base.i18n import LANGUAGES
from kg.base.text import fold
from kg.model.fields import VISIBLE
from kg.model.registry import NODES, metas

PROMISED = {
    "offers": "id, actor, unit, title, summary, sector, goal, modality, languages, region,"
    " eligible, capacity, cost_sharing, conditions, evidence, starts, ends, status, confirmed_on,"
    " confirmed_by, visibility, nature, source",
    "actors": "id, name, acronym, kind, country, website, mailbox, identifiers, visibility, source",
    "memberships": "member, organisation, status, since, until, basis, visibility, source",
    "activities": "id, title, summary, provider, second_provider, funder, implementer, recipient,"
    " sector, goal, starts, ends, status, amount, currency, visibility, source",
    "agreements": "id, title, parties, signed, starts, ends, reference, fields, status",
    "units": "id, name, acronym, part_of, door_for, mailbox",
    "initiatives": "id, name, responsible, concerns, mandate, status",
    "milestones": "id, name, initiative, due, status, evidence",
    "priorities": "id, name, sector, goal, standing",
}
"""What scripts may rely on: these always work, in whatever order."""


@pytest.mark.parametrize("kind", PROMISED)
def test_columns_that_are_promised(kind: str) -> None:
    assert set(PROMISED[kind].split(", ")) <= set(COLUMNS[kind])


def test_every_type_that_is_no_reference_has_a_sheet() -> None:
    filled_in = {name for name, cls in NODES.items() if not cls.is_reference}
    assert {kind.node.__name__ for kind in RECORDS.values()} == filled_in
    assert "State" not in filled_in
    assert "Sector" not in filled_in


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_of_a_type_has_its_column(kind: str) -> None:
    record = RECORDS[kind]
    fields = set(record.node.model_fields) - set(record.sums)
    # Nobody makes up an actor in a sheet.
    has_nature = record.node.model_fields["nature"].default is not None
    # What follows from an act of its own has none.
    untold = {name for name, meta in metas(record.node).items() if not meta.told}
    assert untold <= {"courtesy", "readings"}
    assert not untold & set(COLUMNS[kind])
    assert fields - {"nature"} - untold <= set(COLUMNS[kind])
    assert ("nature" in COLUMNS[kind]) == has_nature
    assert set(record.sums.values()) <= set(COLUMNS[kind])
    assert VISIBLE in COLUMNS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_needed_is_a_column(kind: str) -> None:
    assert set(NECESSARY[kind]) <= set(COLUMNS[kind])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_two_columns_have_one_header(kind: str, lang: str) -> None:
    headers = [fold(words_of(kind, column)[lang][0]) for column in COLUMNS[kind]]
    assert len(set(headers)) == len(headers)


def test_what_happens_names_who_takes_part_and_nobody_lists_what_he_takes_part_in() -> None:
    actors = {link.relation.type for link in RECORDS["actors"].links}
    assert actors == {"PART_OF", "SUCCEEDS", "IN_SECTOR", "IN_REGION"}
    activities = {link.relation.type: link.inward for link in RECORDS["activities"].links}
    assert activities["FUNDS"]
    assert not activities["IN_SECTOR"]


def test_a_word_that_is_no_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadOptionError, match="projects") as caught:
        check_kind("projects", "--as")
    assert "activities" in caught.value.sentence()
