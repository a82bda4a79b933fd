"""Items of a guideline's file: found, changed in place, and never more than the item."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.partners.guideline_files import GUIDELINES
from kg.partners.guideline_items import cleaned, items_of, with_changes
from tests.kg.exchange.consulted import GUIDELINE, NEAR

SHIPPED = GUIDELINES.text("approach-2022")


def keys(text: str) -> list[str]:
    return [item.key for item in items_of(text)]


def test_every_rule_and_criterion_is_an_item() -> None:
    found, guideline = keys(SHIPPED), GUIDELINES.parse(SHIPPED)
    assert found == [
        *(f"rule/{rule.id}" for rule in guideline.rules), "otherwise",
        *(f"criterion/{one.name}" for one in guideline.criteria),
    ]  # fmt: skip


def test_an_item_in_its_own_words_changes_nothing() -> None:
    for text in (SHIPPED, GUIDELINE):
        same = with_changes(text, {item.key: item.text for item in items_of(text)})
        assert (same.text, same.moved, same.mistakes) == (text, {}, {})


def test_only_the_lines_of_the_item_change() -> None:
    changed = with_changes(GUIDELINE, {"rule/near": NEAR})
    assert changed.guideline is not None
    old, new = GUIDELINE.splitlines(), changed.text.splitlines()
    assert [line for line in new if line not in old] == [
        "    verdict: conditions", '    text: "{partner} is near enough."',
    ]  # fmt: skip


def test_entries_of_several_lines_may_stand_for_one() -> None:
    lines = "id: far\nwhen: {link: [ended]}\nverdict: conditions\nbasis: agreement/x\ntext: far"
    other = "verdict: unknown\nbasis: agreement/x\ntext: none"
    changed = with_changes(GUIDELINE, {"rule/far": lines, "otherwise": other})
    assert changed.mistakes == {}
    assert changed.guideline is not None
    assert changed.guideline.rules[1].verdict == "conditions"
    assert changed.guideline.otherwise.verdict == "unknown"


def test_other_weights_keep_their_proportions() -> None:
    new = "{name: reach, measure: states_reached, anchors: [0, 8], weight: 0.4}"
    changed = with_changes(GUIDELINE, {"criterion/reach": new})
    assert changed.moved == {"link": (200_000, 400_000), "run": (100_000, 200_000)}
    assert changed.guideline is not None
    assert sum(one.millionths for one in changed.guideline.criteria) == 1_000_000


def test_a_weight_that_leaves_no_room_is_a_mistake_at_its_item() -> None:
    new = "{name: reach, measure: states_reached, anchors: [0, 8], weight: 1.0}"
    changed = with_changes(GUIDELINE, {"criterion/reach": new})
    assert changed.guideline is None
    assert [*changed.mistakes] == ["criterion/reach"]


def test_several_new_weights_stand_as_they_are() -> None:
    changes = {
        "criterion/reach": "{name: reach, measure: states_reached, anchors: [0, 8], weight: 0.5}",
        "criterion/link": "{name: link, measure: official_link, anchors: [0, 1], weight: 0.3}",
    }
    changed = with_changes(GUIDELINE, changes)
    assert changed.guideline is not None
    assert [one.millionths for one in changed.guideline.criteria] == [500_000, 300_000, 200_000]


_PIECES = st.sampled_from([
    "\n", "\n  ", "\n- ", "id: near", "when: {}", "verdict: approach", "basis: agreement/x",
    "text: a", "standing: {status: adopted}", "version: '9'", "}", "{", "]", "- {", "---\n",
    "...\n",
    "\u2028", "\x85", "\r", "# ", "&a ", "*a", "!!str ", '"', "'", "|\n", ">-\n", ": ", "\t", "é",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join), st.sampled_from(keys(GUIDELINE)))
def test_whatever_is_typed_nothing_but_its_item_changes(typed: str, key: str) -> None:
    changed = with_changes(GUIDELINE, {key: cleaned(typed)})
    if changed.guideline is None:
        assert changed.mistakes
        return
    old = GUIDELINES.parse(GUIDELINE)
    assert changed.guideline.version == old.version
    assert changed.guideline.standing == old.standing
    assert keys(changed.text) == keys(GUIDELINE)
    before, after = dict_of(GUIDELINE), dict_of(changed.text)
    assert {k: v for k, v in before.items() if k != key} == {
        k: v for k, v in after.items() if k != key
    } or key.startswith("criterion/")


def dict_of(text: str) -> dict[str, str]:
    return {item.key: item.text for item in items_of(text)}


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "weight", ["1e999999999", "1e-999999999", "-1", ".nan", "1/5", "9" * 9_000]
)
def test_a_weight_that_nobody_could_write_out_is_a_mistake_at_once(weight: str) -> None:
    change = f"{{name: run, measure: instruments, anchors: [0, 3], weight: {weight}}}"
    found = with_changes(GUIDELINE, {"criterion/run": change})
    assert found.guideline is None
    assert found.mistakes["criterion/run"]
