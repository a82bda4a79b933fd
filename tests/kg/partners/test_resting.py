"""Which verdicts rest on a record: by leaving it out."""

from __future__ import annotations

import pytest

from kg.base.errors import BadOptionError, ForbiddenError, UnknownIdError
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.partners.guideline_files import GUIDELINES
from kg.partners.resting import rests_on
from kg.store.protocol import Store
from tests.graphs import DAY

GUIDELINE = GUIDELINES.named("approach-2022")


def test_a_link_bears_the_verdict_of_its_party(starter_store: Store, starter_view: View) -> None:
    found = rests_on(starter_view, starter_store, GUIDELINE, "agreement/oas-acs", "en")
    changes = {one.id: one for one in found.partners}
    assert changes["org/acs"].verdict == ("approach", "conditions")
    assert [(rule.id, rule.change) for rule in changes["org/acs"].rules] == [
        ("link-unknown", "speaks")
    ]
    assert {one.name for one in changes["org/acs"].criteria} == {
        "official_link", "prior_cooperation",
    }  # fmt: skip
    assert (found.record.type, found.without) == ("Agreement", 3)


def test_a_rule_goes_with_what_it_rests_on(starter_store: Store, starter_view: View) -> None:
    found = rests_on(starter_view, starter_store, GUIDELINE, "agreement/ag-res-57-1971", "en")
    changes = {one.id: one for one in found.partners}
    assert changes["org/acs"].verdict == ("approach", "conditions")
    assert changes["org/acs"].rules[0].id == "otherwise"
    assert all(one.score[0] == one.score[1] for one in found.partners)


def test_one_membership_and_one_source_can_be_left_out(
    starter_store: Store, starter_view: View
) -> None:
    one = rests_on(starter_view, starter_store, GUIDELINE, "state/hti MEMBER_OF org/caricom", "en")
    (change,) = [each for each in one.partners if each.id == "org/caricom"]
    assert [(c.before, c.after) for c in change.criteria] == [(14, 13), (14, 13)]
    assert (one.record.id, one.without) == ("state/hti MEMBER_OF org/caricom", 1)
    source = rests_on(starter_view, starter_store, GUIDELINE, "source/oas-press-e-351-09", "en")
    assert (source.record.type, source.without > 1) == ("Source", True)


def test_what_bears_nothing_changes_nothing(starter_store: Store, starter_view: View) -> None:
    found = rests_on(starter_view, starter_store, GUIDELINE, "milestone/visual-products", "en")
    assert found.partners == []


def test_who_is_named_in_the_guideline_can_be_left_out(
    starter_store: Store, starter_view: View
) -> None:
    found = rests_on(starter_view, starter_store, GUIDELINE, "org/segib", "en")
    assert {one.id: one.verdict for one in found.partners}["org/segib"] == ("approach", None)


def test_what_cannot_be_left_out_is_said(starter_store: Store, starter_view: View) -> None:
    for wrong, error in {
        "org/oas": BadOptionError,
        "state/hti MEMBER_OF org/mercosur": BadOptionError,
        "state/hti NO_SUCH org/caricom": BadOptionError,
        "org/nobody": UnknownIdError,
        "": UnknownIdError,
        "a b c": UnknownIdError,
    }.items():
        with pytest.raises(error):
            rests_on(starter_view, starter_store, GUIDELINE, wrong, "en")
    states = View(snapshot_of(starter_store, "states"), DAY)
    with pytest.raises(ForbiddenError):
        rests_on(states, starter_store, GUIDELINE, "org/segib", "en")
