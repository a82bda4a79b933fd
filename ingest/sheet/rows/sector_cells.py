"""The sectors of a row: named in its cell, or read from words of cell, title and summary."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from ingest.findings import Outcome, Problem, Proposed
from ingest.known import Known
from ingest.sheet.headers.sheet_kinds import NECESSARY, Link
from ingest.sheet.rows.cell_values import read_word, report, several
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft
from ingest.sheet.values.near import Found, Resolve
from ingest.sheet.values.sector_words import SectorWords, sectors_of
from kg.base.i18n import Message, msg
from kg.glossary.proposals import Proposal
from kg.glossary.table import DAC

SECTOR: Final = "sector"
_TEXTS: Final = ("title", "summary")
_SHOWN: Final = 5
"""Words of evidence that are shown."""


def sectors_in_cell(draft: Draft, link: Link, context: Context, resolve: Resolve) -> list[str]:
    """Return the sectors that a cell names or speaks of; what of it is not read is found."""
    ids: list[str] = []
    unread: list[Found] = []
    for word in several(draft, link.column):
        for found in read_word(word, resolve):
            id_ = _named(draft, link, context, found)
            ids.extend([id_] if id_ else [])
            unread.extend([] if id_ else [found])
    for found in unread:
        # What the row is about besides is proposed, and not taken: the cell says something else.
        more = () if ids else _texts(draft)
        said = sectors_of([found.word, *more], context.known)
        _ask(draft, link, found, choices(said, context.known, ids))
    return list(dict.fromkeys(ids))


def sectors_of_text(draft: Draft, context: Context) -> list[str]:
    """Return the sector of a row whose cell is empty; without one it is found what is missing."""
    said = sectors_of(_texts(draft), context.known)
    # Who tells a fact is there to say it.
    if said.sure is not None and context.told is None:
        return [_take(draft, said.sure, context.known)]
    proposed = choices(said, context.known)
    is_needed = SECTOR in NECESSARY[context.kind] and context.told is None
    outcome = Outcome.HELD if proposed and is_needed else Outcome.ACCEPTED
    why = msg("Without a sector the record is hardly ever found.")
    draft.propose(Problem(SECTOR, "no-sector", outcome, why, _fix(proposed)), proposed)
    return []


def choices(said: SectorWords, known: Known, before: Sequence[str] = ()) -> tuple[Proposed, ...]:
    """Return what a cell may say: sectors that it names already, and one of those proposed."""
    cells = partial(_cell, before)
    return tuple(
        Proposed(cells(one.sector), known.labels.get(one.sector, {}), one.share, _words(one))
        for one in said.proposals
    )


def _named(draft: Draft, link: Link, context: Context, found: Found) -> str | None:
    """The sector that a word surely means, by name or by what it speaks of."""
    if found.how == "exact":
        report(draft, link.column, found, link.otherwise)
        return found.id
    said = sectors_of([found.word], context.known)
    if said.sure is not None:
        return _take(draft, said.sure, context.known)
    if found.how == "near" and found.id is not None and said.allows(found.id):
        report(draft, link.column, found, link.otherwise)
        return found.id
    return None


def _take(draft: Draft, sure: Proposal, known: Known) -> str:
    draft.derived[sure.sector] = _words(sure)
    why = msg(
        "The sector was read from the words “{words}”: {sector} {name}.",
        sector=sure.sector.removeprefix(DAC),
        name=known.labels.get(sure.sector, {}),
        words=list(_words(sure)),
    )
    fix = msg("If that is wrong, write the code of the right one.")
    draft.find(SECTOR, "sector-from-words", Outcome.CHANGED, why, fix)
    return sure.sector


def _ask(draft: Draft, link: Link, found: Found, proposed: Sequence[Proposed]) -> None:
    if not proposed:
        report(draft, link.column, found, link.otherwise)
        return
    why = msg("“{word}” is not known.", word=found.word)
    code = f"unknown-{link.column}"
    problem = Problem(link.column, code, link.otherwise, why, _fix(proposed))
    draft.propose(problem, proposed)


def _fix(proposed: Sequence[Proposed]) -> Message:
    if not proposed:
        return msg("Name a sector.")
    said = [one.said(number) for number, one in enumerate(proposed, 1)]
    return msg("Did the words mean one of these? {proposals}", proposals=said)


def _texts(draft: Draft) -> list[str]:
    return [text for column in _TEXTS for text in draft.texts(column, None).values()]


def _words(one: Proposal) -> tuple[str, ...]:
    return tuple(evidence.words for evidence in one.evidence[:_SHOWN])


def _cell(before: Sequence[str], sector: str) -> str:
    return ";".join(id_.removeprefix(DAC) for id_ in dict.fromkeys([*before, sector]))
