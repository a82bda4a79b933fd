"""Lens files: what is accepted, and everything wrong reported with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.base.errors import BadDefinitionError, BadFileError, BadOptionError
from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND
from kg.matching.lens.lens import AdditiveLens, PathLens, Requirement, Term
from kg.matching.lens.lens_file import CONDITIONS
from kg.matching.lens.lens_files import LENSES

GOOD = """\
lens: mine
version: "2"
standing: {status: adopted, date: 2026-01-15, decision: JD/doc. 3}
from: (d:Demand)
to: (o:Offer)
require:
  - different_actor
  - period_overlap: 1 month
  - at_least: {sector: 0.5, language: .25}
paths:
  sector:
    pattern: (d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(o)
    weight: 0.333333
    specificity: information-content
    sentence: "{query} and {target}: {meets}"
  language:
    pattern: (d)-[:IN_LANGUAGE]->(m:Language)<-[:IN_LANGUAGE]-(o)
    weight: "0.666667"
"""


def test_a_lens_is_read() -> None:
    lens = LENSES.parse(GOOD)
    assert isinstance(lens, PathLens)
    assert (lens.name, lens.version, lens.standing.status) == ("mine", "2", "adopted")
    assert [(p.name, p.weight, p.specific) for p in lens.paths] == [
        ("sector", 333_333, True),
        ("language", 666_667, False),
    ]
    assert lens.require == (
        Requirement("different_actor"),
        Requirement("period_overlap", months=1),
        Requirement("at_least", path="sector", share=500_000),
        Requirement("at_least", path="language", share=250_000),
    )
    assert LENSES.check(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("lens: mine\n", "", 1, "missing"),
        ("lens: mine", "lens: My lens", 1, "name"),
        ("lens: mine", "lens: []", 1, "not-text"),
        ("adopted", "agreed", 3, "standing"),
        (", decision: JD/doc. 3", "", 3, "standing"),
        ("(d:Demand)", "(d:Need)", 4, "node-type"),
        ("(d:Demand)", "(d)", 4, "end"),
        ("(o:Offer)", "(o:Offer", 5, "bad-pattern"),
        ("require:", "requires:", 6, "unknown-entry"),
        ("  - different_actor", "  - other_actor", 7, "condition"),
        ("  - different_actor", "  - period_overlap: 1 month", 8, "twice"),
        ("1 month", "a month", 8, "months"),
        ("1 month", "0 months", 8, "months"),
        ("{sector: 0.5,", "{sektor: 0.5,", 9, "path"),
        ("0.5,", "1.5,", 9, "share"),
        ("  - at_least: {sector: 0.5, language: .25}", "  - at_least: 1", 9, "condition"),
        ("(d)-[:IN_SECTOR]->(m", "(d)-[:IN_SECTOR>(m", 12, "bad-pattern"),
        ("(d)-[:IN_SECTOR]->(m", "(d)-[:IN_SEKTOR]->(m", 12, "relation-type"),
        ("(d)-[:IN_SECTOR]->(m", "(x)-[:IN_SECTOR]->(m", 12, "ends"),
        ("(d)-[:IN_SECTOR]->(m", "(d:Offer)-[:IN_SECTOR]->(m", 12, "ends"),
        ("(d)-[:IN_SECTOR]->(m", "(d)<-[:IN_SECTOR]-(m", 12, "no-walk"),
        ("(m:Sector)", "(m:Goal)", 12, "no-walk"),
        ("(m:Sector)", "(m:Sektor)", 12, "node-type"),
        ("0.333333", "0.3333333", 13, "share"),
        ("0.333333", "-0.1", 13, "share"),
        ("0.333333", "nan", 13, "share"),
        ("0.333333", "0.333334", 11, "weights"),
        ("information-content", "idf", 14, "specificity"),
        ("{meets}", "{meets.__class__}", 15, "sentence"),
        ("{meets}", "{meets:>9999999}", 15, "sentence"),
        ("{meets}", "{meets", 15, "sentence"),
        ('    weight: "0.666667"\n', "", 17, "missing"),
        ("  language:", "  sector:", 16, "twice"),
        ("paths:", "nature: real\npaths:", 10, "nature"),
        ("  - different_actor", "  bad: [", 8, "not-yaml"),
    ],
)
def test_every_mistake_has_line_and_code(old: str, new: str, line: int, code: str) -> None:
    assert old in GOOD
    found = LENSES.check(GOOD.replace(old, new, 1))
    assert (line, code) in [(mistake.line, mistake.code) for mistake in found]
    assert all(mistake.sentence("en") for mistake in found)


def test_all_mistakes_are_reported_at_once() -> None:
    text = GOOD.replace("mine", "My").replace("1 month", "x").replace("0.333333", "x")
    assert [mistake.line for mistake in LENSES.check(text)] == [1, 8, 13]


@pytest.mark.parametrize("text", ["", "- a", "x", "{", "a: b: c", "a: *b"])
def test_what_is_no_lens(text: str) -> None:
    assert len(LENSES.check(text)) == 1


def test_a_status_must_be_one_of_the_relation() -> None:
    guests = "(d)<-[:DECLARES]-()-[:MEMBER_OF {status: ['guest']}]->(m)"
    pattern = f'"{guests}<-[:MEMBER_OF]-()-[:DECLARES]->(o)"'
    text = re.sub(r"pattern: \(d\)-\[:IN_SECTOR.*", f"pattern: {pattern}", GOOD)
    assert [(m.line, m.code) for m in LENSES.check(text)] == [(12, "status")]


def test_conditions_are_a_list() -> None:
    text = re.sub(r"require:\n(  - .*\n)+", "require: different_actor\n", GOOD)
    assert [(mistake.line, mistake.code) for mistake in LENSES.check(text)] == [(6, "not-a-list")]


ADDED = """\
lens: done
form: additive
from: (d:Demand)
to: (o:Organisation|State)
require:
  - different_actor
roles: [FUNDS, PROVIDES]
terms:
  recency:
    x: years_since
    weight: -0.8
    if_none: 15
    sentence: "{target} worked in {meets} in {number}"
    sentence_if_none: "{query}"
  links:
    x: new_links
    weight: "12.345678"
    if_none: 0
"""


def test_a_lens_of_terms_is_read() -> None:
    lens = LENSES.parse(ADDED)
    assert isinstance(lens, AdditiveLens)
    assert (lens.name, lens.version, lens.roles) == ("done", "1", ("FUNDS", "PROVIDES"))
    assert lens.require == (Requirement("different_actor"),)
    said = "{target} worked in {meets} in {number}", "{query}"
    assert lens.terms == (
        Term("recency", "years_since", -800_000, 15, *said),
        Term("links", "new_links", 12_345_678, 0),
    )
    assert lens.reversed().reversed() == lens
    assert (lens.reversed().actors, lens.reversed().needs) == (lens.end, lens.start)


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("form: additive", "form: sums", 2, "form"),
        ("form: additive", "form: paths", 1, "missing"),
        ("(d:Demand)", "(d:Activity)", 3, "ends"),
        ("(o:Organisation|State)", "(o:Organisation|Sector)", 4, "ends"),
        ("  - different_actor", "  - at_least: {recency: 0.1}", 6, "path"),
        ("  - different_actor", "  - eligible", 6, "condition"),
        ("[FUNDS, PROVIDES]", "[FUNDS, RECEIVES]", 7, "role"),
        ("[FUNDS, PROVIDES]", "[FUNDS, FUNDS]", 7, "twice"),
        ("[FUNDS, PROVIDES]", "[]", 7, "wrong-value"),
        ("[FUNDS, PROVIDES]", "FUNDS", 7, "not-a-list"),
        ("roles: [FUNDS, PROVIDES]\n", "", 1, "missing"),
        ("years_since", "months_since", 10, "measure"),
        ("-0.8", "-100.1", 11, "term-weight"),
        ("-0.8", "-0.8000001", 11, "term-weight"),
        ("-0.8", "nan", 11, "term-weight"),
        ("    if_none: 15\n", "", 10, "missing"),
        ("if_none: 15", "if_none: 1.5", 12, "if-none"),
        ("if_none: 15", "if_none: -1", 12, "if-none"),
        ("if_none: 15", "if_none: 1001", 12, "if-none"),
        ("{number}", "{numbers}", 13, "sentence"),
        ("{query}", "{query!r}", 14, "sentence"),
        ("    x: new_links", "    pattern: (d)", 16, "unknown-entry"),
        ("  links:", "  recency:", 15, "twice"),
        ("terms:", "paths: {}\nterms:", 8, "unknown-entry"),
    ],
)
def test_every_mistake_of_terms_has_line_and_code(old: str, new: str, line: int, code: str) -> None:
    assert old in ADDED
    found = LENSES.check(ADDED.replace(old, new, 1))
    assert (line, code) in [(mistake.line, mistake.code) for mistake in found]
    assert all(mistake.sentence("en") for mistake in found)


def test_who_may_take_part_needs_an_offer() -> None:
    text = LENSES.text(EXPERIENCE).replace("- different_actor", "- eligible")
    assert [mistake.code for mistake in LENSES.check(text)] == ["condition"]


def test_loading_a_bad_file_names_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(GOOD.replace("0.333333", "x"), "utf-8")
    with pytest.raises(BadDefinitionError, match=r"bad\.yaml, line 13") as caught:
        LENSES.load(str(path))
    assert caught.value.line == 13


def test_a_lens_file_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD, "utf-8")
    assert LENSES.load(str(path)) == LENSES.parse(GOOD)


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadOptionError, match="offers-for-supply"):
        LENSES.load("offers-for-supply")
    with pytest.raises(BadFileError):
        LENSES.load(str(tmp_path))
    (tmp_path / "latin.yaml").write_bytes(b"\xe9")
    with pytest.raises(BadFileError):
        LENSES.load(str(tmp_path / "latin.yaml"))


def test_the_shipped_lenses_are_proposals_without_mistakes() -> None:
    assert LENSES.names() == [EXPERIENCE, OFFERS_FOR_DEMAND]
    for name in LENSES.names():
        assert LENSES.check(LENSES.text(name)) == []
        assert LENSES.load(name).standing.status == "proposed"
        assert LENSES.load(name).name == name


def test_every_condition_has_a_check() -> None:
    from kg.matching.kernel.condition_keys import KEYS, SIDES

    assert KEYS.keys() == SIDES.keys()
    assert set(CONDITIONS) == {*KEYS, "valid_on_date", "period_overlap", "at_least"}
