"""Every value in the data has a word that a reader understands."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ingest.findings import Outcome
from kg.base.audience import AUDIENCES
from kg.graph.snapshot import Snapshot
from kg.matching.lens.lens_file import CONDITIONS
from kg.model.fields import NATURES
from kg.model.registry import RELATIONS
from kg.model.vocabulary import (
    BY_FIELD,
    NATURE_NOTES,
    OUTCOMES,
    RULES,
    STATUSES,
    VERDICTS,
)
from kg.model.vocabulary import CONDITIONS as CONDITION_WORDS
from kg.partners.guideline.guideline import STRONGEST


def values(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield every value of a field that has a table of words."""
    bodies = [
        *snapshot.bodies,
        *(body for edges in snapshot.edges.values() for body in edges.bodies),
    ]
    for body in bodies:
        for field, value in json.loads(body).items():
            if field in BY_FIELD:
                yield from ((field, one) for one in (value if isinstance(value, list) else [value]))
    yield from (("status", status) for status in snapshot.statuses if status)


def test_every_value_of_the_starter_knowledge_has_a_word(starter_snapshot: Snapshot) -> None:
    found = set(values(starter_snapshot))
    assert {field for field, _ in found} >= {"kind", "role", "status", "scheme", "level"}
    assert sorted(one for one in found if one[1] not in BY_FIELD[one[0]]) == []


def test_every_status_of_the_model_has_a_word() -> None:
    statuses = {status for relation in RELATIONS.values() for status in relation.statuses}
    assert statuses <= STATUSES.keys()


def test_every_type_has_its_words() -> None:
    assert set(NATURES) == BY_FIELD["nature"].keys() == NATURE_NOTES.keys()
    assert set(AUDIENCES) == BY_FIELD["visibility"].keys()
    assert set(CONDITIONS) == CONDITION_WORDS.keys()
    assert set(OUTCOMES) == {outcome.value for outcome in Outcome}
    assert list(VERDICTS) == [*reversed(STRONGEST)]


def test_every_rule_that_chooses_among_claims_is_explained() -> None:
    assert set(RULES) == {
        "only", "agreed", "united", "disputed", "positions", "basis", "later", "source_order",
        "strictest", "widest", "released",
    }  # fmt: skip
