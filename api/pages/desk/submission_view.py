"""What a submission shows: what it alters, what else is known, whether it may be there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from api.pages.desk.at_desk import AtDesk
from api.pages.desk.cell_fields import column_label
from api.pages.desk.entry_page import preview
from api.pages.page_context import Context, Text
from api.pages.record_facts import Shown, values
from api.service import today
from ingest.entries import accepted_cells, cells_of, edits_of, entry_source, office_of
from ingest.findings import Item
from ingest.sheet.headers.sheet_kinds import RECORDS
from kg.base.i18n import Message, msg
from kg.exchange.acceptance import office_source
from kg.exchange.entry_changes import (
    Difference,
    EntryChanges,
    Mark,
    OtherClaim,
    Relates,
    changes_of,
)
from kg.exchange.likely_twins import Twin, likely_twins
from kg.exchange.parties import decides
from kg.graph.probe import Probe
from kg.graph.view import Direction
from kg.identity.evidence_words import sentence
from kg.model.changes import NodeStatement, RelationStatement
from kg.model.desk_types import Submission
from kg.model.fields import EXAMPLE, VISIBLE
from kg.model.nodes import Declared
from kg.model.registry import NODES, type_of
from kg.model.vocabulary import heading, label

MARKS: Final[dict[Mark, Message]] = {
    "new": msg("new"),
    "changed": msg("changed"),
    "removed": msg("removed"),
    "same": msg("as it was"),
}
_INWARD: Final = ("DECLARES", "CONTACT_FOR")


class ChangedRow(NamedTuple):
    """One field as it is known and as it is said here; ``mark`` in words what becomes of it."""

    label: str
    before: list[Shown]
    after: list[Shown]
    mark: Mark
    word: str


class ClaimRow(NamedTuple):
    """What somebody else says of the record, in one field."""

    source: Text
    label: str
    values: list[Shown]


class TwinRow(NamedTuple):
    """A record that may be the same, and why."""

    id: str
    reasons: list[str]
    sectors: list[str]


class EditRow(NamedTuple):
    """What the secretariat put instead of the words of the office."""

    label: str
    own: str
    instead: str


def item_of(here: AtDesk, record: Submission, cells: dict[str, str] | None = None) -> Item:
    """Return what becomes of a submission by what is known now, in the language of its office.

    ``cells`` are others than its own.
    """
    store = here.reader.inquiry.store
    known, office = here.reader.service.known.of(store), office_of(store, record.office or "")
    if cells is None:
        cells = accepted_cells(record) if record.state == "accepted" else cells_of(record)
    source = entry_source(
        record.kind or "", cells, office, known, store,
        lang=record.lang or here.reader.lang, today=today(), where=record.id,
    )  # fmt: skip
    return next(iter(source.items))


def view_of(here: AtDesk, record: Submission, item: Item) -> dict[str, Any]:
    """Return the parts of the page that compare a submission with what is known."""
    frame = Context(here.reader)
    source = office_source(record.office or "")
    store, audience = here.reader.inquiry.store, here.reader.view.audience
    found = changes_of(store, item.changes, source, audience)
    asks = decides(here.who) and record.state in {"proposed", "returned"}
    return {
        "known": found.known,
        "altered": [_changed(frame, found, each) for each in found.altered],
        "unaltered": [_changed(frame, found, each) for each in found.unaltered],
        "claims": [_claim(frame, found, each) for each in found.others],
        "twins": [_twin(frame, each) for each in _twins(here, found, item)] if asks else [],
        "edits": list(_edits(record, frame.lang)),
        "matches": preview(here, record.kind or "", item),
    }


def _edits(record: Submission, lang: str) -> Iterator[EditRow]:
    own = cells_of(record)
    for column, text in edits_of(record).items():
        yield EditRow(column_label(record.kind or "", column, lang), own.get(column, ""), text)


def _changed(p: Context, found: EntryChanges, each: Difference) -> ChangedRow:
    before, after = (_values(p, each.field, value) for value in (each.before, each.after))
    mark = each.mark
    return ChangedRow(_label(p, found, each.field), before, after, mark, p.say(MARKS[mark]))


def _claim(p: Context, found: EntryChanges, claim: OtherClaim) -> ClaimRow:
    said = _values(p, claim.field, claim.value)
    return ClaimRow(p.label(claim.source), _label(p, found, claim.field), said)


def _label(p: Context, found: EntryChanges, field: str | Relates) -> str:
    if isinstance(field, Relates):
        return p.say(heading(field.type, outward=field.outward))
    name, _, code = field.partition(":")
    text = p.say(label(NODES[type_of(found.record or "") or Declared.__name__], name))
    return f"{text} ({code})" if code else text


def _values(p: Context, field: str | Relates, value: Any) -> list[Shown]:
    if value is None:
        return []
    name = "" if isinstance(field, Relates) else field.partition(":")[0]
    if name == VISIBLE:
        return [Shown(p.word(VISIBLE, value))]
    if isinstance(field, str) and ":" in field:
        return [Shown(str(value), field.partition(":")[2])]
    return list(values(p, name, value))


def _twins(here: AtDesk, found: EntryChanges, item: Item) -> list[Twin]:
    """Return records that may be the same: of what is not known yet alone."""
    stated = next((c for c in item.changes if isinstance(c, NodeStatement)), None)
    if found.known or stated is None:
        return []
    titles = [str(text) for text in stated.props.get("title", {}).values()]
    example = stated.props.get("nature") == EXAMPLE
    probe = _probe(here, stated.id, item)
    return likely_twins(here.reader.view, probe, titles, stated.id, example=example)


def _probe(here: AtDesk, id_: str, item: Item) -> Probe:
    view = here.reader.view
    links: dict[tuple[str, Direction], tuple[int, ...]] = {}
    for change in item.changes:
        if isinstance(change, RelationStatement):
            way: Direction = "in" if change.relation.type in _INWARD else "out"
            other = change.relation.start if way == "in" else change.relation.end
            index = view.snapshot.index(other)
            if index is not None:
                key = change.relation.type, way
                links[key] = (*links.get(key, ()), index)
    return Probe(type_of(id_) or "", links, ())


def _twin(p: Context, twin: Twin) -> TwinRow:
    reasons = [p.say(sentence(twin.title))]
    if twin.same_declarer:
        reasons.append(p.say(msg("The same state or organisation declares both.")))
    return TwinRow(twin.id, reasons, twin.sectors)


def kind_of(p: Context, record: Submission) -> str:
    """Return what a submission is of, as readers call it."""
    kind = RECORDS.get(record.kind or "")
    return p.say(kind.node.title_of_type) if kind else record.kind or ""


def told(findings: Iterable[Any], lang: str) -> list[str]:
    """Return findings as sentences."""
    return [f"{f.message.text(lang)} {f.fix.text(lang)}".strip() for f in findings]
