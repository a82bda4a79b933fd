"""Which verdicts rest on a record: what differs where it is left out."""

from __future__ import annotations

from collections.abc import Collection

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.graph.naming import heading, ref
from kg.graph.view import View
from kg.graph.without_record import Left, without
from kg.model.documents import PartnersRestsOn, Ref
from kg.model.registry import RELATIONS
from kg.partners.guideline.guideline import Criterion, Guideline
from kg.partners.partner_changes import partner_changes
from kg.partners.rank import partners
from kg.store.protocol import Store

OPTION = "rests_on"
_WORDS = 3


def rests_on(
    view: View, store: Store, guideline: Guideline, record: str, lang: str
) -> PartnersRestsOn:
    """Return what differs of verdicts, ranks and scores where a record is left out.

    ``record`` is an id, or a relation as its start, type and end. Of the guideline the rules go
    that rest on what is left out. Nothing is written.

    Raises:
        ForbiddenError: the reader is not the board.
        UnknownIdError: there is no such record.
        BadOptionError: no such relation is on record, or nobody could be judged without it.
    """
    view.require_board()
    left, shown = _record(view, record, lang)
    rest = without(store, view.audience, left, examples=view.snapshot.examples)
    after = View(rest.snapshot, view.as_of)
    gone = {id_ for id_ in rest.gone if view.snapshot.index(id_) is not None}
    if guideline.body in gone:
        fix = msg("Name another record: without {body} nobody is judged.", body=guideline.body)
        raise BadOptionError(OPTION, record, fix)
    most = len(view.snapshot)
    before, now = (
        partners(view, guideline, lang, most),
        partners(after, _without(guideline, gone), lang, most),
    )
    return PartnersRestsOn(
        **heading(view, lang),
        standing=guideline.standing,
        guideline=guideline.ruled_by(),
        record=shown,
        without=len(gone) + len(rest.relations),
        partners=partner_changes(before, now),
    )


def _record(view: View, record: str, lang: str) -> tuple[str | Left, Ref]:
    words = record.split()
    if len(words) != _WORDS:
        node = view.index(record.strip())
        return view.id(node), ref(view, node, lang)
    start, type_, end = view.index(words[0]), words[1], view.index(words[2])
    if type_ not in RELATIONS or not any(
        edge.start == start and edge.end == end
        for edge in view.edges(start, all_dates=True, only=type_)
    ):
        fix = msg("Name a relation that is on record: START TYPE END, for example “{example}”.",
                  example="state/hti MEMBER_OF org/caricom")  # fmt: skip
        raise BadOptionError(OPTION, record, fix)
    ends = view.label(start, lang), view.label(end, lang)
    left = (type_, view.id(start), view.id(end))
    return left, Ref(id=f"{left[1]} {type_} {left[2]}", type=type_, label=" – ".join(ends))


def _without(guideline: Guideline, gone: Collection[str]) -> Guideline:
    """Return the guideline without what rests on, or names, what is gone."""
    wanted = guideline.candidates
    besides = [id_ for id_ in wanted.besides if id_ not in gone]
    return guideline.model_copy(
        update={
            "rules": [rule for rule in guideline.rules if rule.basis not in gone],
            "candidates": wanted.model_copy(update={"besides": besides}),
            "criteria": [_criterion(one, gone) for one in guideline.criteria],
        }
    )


def _criterion(criterion: Criterion, gone: Collection[str]) -> Criterion:
    beyond = [id_ for id_ in criterion.beyond if id_ not in gone]
    return criterion.model_copy(update={"beyond": beyond})
