"""The answer of a revision, given again: byte for byte, and never of one that has not come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from kg.base.errors import BadOptionError, ForbiddenError
from kg.graph.past_view import UnknownRevisionError
from kg.knowledge import KnowledgeBase
from kg.model.changes import Deletion, NodeStatement, RelationKey, RelationStatement
from kg.model.documents import Partners
from kg.questions import PartnersQuestion
from kg.store.protocol import Store
from tests.conftest import TODAY

SOURCE = "source/work-plan-2022"


@pytest.fixture
def knowledge(starter_copy: str) -> Iterator[KnowledgeBase]:
    with closing(KnowledgeBase(starter_copy, cache=None, write=True)) as found:
        yield found


def answered(knowledge: KnowledgeBase, at: int | None = None, guideline: str = "") -> Partners:
    question = PartnersQuestion(guideline or "approach-2022", 1000, at_revision=at)
    return knowledge.inquiry(TODAY, "board", "en").answer(question)


def change(store: Store) -> None:
    """A membership more, a link that ends, a body that is deleted, a record that is hidden."""
    member = RelationKey("MEMBER_OF", "state/hti", "org/mercosur")
    store.apply([RelationStatement(member, SOURCE, {"status": "member"})])
    store.apply([Deletion("org/fao")])
    hidden = NodeStatement("org/ilo", SOURCE, {}, visibility="board")
    store.apply([hidden])


@pytest.mark.parametrize("guideline", ["approach-2022", "approach-2022@0.1"])
def test_a_verdict_is_given_again_as_it_was(knowledge: KnowledgeBase, guideline: str) -> None:
    then = answered(knowledge, guideline=guideline)
    change(knowledge.store)
    assert answered(knowledge, guideline=guideline).results != then.results
    again = answered(knowledge, then.revision, guideline)
    assert again.model_dump_json() == then.model_dump_json()
    assert knowledge.store.revision() == then.revision + 3
    each = [answered(knowledge, then.revision + n, guideline) for n in range(4)]
    assert [one.revision - then.revision for one in each] == [0, 1, 2, 3]
    assert each[0].results != each[1].results != each[2].results


def test_what_was_answered_at_each_revision_stays_apart_in_the_memory(
    knowledge: KnowledgeBase,
) -> None:
    then = answered(knowledge).revision
    change(knowledge.store)
    now = answered(knowledge)
    assert answered(knowledge, then) == answered(knowledge, then)
    assert answered(knowledge, now.revision) == now == answered(knowledge)


@pytest.mark.parametrize("revision", [0, -1, 10_000])
def test_an_unknown_revision_is_said(knowledge: KnowledgeBase, revision: int) -> None:
    with pytest.raises(UnknownRevisionError) as caught:
        answered(knowledge, revision)
    last = str(knowledge.store.revision())
    assert str(revision) in caught.value.sentence()
    assert last in caught.value.sentence()


@pytest.mark.parametrize("audience", ["public", "states"])
def test_nobody_but_the_board_is_answered_of_the_past(
    knowledge: KnowledgeBase, audience: str
) -> None:
    inquiry = knowledge.inquiry(TODAY, audience, "en")  # type: ignore[arg-type]
    for revision in (1, 10_000):
        with pytest.raises(ForbiddenError):
            inquiry.answer(PartnersQuestion(at_revision=revision))


def test_a_version_that_nobody_knows_is_said(knowledge: KnowledgeBase) -> None:
    with pytest.raises(BadOptionError, match=r"0\.7"):
        answered(knowledge, 1, "approach-2022@0.7")
