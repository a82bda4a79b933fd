"""Two guidelines compared: what is new, gone or different, and whom that concerns."""

from __future__ import annotations

from typing import Any

import pytest

from kg.base.errors import ForbiddenError
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.partners.guideline.guideline import Guideline
from kg.partners.guideline_diff import entry_changes, guideline_diff
from kg.partners.guideline_files import GUIDELINES
from kg.partners.rank import partners
from kg.store.protocol import Store
from tests.graphs import DAY

NEW, OLD = (GUIDELINES.named(name) for name in ("approach-2022", "approach-2022@0.1"))


def changed(guideline: Guideline, **entries: Any) -> Guideline:
    return Guideline.model_validate(guideline.model_dump(by_alias=True) | entries)


def told(before: Guideline, after: Guideline) -> dict[tuple[str, str], tuple[str, dict[str, Any]]]:
    return {
        (one.part, one.id): (
            one.change, {field.field: (field.before, field.after) for field in one.fields}
        )
        for one in entry_changes(before, after, "en", str)
    }  # fmt: skip


def test_a_guideline_does_not_differ_from_itself() -> None:
    assert list(entry_changes(NEW, NEW, "en", str)) == []


def test_rules_new_gone_and_different_are_told_field_by_field() -> None:
    found = told(OLD, NEW)
    assert found["rules", "mercosur-gmc"][0] == "added"
    assert found["rules", "few-states"][0] == "changed"
    change = found["rules", "few-states"][1]
    assert change["verdict"] == ("Not at this stage", "Not enough known")
    assert "; one of these holds" not in change["when"][0]
    assert "; one of these holds" in change["when"][1]
    assert set(found["rules", "nothing-on-record"][1]) == {"verdict"}
    assert ("rules", "pilot") not in found
    back = told(NEW, OLD)
    assert back["rules", "mercosur-gmc"][0] == "removed"
    assert back["rules", "mercosur-gmc"][1]["text"][1] is None


def test_candidates_weights_anchors_and_standing_are_told() -> None:
    criteria = [one.model_dump() for one in NEW.criteria]
    criteria[0] |= {"weight": "0.10", "anchors": [0, 10]}
    criteria[1] |= {"weight": "0.30", "beyond": ["org/segib"]}
    standing = {"status": "adopted", "date": "2026-01-02", "decision": "CD 1"}
    other = changed(NEW, criteria=criteria, standing=standing)
    found = told(NEW, other)
    assert found["criteria", "states_reached"][1] == {
        "anchors": ("0 – 33", "0 – 10"), "weight": ("0.2", "0.1"),
    }  # fmt: skip
    assert found["criteria", "states_beyond"][1]["beyond"] == (
        "org/segib, org/mercosur", "org/segib",
    )  # fmt: skip
    assert "CD 1" in found["guideline", "approach-2022"][1]["standing"][1]
    kinds = told(OLD, NEW)["candidates", "candidates"][1]["kinds"]
    assert "cooperation agency of another country" in kinds[0]
    assert "cooperation agency of another country" not in kinds[1]


def test_whom_two_versions_judge_differently(starter_view: View) -> None:
    document = guideline_diff(OLD, NEW, DAY, "en", starter_view)
    assert document.partners is not None
    found = {one.id: one for one in document.partners}
    before, after = (
        {p.id: p for p in partners(starter_view, guideline, "en", 10_000).results}
        for guideline in (OLD, NEW)
    )
    assert found["org/ada"].verdict == ("not_now", None)
    assert "Agencies of one country" in (found["org/ada"].left_out or "")
    assert [(r.id, r.change) for r in found["org/fao"].rules] == [
        ("nothing-on-record", "verdict")
    ]  # fmt: skip
    for id_, one in found.items():
        old, new = before.get(id_), after.get(id_)
        assert one.verdict == (old and old.verdict, new and new.verdict)
        assert one.rank == (old and old.rank, new and new.rank)
    same = before.keys() & after.keys() - found.keys()
    assert same
    for id_ in same:
        assert (before[id_].verdict, before[id_].rank) == (after[id_].verdict, after[id_].rank)


def test_without_a_store_nobody_is_told_of(starter_store: Store) -> None:
    document = guideline_diff(OLD, NEW, DAY, "en")
    assert (document.revision, document.partners) == (0, None)
    with pytest.raises(ForbiddenError):
        guideline_diff(OLD, NEW, DAY, "en", View(snapshot_of(starter_store, "states"), DAY))
