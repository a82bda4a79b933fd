"""Every kind of paper in four languages, and hostile texts, are PDF/UA-1 and PDF/A-3a."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

from coopgraph.settings import sqlite_url
from kg.base.i18n import LANGUAGES
from kg.brief.desk_of_papers import desk_for
from kg.brief.paper import Paper
from kg.brief.paper_kinds import KINDS, Kind, PaperAsked, kind_named
from kg.brief.paper_kinds import paper as paper_of
from kg.exchange.desk_documents import DeskInquiry
from kg.graph.view import View
from kg.knowledge import KnowledgeBase
from kg.store.opening import create_store
from tests.kg.exchange.consulted import NEAR, opened
from tests.kg.exchange.people import BOARD, HIGHLAND, ISLAND, NOW, PARTNER
from tests.viz.papers.made_papers import HOSTILE, every_block, paper, picture
from tools.verapdf.validator import CannotCheckError, Flavour, cache_folder, failures, jars
from viz.papers.paper_input import input_of
from viz.papers.paper_pdf import pdf_of

DAY: Final = date(2026, 11, 23)
# Asked now: while a test runs, the cache of the user is another folder.
CACHE: Final = cache_folder()
ABOUT: Final = {"State": "state/xaa", "Organisation": "org/segib", "Sector": "sector/dac/140"}
AFTER_A_CONSULTATION: Final = "consultation"
"""The kind that is of nothing before the desk has seen one."""

TYPED: Final = HOSTILE.replace("\ud800", "").replace("\x00", "").replace("\u202e", "")
"""What of it somebody can type into a form."""

pytestmark = [pytest.mark.verapdf, pytest.mark.slow]  # Java starts twice and reads some 40 files


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, starter_url: str) -> list[Path]:
    folder = tmp_path_factory.mktemp("papers")
    files: list[Path] = []
    for said in (*_papers(starter_url), *_consulted(starter_url, folder)):
        file = folder / f"{len(files)}-{said.kind}-{said.lang}.pdf"
        file.write_bytes(pdf_of(input_of(said, "https://papers.example.org")))
        files.append(file)
    return files


@pytest.fixture(scope="module")
def lib() -> Path:
    try:
        return jars(CACHE)
    except CannotCheckError as error:
        if os.environ.get("COOPGRAPH_REQUIRE_VERAPDF"):
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_all_pass(written: list[Path], lib: Path, flavour: Flavour) -> None:
    made = {tuple(file.stem.split("-")[1:]) for file in written}
    assert made == {(kind, lang) for kind in KINDS for lang in LANGUAGES}
    assert failures(lib, flavour, written) == []


def test_what_is_none_fails(lib: Path, tmp_path: Path, written: list[Path]) -> None:
    body = written[0].read_bytes()
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(body.replace(b"/Marked true", b"/Marked null"))
    assert failures(lib, "ua1", [broken]) == [str(broken)]


def _papers(url: str) -> Iterator[Paper]:
    knowledge = KnowledgeBase(url, cache=None)
    with closing(knowledge):
        for lang in LANGUAGES:
            yield paper(*every_block(HOSTILE), picture(HOSTILE), title=HOSTILE, lang=lang)
            for kind in KINDS.values():
                if kind.name != AFTER_A_CONSULTATION and find_spec(kind.maker):
                    yield _made(knowledge, kind, lang)


def _consulted(url: str, folder: Path) -> Iterator[Paper]:
    """Yield the report of a consultation in which two states and a body have spoken."""
    desk = create_store(sqlite_url(folder / "desk.db"), room="desk")
    with closing(desk), closing(KnowledgeBase(url, cache=None)) as knowledge:
        consulted = opened(desk, intro="Please say.", lang="en")
        consulted.say(ISLAND, "rule/near", "proposes_wording", "Así no.", change=NEAR)
        consulted.say(HIGHLAND, "rule/near", "supports", TYPED, lang="es")
        consulted.say(PARTNER, "rule/near", "reserves", "Hm.", lang="fr")
        for lang in LANGUAGES:
            inquiry = knowledge.inquiry(NOW.date(), "board", lang)
            about = DeskInquiry(desk, BOARD, NOW.date(), lang)
            yield paper_of(kind_named(AFTER_A_CONSULTATION), PaperAsked(inquiry, about))


def _made(knowledge: KnowledgeBase, kind: Kind, lang: str) -> Paper:
    inquiry = knowledge.inquiry(DAY, kind.audience, lang)
    desk = desk_for(kind.audience, None, DAY, lang)
    about = _about(inquiry.view, kind) if kind.about else None
    return paper_of(kind, PaperAsked(inquiry, desk, about))


def _about(view: View, kind: Kind) -> str:
    (type_,) = kind.about
    if type_ in ABOUT:
        return ABOUT[type_]
    nodes = (int(node) for node in view.of_type(type_))
    found = [node for node in nodes if view.props(node).get("kind") in (None, "pilot")]
    return view.id(found[0])
