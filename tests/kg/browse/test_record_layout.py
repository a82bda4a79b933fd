"""What every screen shows of a record: disagreements grouped by field, relations in order."""

from __future__ import annotations

from typing import Any

from kg.browse.record_layout import Position, disagreements, is_undated
from kg.model.documents import ClaimPart
from kg.model.registry import NODES, RELATIONS
from kg.model.vocabulary import heading, label, lesser_status


def claim(field: str, value: Any, source: str, *, chosen: bool, rule: str = "basis") -> ClaimPart:
    return ClaimPart(field=field, value=value, source=source, chosen=chosen, rule=rule)


def test_a_name_in_several_languages_is_one_disagreement() -> None:
    claims = [
        claim("name:en", "Bolivia", "source/a", chosen=True),
        claim("name:en", "Plurinational State", "source/b", chosen=False),
        claim("name:es", "Bolivia", "source/a", chosen=True),
        claim("name:es", "Estado Plurinacional", "source/b", chosen=False),
    ]
    found = disagreements(claims, NODES["State"])
    assert [(one.field, one.rules) for one in found] == [("name", ["basis"])]
    assert found[0].positions == [
        Position({"en": "Bolivia", "es": "Bolivia"}, ["source/a"], chosen=True),
        Position(
            {"en": "Plurinational State", "es": "Estado Plurinacional"}, ["source/b"], chosen=False
        ),
    ]


def test_a_source_may_be_chosen_in_one_language_and_not_in_another() -> None:
    claims = [
        claim("name:en", "A", "source/a", chosen=True),
        claim("name:en", "B", "source/b", chosen=False),
        claim("name:es", "C", "source/a", chosen=False, rule="later"),
        claim("name:es", "D", "source/b", chosen=True, rule="later"),
    ]
    (found,) = disagreements(claims, NODES["State"])
    assert found.rules == ["basis", "later"]
    assert [(p.value, p.sources, p.chosen) for p in found.positions] == [
        ({"en": "A"}, ["source/a"], True),
        ({"es": "D"}, ["source/b"], True),
        ({"en": "B"}, ["source/b"], False),
        ({"es": "C"}, ["source/a"], False),
    ]


def test_sources_that_say_the_same_stand_together_and_the_status_comes_first() -> None:
    claims = [
        claim("precision", "year", "source/a", chosen=True),
        claim("precision", "day", "source/b", chosen=False),
        claim("role", "chair", "source/a", chosen=True, rule="agreed"),
        claim("status", "disputed", "source/a", chosen=True, rule="disputed"),
        claim("status", "member", "source/b", chosen=False, rule="disputed"),
        claim("status", "disputed", "source/c", chosen=True, rule="disputed"),
    ]
    found = disagreements(claims, RELATIONS["MEMBER_OF"])
    assert [one.field for one in found] == ["status", "precision"]
    assert [p.sources for p in found[0].positions] == [["source/a", "source/c"], ["source/b"]]


def test_two_statements_of_one_source_are_two_positions() -> None:
    claims = [
        claim("iso2", "XA", "source/a", chosen=True),
        claim("iso2", "XB", "source/b", chosen=False),
        claim("iso2", "XC", "source/b", chosen=False),
    ]
    (found,) = disagreements(claims, NODES["State"])
    assert [p.value for p in found.positions] == ["XA", "XB", "XC"]


def test_words_of_relations() -> None:
    assert str(heading("MEMBER_OF", outward=True)) == "Member of"
    assert str(heading("MEMBER_OF", outward=False)) == "Members"
    assert str(label(RELATIONS["MEMBER_OF"], "role")) == "Role"
    assert lesser_status("MEMBER_OF", None) is None
    assert str(lesser_status("PARTY_TO", "signatory")) == "signatory"
    assert not is_undated("MEMBER_OF", "2001-01-01")


def test_sources_that_say_the_same_do_not_disagree() -> None:
    claims = [
        claim("visible", "states", source, chosen=True, rule="audience")
        for source in ("source/a", "source/b")
    ]
    assert disagreements(claims, NODES["Activity"]) == []
