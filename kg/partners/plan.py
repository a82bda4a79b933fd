"""Whose coverage is asked for without naming anybody: the plan's partners, the candidates."""

from __future__ import annotations

from kg.graph.view import View
from kg.model.documents import Coverage
from kg.partners.candidacy import candidates
from kg.partners.coverage import coverage
from kg.partners.guideline.guideline import Guideline
from kg.partners.partner_facts import Context, plan_partners


def candidate_ids(view: View, guideline: Guideline) -> list[str]:
    """Return the ids of the candidates of a guideline, among whom ``best`` chooses.

    Raises:
        ForbiddenError: the reader is not the board.
        UnknownIdError: the guideline names a body that is not in the knowledge base.
    """
    view.require_board()
    return [view.id(node) for node in candidates(Context(view, guideline))]


def plan_coverage(view: View, guideline: Guideline, lang: str) -> list[Coverage]:
    """Return the coverage of all states, and of the members of the guideline's body.

    Nothing where the plan names nobody who is known.

    Raises:
        ForbiddenError: the reader is not the board.
    """
    view.require_board()
    if view.snapshot.index(guideline.body) is None:
        return []
    ids = [view.id(node) for node in plan_partners(Context(view, guideline))]
    bodies = (None, guideline.body) if ids else ()
    return [coverage(view, ids, lang, of="states", within=within) for within in bodies]
