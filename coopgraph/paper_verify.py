"""A paper checked: its text against its data, its figures at their revision, and as of today."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from coopgraph.asked import Asked, opened
from coopgraph.asked_again import AskedAgain, UnansweredError, asked_again
from coopgraph.desk.desk import desk_url
from coopgraph.settings import sqlite_url
from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.brief.answer_places import UnreadPathError, holds, value_at
from kg.model.brief_models import BriefAgain, BriefFigure, BriefPaper, BriefVerified
from kg.store.opening import create_store
from kg.store.protocol import Store
from viz.papers.paper_proof import MOST, Text, proof_of

_DAY: Final = re.compile(r"(?<=[?&]as_of=)\d{4}-\d{2}-\d{2}")
_DESK: Final = "/v1/desk/"
_LONGEST: Final = 8 * MOST


def verified(asked: Asked, path: Path) -> BriefVerified:
    """Return what came of checking a PDF against the store and the desk that are asked.

    Raises:
        BadFileError: it cannot be read, or holds no data of a paper.
        StoreError: the store cannot be used.
        PapersMissingError: what would compile it again is not installed.
    """
    proof = proof_of(_read(path))
    if proof.paper is None:
        why = msg("it holds no data of a paper.")
        raise BadFileError(str(path), why, msg("Name a PDF that coopgraph brief wrote."))
    paper = proof.paper
    with opened(asked) as inquiry:
        desk = desk_url(inquiry.store, asked.settings)
        revision = inquiry.store.revision()
        with _store_at(inquiry.store, paper.revision, asked.settings.store) as then:
            figures = _again(asked, then, desk, paper, paper.as_of)
        today = _changed(figures, _again(asked, asked.settings.store, desk, paper, _today()))
    return BriefVerified(
        revision=revision, as_of=_today(), lang=asked.lang, file=str(path), text=proof.text,
        figures=figures, today=today, notes=_notes(asked.lang, proof.text, paper, revision),
    )  # fmt: skip


def is_sound(document: BriefVerified) -> bool:
    """Say whether a paper says what its data say, and they what the store says."""
    agreed = all(one.outcome != "other" for one in document.figures)
    return agreed and document.text in ("same", "incomparable")


def _notes(lang: str, text: Text, paper: BriefPaper, revision: int) -> list[str]:
    notes = []
    if text == "incomparable":
        notes.append(
            msg("Another program, template or typeface made it: its bytes cannot be compared.")
        )
    if paper.revision > revision:
        notes.append(
            msg(
                "It is of revision {theirs}, and this store has come to {ours}: figures are asked"
                " of that.",
                theirs=paper.revision,
                ours=revision,
            )
        )
    notes.append(msg("That bytes are equal is no signature: who made it is not shown by it."))
    return [note.text(lang) for note in notes]


@contextmanager
def _store_at(store: Store, revision: int, address: str) -> Iterator[str]:
    """Give the address of what a store was at a revision: its own, or of a copy up to there."""
    if store.revision() <= revision:
        yield address
        return
    with tempfile.TemporaryDirectory(prefix="coopgraph-") as folder:
        url = sqlite_url(Path(folder) / "then.db")
        with closing(create_store(url)) as then, closing(store.journal()) as journal:
            for one in journal:
                if one.number > revision:
                    break
                then.replay(one)
        yield url


def _again(asked: Asked, store: str, desk: str, paper: BriefPaper, day: str) -> list[BriefAgain]:
    """Return the figures as a store answers them; those of the desk as it is now."""
    settings = asked.settings
    with asked_again(
        store,
        desk,
        "board",
        password=settings.password,
        desk_password=settings.password_of_desk,
    ) as again:
        return [_one(again, paper, figure, day) for figure in paper.figures]


def _one(again: AskedAgain, paper: BriefPaper, figure: BriefFigure, day: str) -> BriefAgain:
    address = _for_audience(_DAY.sub(day, figure.address), paper)
    facts = {"n": figure.n, "address": address, "stated": figure.value}
    try:
        answer = again.answer(address)
        if figure.at:
            found = value_at(answer, figure.at)
            same = found == figure.value
        else:
            same = holds(answer, figure.value)
            found = figure.value if same else None
    except (UnansweredError, UnreadPathError) as error:
        return BriefAgain(**facts, found=None, outcome="unanswered", why=str(error))
    if not isinstance(found, int | float | str | None):
        found = None
    return BriefAgain(**facts, found=found, outcome="same" if same else "other")


def _for_audience(address: str, paper: BriefPaper) -> str:
    if address.startswith(_DESK) or "audience=" in address:
        return address
    return f"{address}{'&' if '?' in address else '?'}audience={paper.audience}"


def _changed(then: list[BriefAgain], now: list[BriefAgain]) -> list[BriefAgain]:
    """Return the figures that are others now than the paper's own day gave."""
    pairs = zip(then, now, strict=True)
    return [new for old, new in pairs if (new.outcome, new.found) != (old.outcome, old.found)]


def _today() -> str:
    return date.today().isoformat()  # noqa: DTZ011 (a calendar day, in the reader's own zone)


def _read(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size <= _LONGEST:
            return path.read_bytes()
    except OSError:
        pass
    why = msg("it is no file that can be read as a paper.")
    raise BadFileError(str(path), why, msg("Name a PDF that coopgraph brief wrote."))
