"""Changes in words: what a record would say, never that somebody should have it say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.base.dates import iso_of
from kg.base.i18n import Message, msg
from kg.base.reader_manner import SaidDay, series
from kg.graph.changed_view import DAYS, ELIGIBLE, ENDS, STARTS, Edit
from kg.graph.openness import STATUS
from kg.matching.why_not.judged_pair import Judged, Pair
from kg.matching.why_not.nearest_change import FIXED, Change
from kg.model.documents import NearestChange, RecordEdit
from kg.model.vocabulary import CONDITIONS, STATUSES

_EDITS: Final[Mapping[str, Message]] = {
    STARTS: msg("first day {value} or earlier"),
    ENDS: msg("last day {value} or later"),
    STATUS: msg("status: {value}"),
    ELIGIBLE: msg("open to {value} too"),
    "IN_SECTOR": msg("also this sector: {value}"),
    "IN_LANGUAGE": msg("also this language: {value}"),
    "TOWARDS": msg("also this goal: {value}"),
    "BY_MODALITY": msg("also this way to cooperate: {value}"),
    "IN_REGION": msg("also this region: {value}"),
}
"""What a record would say more, by field or relation type."""


def nearest_change(pair: Pair, change: Change, lang: str) -> NearestChange:
    """Return a change as the document shows it."""
    edits = [record_edit(pair, edit, lang) for edit in change.edits]
    return NearestChange(
        change=_condition(change, edits, lang).text(lang),
        edits=edits,
        score=change.then.score,
        rank=change.place,
    )


def record_edit(pair: Pair, edit: Edit, lang: str) -> RecordEdit:
    """Return one edit as the document shows it; its value is an id, an ISO day or a word."""
    value, shown = _value(pair, edit, lang)
    label = pair.view.label(edit.node, lang)
    sentence = Message(_EDITS[edit.field].template, {"value": shown})
    return RecordEdit(
        id=pair.view.id(edit.node),
        label=label,
        field=edit.field,
        value=value,
        text=sentence.text(lang),
    )


def unmendable(now: Judged, *, found: bool, lang: str) -> list[str]:
    """Return what no record of either side can change, where nothing brings a pair in."""
    fixed = [CONDITIONS[rule.name] for rule in now.failing if rule.name in FIXED]
    if fixed:
        return [msg("No record can mend this: {why}.", why=why).text(lang) for why in fixed]
    if found:
        return []
    nothing = msg("Nothing more that one of the two records could say was found to suffice.")
    return [nothing.text(lang)]


def _condition(change: Change, edits: list[RecordEdit], lang: str) -> Message:
    """Return the sentence of a change; where its place is known, with the place."""
    said: dict[tuple[str, str], list[str]] = {}
    for edit in edits:
        said.setdefault((edit.id, edit.label), []).append(edit.text)
    each = [
        msg("“{name}”: {changes}", name=name, changes=series(texts, lang)).text(lang)
        for (_, name), texts in said.items()
    ]
    records = series(each, lang)
    if change.place is None:
        return msg("It would be in the list if this were on record: {records}.", records=records)
    return msg(
        "It would be at place {rank} of the list if this were on record: {records}.",
        rank=change.place,
        records=records,
    )


def _value(pair: Pair, edit: Edit, lang: str) -> tuple[str, Message | str]:
    if edit.field in DAYS:
        assert isinstance(edit.value, int)
        # The first day after it is kept, the last one is said.
        day = iso_of(edit.value - 1 if edit.field == ENDS else edit.value) or ""
        return day, SaidDay(day)
    if isinstance(edit.value, str):
        return edit.value, STATUSES[edit.value]
    return pair.view.id(edit.value), pair.view.label(edit.value, lang)
