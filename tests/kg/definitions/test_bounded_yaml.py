"""YAML of lenses and guidelines: bounds are met before anything is built, and each has its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.base.errors import BadFileError
from kg.definitions.bounded_yaml import MAX_DEPTH, MAX_NODES, MAX_NUMBER, MAX_SCALAR, MAX_TEXT
from kg.matching.lens.lens_files import LENSES
from kg.partners.guideline_files import GUIDELINES

BOMB = "a: &a [l,l,l,l,l,l,l,l,l]\n" + "".join(
    f"{name}: &{name} [{','.join(f'*{before}' for _ in range(9))}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
HOSTILE = {
    "aliases": (BOMB, 5, "too-large"),
    "an alias of itself": ("a: &x [1, *x]\n", 1, "alias"),
    "an alias of nothing": ("a: *x\n", 1, "alias"),
    "deep in brackets": ("[" * 5_000, 1, "too-deep"),
    "deep in hyphens": ("- " * 5_000 + "a", 1, "too-deep"),
    "deep in lines": ("\n".join(" " * n + "a:" for n in range(400)), MAX_DEPTH + 1, "too-deep"),
    "many entries": ("[" + "1," * (MAX_NODES + 1) + "]", 1, "too-large"),
    "a long text": ("lens: " + "a" * (MAX_SCALAR + 1), 1, "too-long"),
    "a long number": ("lens: 0b" + "1" * MAX_NUMBER, 1, "too-long"),
    "a long file": ("#" * (MAX_TEXT + 1), 1, "too-large"),
    "a tag of Python": ("a: !!python/object/apply:os.system [ls]", 1, "tag"),
    "a tag on nothing": ('a: 1\nb: !!int ""', 2, "tag"),
    "half a character": ('lens: "\\ud800"', 1, "not-text"),
    "no character": ('lens: "\\UFFFFFFFF"', 1, "not-yaml"),
    "a list for a name": ("lens: a\n? [a]\n: b", 2, "not-text"),
    "a list for a name inside": ("lens: a\nstanding: {[a]: b}", 2, "not-text"),
    "two documents": ("a: 1\n--- \nb: 2", 2, "not-yaml"),
    "a null character": ("a: \0", 1, "not-yaml"),
}


@pytest.mark.parametrize("check", [LENSES.check, GUIDELINES.check])
@pytest.mark.parametrize("case", HOSTILE)
def test_a_text_beyond_the_bounds_is_one_mistake(check: object, case: str) -> None:
    text, line, code = HOSTILE[case]
    assert callable(check)
    (found,) = check(text)
    assert (found.line, found.code) == (line, code)
    assert all(found.sentence(lang) for lang in ("en", "es", "pt", "fr"))


def test_aliases_are_read_where_they_are_few() -> None:
    text = (
        'guideline: a\nversion: "1"\nbody: &b org/oas\ncandidates: {kinds: [bank], besides: [*b]}\n'
    )
    assert "alias" not in {mistake.code for mistake in GUIDELINES.check(text)}


@pytest.mark.parametrize("weight", ["9e999999", "-9e999999", "1e-999999", ".inf", "1_0"])
def test_numbers_that_nobody_can_hold(weight: str) -> None:
    ends = "lens: a\nfrom: (d:Demand)\nto: (o:Offer)\n"
    pattern = "(d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(o)"
    text = f"{ends}paths:\n  a: {{pattern: '{pattern}', weight: {weight}}}\n"
    assert {mistake.code for mistake in LENSES.check(text)} <= {"share", "weights"}
    assert LENSES.check(text)


@pytest.mark.parametrize("value", [".inf", ".nan", "-.inf"])
def test_anchors_are_finite(value: str) -> None:
    text = f"criteria:\n  - {{name: a, measure: b, anchors: [0, {value}], weight: 1}}\n"
    assert (2, "wrong-value") in [
        (mistake.line, mistake.code) for mistake in GUIDELINES.check(text)
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(BadFileError):
        LENSES.load(str(tmp_path / "pipe.yaml"))
    with pytest.raises(BadFileError):
        LENSES.load("/dev/zero")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "large.yaml").write_bytes(b"#" * 500_000)
    with pytest.raises(BadFileError, match="bytes"):
        LENSES.load(str(tmp_path / "large.yaml"))


@pytest.mark.shared
def test_the_reported_bomb(shared: Path) -> None:
    text = (shared / "cases/hostile/bl.yaml").read_text("utf-8")
    assert [mistake.code for mistake in LENSES.check(text)] == ["too-large"]
