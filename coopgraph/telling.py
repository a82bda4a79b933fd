"""A fact told: written or only tried, with what it changes of its record and of the verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.model.documents import FieldChange, VerdictChange

if TYPE_CHECKING:
    from ingest.findings import Report
    from ingest.loading import Source
    from kg.graph.view import View
    from kg.knowledge import Inquiry
    from kg.partners.guideline.guideline import Guideline


@dataclass(frozen=True, slots=True)
class Telling:
    """What became of a fact: the report of its row, the fields and verdicts that changed."""

    report: Report
    told: list[str]
    fields: list[FieldChange]
    verdicts: list[VerdictChange]


def tell(inquiry: Inquiry, source: Source, guideline: Guideline, *, dry_run: bool) -> Telling:
    """Write a fact, or only try it, and compare what is known before and after.

    Raises:
        ForbiddenError: the reader is not the board, which alone sees verdicts.
        StoreError: the store cannot be written to.
    """
    from ingest.loading import load
    from ingest.sheet.fact import told_ids
    from kg.graph.update import updated
    from kg.graph.view import View

    before = inquiry.view
    verdicts = _verdicts(before, guideline, inquiry.lang)
    items = list(source.items)
    with inquiry.store.rehearsal() if dry_run else nullcontext(inquiry.store) as store:
        report = load(store, [source])
        after = View(updated(before.snapshot, store), inquiry.day)
        now = _verdicts(after, guideline, inquiry.lang)
    told = told_ids(items) if report.total.accepted else []
    return Telling(
        report,
        told,
        [change for id_ in told for change in _changes(id_, before, after)],
        list(_changed(verdicts, now, after, inquiry.lang)),
    )


def _verdicts(view: View, guideline: Guideline, lang: str) -> dict[str, str]:
    from kg.partners.rank import partners
    from kg.questions import PartnersQuestion

    found = partners(view, guideline, lang, PartnersQuestion.MOST)
    return {partner.id: partner.verdict for partner in found.results}


def _changed(
    before: Mapping[str, str], now: Mapping[str, str], view: View, lang: str
) -> Iterator[VerdictChange]:
    for id_ in sorted({*before, *now}):
        if before.get(id_) != now.get(id_):
            node = view.snapshot.index(id_)
            yield VerdictChange(
                id=id_,
                label=id_ if node is None else view.label(node, lang),
                before=before.get(id_),
                after=now.get(id_),
            )


def _changes(id_: str, before: View, after: View) -> Iterator[FieldChange]:
    old, new = _facts(id_, before), _facts(id_, after)
    for field in _in_order(old, new):
        if old.get(field) != new.get(field):
            yield FieldChange(id=id_, field=field, before=old.get(field), after=new.get(field))


def _in_order(*facts: Mapping[str, Any]) -> Iterable[str]:
    return dict.fromkeys(field for known in facts for field in known)


def _facts(id_: str, view: View) -> dict[str, Any]:
    """What is shown of a record: its fields, and each relation by type and other end."""
    node = view.snapshot.index(id_)
    if node is None:
        return {}
    found = dict(view.props(node))
    for edge in view.edges(node, all_dates=True):
        other = edge.end if edge.start == node else edge.start
        since, until = view.period(edge)
        parts = {"status": view.status(edge), "since": since, "until": until}
        known = {name: value for name, value in parts.items() if value}
        found[f"{edge.type} {view.id(other)}"] = known
    return found
