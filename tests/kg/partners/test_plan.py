"""Who is meant where nobody is named: the candidates of the guideline."""

from __future__ import annotations

from datetime import date

import pytest

from kg.base.errors import ForbiddenError, WrongUseError
from kg.definitions.shipped_names import APPROACH
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.knowledge import KnowledgeBase
from kg.partners.candidacy import candidates
from kg.partners.coverage import coverage
from kg.partners.guideline_files import GUIDELINES
from kg.partners.partner_facts import Context
from kg.partners.plan import candidate_ids
from kg.questions import CoverageQuestion
from kg.store.protocol import Store

DAY = date(2026, 11, 25)


def test_the_best_are_chosen_among_the_candidates(starter_store: Store, starter_view: View) -> None:
    guideline = GUIDELINES.named(APPROACH)
    known = [starter_view.id(n) for n in candidates(Context(starter_view, guideline))]
    assert candidate_ids(starter_view, guideline) == known
    knowledge = KnowledgeBase(starter_store.url, cache=None)
    found = knowledge.inquiry(DAY, "board", "en").answer(CoverageQuestion(best=3))
    knowledge.close()
    assert {step.id for step in found.steps} <= {*known}
    alone = [coverage(starter_view, [id_], "en").steps[0].reached for id_ in known]
    assert found.steps[0].adds == max(alone)


def test_somebody_is_named_or_to_be_chosen() -> None:
    with pytest.raises(WrongUseError, match="No partners are named"):
        CoverageQuestion()


def test_candidates_are_for_the_board(starter_store: Store) -> None:
    view = View(snapshot_of(starter_store, "states"), DAY)
    with pytest.raises(ForbiddenError):
        candidate_ids(view, GUIDELINES.named(APPROACH))
