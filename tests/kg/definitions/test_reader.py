"""One reader: each kind of mistake has the same code and line in every kind of definition."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
import yaml
from pydantic import Field
from yaml import MappingNode

from kg.base.i18n import msg
from kg.definitions.bounded_yaml import MAX_TEXT, compose
from kg.definitions.checks import check_facts
from kg.definitions.definition_files import Definitions, Mistake
from kg.definitions.reader import Entry, WrongValue, read
from kg.definitions.written import Written
from kg.matching.lens.lens_files import LENSES
from kg.partners.guideline_files import GUIDELINES

LENS = """\
lens: mine
version: "1"
from: (d:Demand)
to: (o:Offer)
require:
  - different_actor
paths:
  language:
    pattern: (d)-[:IN_LANGUAGE]->(m:Language)<-[:IN_LANGUAGE]-(o)
    weight: 1
"""
GUIDELINE = """\
guideline: mine
version: "1"
body: org/oas
candidates: {kinds: [bank]}
rules:
  - {id: one, when: {}, verdict: conditions, basis: agreement/x, text: x}
otherwise: {verdict: approach, basis: agreement/x, text: x}
criteria:
  - {name: a, measure: states_reached, anchors: [0, 9], weight: 1}
"""
KINDS: list[tuple[Definitions[Any], str]] = [(LENSES, LENS), (GUIDELINES, GUIDELINE)]
KINDS_OF_MISTAKE: dict[str, tuple[Callable[[str], str], int]] = {
    "not-yaml": (lambda text: text.replace('version: "1"', 'version: "1'), 0),
    "twice": (lambda text: text.replace('version: "1"', 'version: "1"\nversion: "2"'), 3),
    "unknown-entry": (lambda text: text.replace('version: "1"', 'version: "1"\nmoon: full'), 3),
    "missing": (lambda text: text.split("\n", 1)[1], 1),
    "not-text": (lambda text: text.replace('version: "1"', "version: [1]"), 2),
    "not-a-list": (
        lambda text: text.replace("\n  - different_actor", " x").replace("[bank]", "bank"),
        0,
    ),
    "not-entries": (lambda text: text.replace("{kinds: [bank]}", "bank").split("  lan")[0], 0),
    "weights": (lambda text: text.replace("weight: 1", "weight: 0.99"), 0),
    "too-large": (lambda text: text + "#" * MAX_TEXT, 1),
    "alias": (lambda text: text.replace('"1"', "*a"), 2),
    "tag": (lambda text: text.replace('"1"', "!!str 1"), 2),
}


@pytest.mark.parametrize("kind", KINDS, ids=["lens", "guideline"])
@pytest.mark.parametrize("code", KINDS_OF_MISTAKE)
def test_both_kinds_say_the_same_of_the_same_mistake(
    kind: tuple[Definitions[Any], str], code: str
) -> None:
    definitions, good = kind
    assert definitions.check(good) == []
    change, line = KINDS_OF_MISTAKE[code]
    found = {mistake.code: mistake for mistake in definitions.check(change(good))}
    assert list(found) == [code]
    assert line in (0, found[code].line)


@pytest.mark.parametrize("code", sorted({*KINDS_OF_MISTAKE} - {"missing", "unknown-entry"}))
def test_both_kinds_say_it_in_the_same_words(code: str) -> None:
    change = KINDS_OF_MISTAKE[code][0]
    lens, guideline = (definitions.check(change(good))[0] for definitions, good in KINDS)
    assert lens.sentence("es") == guideline.sentence("es")


def test_what_may_stand_in_a_place_is_named() -> None:
    inner = LENS.replace("weight:", "wait:")
    assert [(m.line, m.code, m.sentence("en")) for m in LENSES.check(inner)] == [
        (9, "missing", "“weight” is missing here. Needed are: pattern, weight."),
        (
            10,
            "unknown-entry",
            "“wait” has no meaning here. Known are: pattern, weight, specificity, sentence.",
        ),
    ]
    deep = GUIDELINE.replace("when: {}", "when: {none: [{criteria: {a: {above: 1}}}]}")
    assert [(m.line, m.sentence("en")) for m in GUIDELINES.check(deep)] == [
        (6, "“above” has no meaning here. Known are: at_least, below.")
    ]


def _written(text: str) -> Written:
    root = compose(text)
    assert isinstance(root, MappingNode)
    return Written(root)


def test_values_are_what_is_written() -> None:
    text = "{a: 0.1000000000000000000001, b: 1.10, c: 2026-99-99, d: '1', e: on, f: ~, g: .inf}"
    assert _written(text).data == {
        "a": Decimal("0.1000000000000000000001"),
        "b": Decimal("1.10"),
        "c": "2026-99-99",
        "d": "1",
        "e": True,
        "f": None,
        "g": ".inf",
    }


def test_other_values_are_those_of_yaml() -> None:
    text = GUIDELINES.text("approach-2022")
    assert json.loads(json.dumps(_written(text).data, default=float)) == yaml.safe_load(text)


def test_a_share_is_exact() -> None:
    text = LENS.replace("weight: 1", "weight: 0.99999999999999999999")
    assert [(m.line, m.code) for m in LENSES.check(text)] == [(10, "share")]


def test_the_first_of_two_counts_and_the_second_is_named() -> None:
    written = _written("a:\n  x: 1\na:\n  x: 2")
    assert written.data == {"a": {"x": 1}}
    assert [(mistake.line, mistake.code) for mistake in written.twice] == [(3, "twice")]


class _Walk(Entry):
    form: Literal["walk"]
    pattern: str


class _Fixed(Entry):
    form: Literal["fixed"]
    share: int


class _File(Entry):
    paths: dict[str, Annotated[_Walk | _Fixed, Field(discriminator="form")]]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("paths:\n  a:\n    form: walk\n    pattern: [1]", 4, "not-text"),
        ("paths:\n  fixed:\n    form: fixed\n    share: x", 4, "wrong-value"),
        ("paths:\n  walk:\n    form: walk", 3, "missing"),
        ("paths:\n  a:\n    form: walk\n    pattern: x\n    share: 1", 5, "unknown-entry"),
    ],
)
def test_forms_of_an_entry_may_be_told_apart(text: str, line: int, code: str) -> None:
    other = Mistake(1, "other", msg("a"), msg("b"))
    found, mistakes = read(text, _File, lambda _file: [], other)
    assert found is None
    assert [(mistake.line, mistake.code) for mistake in mistakes] == [(line, code)]


@pytest.mark.parametrize("text", ["{a:>999999999}", "{a!r}", "{a.b}", "{}", "{b}", "{a", "{a:{b}}"])
def test_braces_hold_names_and_nothing_else(text: str) -> None:
    assert check_facts("text", "{{b}} {a}", ["a"]) == "{{b}} {a}"
    with pytest.raises(WrongValue, match="text") as caught:
        check_facts("text", text, ["a"])
    assert caught.value.fix == msg("In braces a text may name: {names}.", names=["a"])
