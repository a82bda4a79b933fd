"""What facts would change: rehearsed on both stores, and nothing of it kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from coopgraph.what_if import MOST, what_if
from kg.base.errors import BadOptionError, CoopgraphError, UnknownIdError, WrongUseError
from kg.knowledge import Inquiry, KnowledgeBase
from kg.partners.guideline_files import GUIDELINES
from kg.store.opening import open_store
from tests.conftest import TODAY

GUIDELINE = GUIDELINES.named("approach-2022")
LINK = 'agreement title=A parties="org/oas; org/oei" signed=2020-01-15 status=in_force'
MEMBER = "membership member=state/hti organisation=org/oei status=member"


@pytest.fixture
def inquiry(starter_copy: str) -> Iterator[Inquiry]:
    with closing(KnowledgeBase(starter_copy, cache=None, write=True)) as knowledge:
        yield knowledge.inquiry(TODAY, "board", "en")


def test_a_fact_changes_a_verdict_by_a_rule_and_nothing_is_kept(inquiry: Inquiry) -> None:
    before = inquiry.store.point()
    found = what_if(inquiry, [LINK], GUIDELINE)
    changes = {one.id: one for one in found.partners}
    assert changes["org/oei"].verdict == ("conditions", "approach")
    assert [(rule.id, rule.change) for rule in changes["org/oei"].rules] == [
        ("link-unknown", "silent")
    ]
    assert {one.name for one in changes["org/oei"].criteria} == {
        "official_link", "prior_cooperation",
    }  # fmt: skip
    assert found.told == ["agreement/oas-a"]
    assert inquiry.store.point() == before
    assert inquiry.store.get(["agreement/oas-a", "source/what-if"]) == {}


def test_several_facts_are_tried_one_on_top_of_the_other(inquiry: Inquiry) -> None:
    both = what_if(inquiry, [LINK, MEMBER, "agreement/oas-a ends=2021-01-31"], GUIDELINE)
    (oei,) = [one for one in both.partners if one.id == "org/oei"]
    assert oei.verdict == ("conditions", "conditions"), "the link ended again"
    assert "states_reached" in {one.name for one in oei.criteria}


def test_what_changes_nothing_says_so(inquiry: Inquiry) -> None:
    found = what_if(inquiry, ["milestone/visual-products due=2022-12-30"], GUIDELINE)
    assert (found.partners, bool(found.told)) == ([], True)


def test_what_is_not_taken_is_found(inquiry: Inquiry) -> None:
    found = what_if(inquiry, ["unit name=x part_of=Xyzzy"], GUIDELINE)
    assert (found.told, found.partners) == ([], [])
    assert found.findings


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ([""], BadOptionError),
        (['agreement title="A'], BadOptionError),
        (["nonsense a=b"], BadOptionError),
        (["agreement"], WrongUseError),
        (["org/nobody name=x"], UnknownIdError),
        ([LINK] * (MOST + 1), WrongUseError),
    ],
)
def test_what_cannot_be_read_is_refused(
    inquiry: Inquiry, facts: list[str], error: type[CoopgraphError]
) -> None:
    before = inquiry.store.point()
    with pytest.raises(error):
        what_if(inquiry, facts, GUIDELINE)
    assert inquiry.store.point() == before


def test_it_is_for_the_board(starter_copy: str) -> None:
    with closing(KnowledgeBase(starter_copy, cache=None, write=True)) as knowledge:
        inquiry = knowledge.inquiry(TODAY, "states", "en")
        with pytest.raises(CoopgraphError) as caught:
            what_if(inquiry, [LINK], GUIDELINE)
    assert caught.value.status == 403


@pytest.mark.neo4j
def test_both_stores_answer_alike(inquiry: Inquiry, fresh_neo4j: str) -> None:
    with closing(open_store(fresh_neo4j, write=True)) as server:
        for revision in inquiry.store.journal():
            server.replay(revision)
    with closing(KnowledgeBase(fresh_neo4j, cache=None, write=True)) as knowledge:
        other = knowledge.inquiry(TODAY, "board", "en")
        facts = [LINK, MEMBER]
        assert what_if(other, facts, GUIDELINE) == what_if(inquiry, facts, GUIDELINE)
        assert other.store.get(["agreement/oas-a"]) == {}
