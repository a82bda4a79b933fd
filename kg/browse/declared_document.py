"""What is declared, as a document: what is open, in whose name, and which needs are met."""

from __future__ import annotations

from collections import Counter

from kg.base.text import fold
from kg.browse.declared_list import Facet, Wanted, listed
from kg.graph.actors import declarers, parties
from kg.graph.naming import heading, named
from kg.graph.view import View
from kg.matching.needs_met import needs
from kg.model.documents import Declared, DeclaredByState, DeclaredPart
from kg.model.fields import EXAMPLE
from kg.questions import DeclaredQuestion
from kg.store.seen_records import SeenRecords


def declared_document(
    view: View, records: SeenRecords, question: DeclaredQuestion, lang: str
) -> Declared:
    """Return what a question finds; states stand by their names.

    Raises:
        UnknownIdError: there is no such sector or state, or not for this audience.
    """
    asked: dict[Facet, str | None] = {"sector": question.sector, "state": question.state}
    ids = {facet: id_ for facet, id_ in asked.items() if id_ is not None}
    found = listed(view, records, Wanted(question.type, ids, validity="all"), lang)
    wanted = [n for n in found.nodes if (view.nature(n) == EXAMPLE) is question.examples]
    open_ = [node for node in wanted if node in found.open]
    is_demand = question.type == "Demand"
    return Declared(
        **heading(view, lang),
        type=question.type,
        sector=question.sector,
        state=question.state,
        examples=question.examples,
        open=len(open_),
        closed=len(wanted) - len(open_),
        met=sum(node in needs(view).matched for node in open_) if is_demand else None,
        states=_by_state(view, open_, lang),
        results=[_part(view, node, lang) for node in open_[: question.limit]],
        left_out=max(len(open_) - question.limit, 0),
    )


def sides(view: View, node: int) -> list[int]:
    """Return the states, else the bodies, in whose name a record is declared, by id."""
    who = declarers(view, node)
    return sorted(parties(view, who), key=view.id) if who else []


def _by_state(view: View, nodes: list[int], lang: str) -> list[DeclaredByState]:
    counts = Counter(side for node in nodes for side in sides(view, node))
    parts = [
        DeclaredByState(id=view.id(side), label=view.label(side, lang), open=count)
        for side, count in counts.items()
    ]
    return sorted(parts, key=lambda one: (fold(one.label), one.id))


def _part(view: View, node: int, lang: str) -> DeclaredPart:
    known = needs(view) if view.is_a(node, "Demand") else None
    return DeclaredPart(
        id=view.id(node),
        label=view.label(node, lang),
        nature=view.nature(node),
        states=[named(view, side, lang) for side in sides(view, node)],
        open=True,
        met=None if known is None else node in known.matched,
    )
