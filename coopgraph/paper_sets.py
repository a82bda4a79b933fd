"""Papers about all states, in four languages: made by several processes, each file whole."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from coopgraph.asked import Asked
from coopgraph.paper_files import PaperWanted, made_paper, paper_source, write_whole
from kg.base.i18n import LANGUAGES
from kg.base.whole_files import writing
from kg.brief.paper_kinds import PaperAsked
from kg.graph.actors import real
from viz.papers.paper_forms import Form, file_name
from viz.papers.paper_input import input_of

Progress = Callable[[int, int], None]
_MOST: Final = 4
"""Processes: each holds a snapshot of its own."""


@dataclass(frozen=True, slots=True)
class PaperSet:
    """What is written: papers like ``wanted``, one for each subject and language, into a folder."""

    asked: Asked
    wanted: PaperWanted
    form: Form
    folder: Path


@dataclass(frozen=True, slots=True)
class PaperWritten:
    """A file of a set, and how many pages it has."""

    file: str
    pages: int


def write_set(papers: PaperSet, progress: Progress) -> list[PaperWritten]:
    """Write the papers about all states that are no examples; return them by name.

    Whoever interrupts it finds whole files only.

    Raises:
        StoreError: the store or the desk cannot be used.
        BadFileError: a file cannot be written.
    """
    with writing(papers.folder):
        papers.folder.mkdir(parents=True, exist_ok=True)
    with paper_source(papers.asked, papers.wanted.audience) as source:
        subjects = _states(source)
    total, found = len(subjects) * len(LANGUAGES), list[PaperWritten]()
    progress(0, total)
    for written in _made(papers, subjects):
        found += written
        progress(len(found), total)
    return sorted(found, key=lambda one: one.file)


def _states(source: PaperAsked) -> list[str]:
    view = source.inquiry.view
    return sorted(view.id(node) for node in real(view, map(int, view.of_type("State"))))


def _made(papers: PaperSet, subjects: list[str]) -> Iterator[list[PaperWritten]]:
    workers = min(_MOST, os.cpu_count() or 1, len(subjects) or 1)
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (papers,))
    try:
        for done in as_completed([pool.submit(_about, subject) for subject in subjects]):
            yield done.result()
    finally:
        pool.shutdown(cancel_futures=True)


_HELD: Final = ExitStack()
_OPENED: Final[list[tuple[PaperSet, PaperAsked]]] = []
"""What a process of the set works with."""


def _begin(papers: PaperSet) -> None:
    # Who interrupts the command interrupts its parent, which lets each end the paper it is at.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source = _HELD.enter_context(paper_source(papers.asked, papers.wanted.audience))
    _OPENED.append((papers, source))


def _about(subject: str) -> list[PaperWritten]:
    (papers, source), *_ = _OPENED
    return [_one(papers, source, subject, lang) for lang in LANGUAGES]


def _one(papers: PaperSet, source: PaperAsked, subject: str, lang: str) -> PaperWritten:
    asked = replace(
        source, inquiry=replace(source.inquiry, lang=lang), desk=replace(source.desk, lang=lang)
    )
    paper = made_paper(replace(papers.wanted, subject=subject), asked)
    body = papers.form.write(input_of(paper, papers.asked.settings.public_url))
    path = papers.folder / file_name(paper, papers.form.name)
    write_whole(path, body, paper.audience)
    return PaperWritten(str(path), papers.form.pages(body))
