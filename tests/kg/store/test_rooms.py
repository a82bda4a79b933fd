"""Types of the desk are known to stores of the desk, and to nothing that is made of knowledge."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from kg.model.derive import constraints, json_schema, model_page
from kg.model.desk_types import Key
from kg.model.fields import ROOMS
from kg.model.registry import (
    NODES,
    NODES_IN,
    RELATIONS,
    RELATIONS_IN,
    TYPE_OF_PREFIX,
    TYPES,
    any_type_of,
    type_of,
)
from kg.store.neo4j import ddl

SHA = "0f" * 32


def test_the_knowledge_base_knows_nothing_of_the_desk() -> None:
    assert NODES_IN["knowledge"] is NODES
    assert RELATIONS_IN["knowledge"] is RELATIONS
    assert "Key" not in NODES
    assert type_of("key/k1") is None
    assert any_type_of("key/k1") == "Key"
    for derived in (json.dumps(json_schema()), model_page(), constraints(), ddl.statements()):
        told = str(derived)
        assert not [name for name in ("`Key`", '"Key"', "'Key'", "### Key") if name in told]


def test_a_source_is_in_both_rooms_and_nothing_else() -> None:
    shared = set.intersection(*(set(NODES_IN[room]) for room in ROOMS))
    assert shared == {"Source"}
    assert len(TYPE_OF_PREFIX) == len(TYPES), "an id tells its type, whichever room it is in"
    for room, types in NODES_IN.items():
        assert {cls.room for name, cls in types.items() if name not in shared} == {room}


def test_a_desk_has_constraints_of_its_own_types() -> None:
    told = "\n".join(ddl.statements("desk"))
    assert "`Key`" in told
    assert "`State`" not in told


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("2026-11-28", "2026-11-28"),
        ("2026-11-28T10:00:00+00:00", "2026-11-28T10:00:00+00:00"),
        ("2026-11-28T10:00:00Z", "2026-11-28T10:00:00+00:00"),
        ("2026-11-28T10:00:00-05:00", "2026-11-28T15:00:00+00:00"),
    ],
)
def test_times_of_a_key_are_days_or_instants_in_utc(told: str, kept: str) -> None:
    assert Key(id="key/k1", expires=told).expires == kept


@pytest.mark.parametrize(
    "wrong",
    [
        {"expires": "tomorrow"},
        {"expires": "2026-11-28T10:00:00"},
        {"revoked": "2026-02-30"},
        {"created": "0001-01-01T00:00:00+05:00"},
        {"sha256": SHA.upper()},
        {"sha256": f"{SHA}\n"},
        {"sha256": "cg_the-key-itself"},
        {"audience": "everybody"},
        {"secret": "x"},
    ],
)
def test_what_is_no_key_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Key.model_validate({"id": "key/k1", "sha256": SHA, **wrong})
