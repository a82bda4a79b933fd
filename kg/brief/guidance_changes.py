"""The annexes of a guidance document about how it came to be: consultations, versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.base.i18n import Message, msg
from kg.brief.guidance_facts import Facts
from kg.brief.paper import Block, Column, Paragraph, Sentence, Table
from kg.model.desk_types import Consultation
from kg.model.documents import EntryChange
from kg.partners.adopted_guidelines import guideline_versions
from kg.partners.guideline.guideline import Guideline
from kg.partners.guideline_diff import entry_changes, names_of
from kg.partners.guideline_text import names_bodies

_CHANGES = {"added": msg("new"), "removed": msg("gone"), "changed": msg("changed")}


def consultations(known: Facts) -> tuple[Block, ...]:
    """Return the days of the consultations on the guideline and what was decided; no position."""
    telling = known.telling
    rows = tuple(row for record in _records(known) for row in _steps(known, record))
    if not rows:
        said = msg("No consultation on this guideline is on record that may be told here.")
        return (Paragraph((telling.says(said),)),)
    columns = (
        Column(telling.words(msg("Day")), share=2),
        Column(telling.words(msg("Version")), share=1),
        Column(telling.words(msg("What happened")), share=5),
    )
    note = telling.words(msg("What each state and body said stands in the consultation report."))
    return (Table(telling.words(msg("Consultations")), columns, rows, note),)


def _records(known: Facts) -> list[Consultation]:
    name = known.guideline.guideline
    found = known.telling.asked.desk.records(Consultation)
    return [one for one in found if one.guideline == name and one.opened]


def _steps(known: Facts, record: Consultation) -> Iterator[tuple[Sentence, ...]]:
    telling = known.telling
    asked = msg("A consultation began: {states} states and {bodies} bodies are asked.",
                states=len(record.states), bodies=len(record.bodies))  # fmt: skip
    steps: list[tuple[str | None, Message]] = [
        (record.opened, asked), (record.until, msg("Last day to answer."))
    ]  # fmt: skip
    if record.decided:
        steps.append((record.decided, _decision(record)))
    for day, said in steps:
        yield Sentence(telling.day(day)), Sentence(record.version or "—"), telling.says(said)


def _decision(record: Consultation) -> Message:
    facts = {"decision": record.decision or "—", "version": record.adopted_version or "—"}
    if record.adopted_version:
        return msg("The board adopted version {version}: {decision}.", **facts)
    return msg("The board decided: {decision}.", **facts)


def versions(known: Facts) -> tuple[Block, ...]:
    """Return what changed from version to version, the last change first; no verdict on a body.

    What was only proposed is the board's: others are told of the versions that it adopted.
    """
    telling = known.telling
    all_ = [one for one in _told(known) if _is_up_to(known, one)]
    blocks = [_table(known, older, newer) for newer, older in pairwise(all_)]
    return tuple(blocks) or (
        Paragraph((telling.says(msg("There is no earlier version to compare with.")),)),
    )


def _told(known: Facts) -> list[Guideline]:
    found = guideline_versions(known.telling.view, known.guideline.guideline)
    return [one for one in found if known.is_board or one.standing.status == "adopted"]


def _is_up_to(known: Facts, other: Guideline) -> bool:
    """Say whether a version is the one that the paper is about, or one before it."""
    order = [one.version for one in _told(known)]
    own = known.guideline.version
    return own in order and order.index(other.version) >= order.index(own)


def _table(known: Facts, older: Guideline, newer: Guideline) -> Table:
    telling = known.telling
    lang, names = telling.lang, names_of(telling.view, telling.lang)
    changes = [
        one
        for one in entry_changes(older, newer, lang, names)
        if known.is_board or not _names_somebody(one, older, newer)
    ]
    columns = (
        Column(telling.words(msg("Part")), share=3),
        Column(telling.words(msg("Entry")), share=4),
        Column(telling.words(msg("What became of it")), share=2),
        Column(telling.words(msg("What differs")), share=3),
    )
    caption = msg("From version {old} to {new}", old=older.version, new=newer.version)
    return Table(telling.words(caption), columns, tuple(_row(known, one) for one in changes))


def _row(known: Facts, change: EntryChange) -> tuple[Sentence, ...]:
    fields = ", ".join(field.label for field in change.fields)
    whole = known.telling.words(msg("the whole entry"))
    return (
        Sentence(change.label),
        Sentence(change.id),
        known.telling.says(_CHANGES[change.change]),
        Sentence(fields if change.change == "changed" else whole),
    )


def _names_somebody(change: EntryChange, *guidelines: Guideline) -> bool:
    """Say whether an entry is about bodies by their names, which is for the board alone."""
    rules: Sequence[str] = [
        rule.id for one in guidelines for rule in one.rules if names_bodies(rule)
    ]
    return change.id in rules or (change.part == "candidates" and change.id != "candidates")
