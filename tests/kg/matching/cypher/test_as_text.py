"""The texts themselves, without a server: unrolled hops, parameters only, names of the model."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND
from kg.matching.cypher.as_text import lens_cypher
from kg.matching.cypher.scores import scores_text
from kg.matching.cypher.term_scores import term_scores_text
from kg.matching.cypher.term_steps import term_steps_text
from kg.matching.cypher.walk_steps import steps_text
from kg.matching.cypher.walks import Counted, Walker, Written, backwards, link_key
from kg.matching.lens.lens import AdditiveLens, Lens, PathLens
from kg.matching.lens.lens_files import LENSES
from kg.matching.lens.pattern import Hop, Place, parse_pattern
from kg.model.registry import NODES, RELATIONS

DAY = date(2026, 11, 23)
STRANGE = """
lens: strange
version: "1 } RETURN 1 //"
from: (d:Demand)
to: (o:Offer)
require: [{period_overlap: 831 months}, {at_least: {"x\\n} RETURN 9 //": 0.123457}}]
paths:
  "x\\n} RETURN 9 //":
    pattern: >-
      (d)<-[:DECLARES]-()-[:MEMBER_OF {status: ['suspended']}]->(m)<-[:MEMBER_OF]-()
      -[:DECLARES]->(o)
    weight: 0.654321
    sentence: "Sentence with {meets}."
  plain: {pattern: "(d)-[:IN_LANGUAGE]->(m)<-[:IN_LANGUAGE]-(o)", weight: 0.345679}
"""


def texts(lens: Lens) -> list[str]:
    if isinstance(lens, AdditiveLens):
        return texts_of_terms(lens)
    return [
        text
        for turned in (lens, lens.reversed())
        for probe in ("", "Demand")
        for text in (scores_text(turned, probe=probe), steps_text(turned, probe=probe))
    ] + [scores_text(lens, meets=False)]


def texts_of_terms(lens: AdditiveLens) -> list[str]:
    told = [
        text
        for probe in ("", "Demand")
        for text in (term_scores_text(lens, probe=probe), term_steps_text(lens, probe=probe))
    ]
    turned = lens.reversed()
    back = [term_scores_text(turned), term_steps_text(turned)]
    return [*told, *back, term_scores_text(lens, meets=False)]


def shipped_paths() -> PathLens:
    lens = LENSES.load(OFFERS_FOR_DEMAND)
    assert isinstance(lens, PathLens)
    return lens


def test_nothing_from_a_file_is_in_the_text() -> None:
    for text in texts(LENSES.parse(STRANGE)):
        for value in ("RETURN 9", "suspended", "831", "654321", "345679", "123457", "Sentence"):
            assert value not in text
        assert "// plain:" in text
        assert "r.status IN $statuses[0]" in text


def test_what_an_analyst_pastes_holds_values_in_its_parameters_alone() -> None:
    pasted = lens_cypher(LENSES.parse(STRANGE), DAY, "states")
    head, query = pasted.split("\n\n", 1)
    assert head.count("\n") == 11
    for line in head.splitlines():
        assert line.startswith(("// ", ":param "))
    assert ':param paths => ["x\\n} RETURN 9 //", "plain"];' in head
    assert ":param as_of => date('2026-11-23');" in head
    assert ':param audience => ["public", "states"];' in head
    assert ':param statuses => [["suspended"]];' in head
    assert "RETURN 9" not in query
    assert query.endswith(";\n")
    named = set(re.findall(r"\$(\w+)", query))
    assert named == set(re.findall(r"^:param (\w+)", head, re.MULTILINE))


@pytest.mark.parametrize("name", [OFFERS_FOR_DEMAND, EXPERIENCE])
def test_labels_and_types_are_those_of_the_schema(name: str) -> None:
    for text in texts(LENSES.load(name)):
        code = re.sub(r"//.*", "", text)
        for found in re.findall(r"\[\w+:([A-Z_|]+)[\]*]", code):
            assert set(found.split("|")) <= set(RELATIONS)
        labels = re.findall(r"\(\w*:([A-Za-z_|]+)", code)
        assert labels
        for found in labels:
            assert set(found.split("|")) <= {*NODES, "_Redirect"}


def test_a_name_that_the_schema_does_not_know_is_never_written() -> None:
    lens = shipped_paths()
    with pytest.raises(KeyError):
        scores_text(replace(lens, end=Place("o", ("State`) DETACH DELETE (n",))))
    (path, *_) = lens.paths
    bad = replace(path.pattern, left=(Hop(("X]->() DELETE n",), "out"),))
    with pytest.raises(KeyError):
        scores_text(replace(lens, paths=(replace(path, pattern=bad),)))
    terms = LENSES.load(EXPERIENCE)
    assert isinstance(terms, AdditiveLens)
    for wrong in (
        replace(terms, roles=("X]->() DELETE n",)),
        replace(terms, end=Place("o", ("State`) DELETE (n",))),
    ):
        with pytest.raises(KeyError):
            term_scores_text(wrong)


@pytest.mark.parametrize(
    ("hop", "must", "may"), [("", 1, 0), ("*3", 3, 0), ("*0..3", 0, 3), ("*2..3", 2, 1)]
)
def test_hops_are_written_out(hop: str, must: int, may: int) -> None:
    """Each relation has a MATCH of its own, so that a walk may follow it twice."""
    pattern = parse_pattern(f"(d)-[:IN_SECTOR]->()-[:BROADER{hop}]->(m:Sector)<-[:IN_SECTOR]-(o)")
    for carry in (Counted(), Written(onward=True)):
        text = Walker([]).walks(pattern.left, "q", carry)
        assert text.count("-[r:BROADER]->") == must
        assert text.count("-[rs:BROADER*0..1]->") == may
        assert text.count("(next:Sector)") == 1
        assert text.rindex("MATCH") < text.rindex("(next:Sector)")


def test_half_walks_turned_round_end_where_they_began() -> None:
    text = "(d)-[:X]->(m:Sector)<-[:BROADER*0..2]-(:Goal)-[:Y]-()-[:IN_SECTOR]->(o)"
    half = parse_pattern(text).right
    turned = backwards(half, ("Offer",))
    assert [(hop.types, hop.direction, hop.labels) for hop in turned] == [
        (("BROADER",), "in", ("Goal",)),
        (("Y",), "any", ()),
        (("IN_SECTOR",), "out", ("Offer",)),
    ]
    assert (turned[0].low, turned[0].high) == (0, 2)


def test_links_of_a_probe_are_named_by_type_and_direction() -> None:
    text = scores_text(shipped_paths(), probe="Demand")
    for type_, direction in (("IN_SECTOR", "out"), ("DECLARES", "in"), ("IN_LANGUAGE", "out")):
        assert f"$links['{link_key(type_, direction)}']" in text  # type: ignore[arg-type]
    assert "$queries" not in text
