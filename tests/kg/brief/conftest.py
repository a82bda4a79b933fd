"""A world for papers: the starter knowledge with what a few states declare, and its twin.

The twin holds the same, and beside it what is for the board alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from coopgraph.settings import sqlite_url
from tests.api.asking import client_for
from tests.kg.brief.making import Maker, maker_of, planted


def _copy(path: Path, folder: Path, *, hidden: bool) -> str:
    folder.mkdir(exist_ok=True)
    return planted(sqlite_url(Path(shutil.copy(path, folder / "papers.db"))), hidden=hidden)


@pytest.fixture(scope="session")
def papers_url(starter_path: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return _copy(starter_path, tmp_path_factory.mktemp("papers"), hidden=False)


@pytest.fixture(scope="session")
def maker(papers_url: str) -> Iterator[Maker]:
    made = maker_of(papers_url)
    yield made
    made.knowledge.close()


@pytest.fixture(scope="session")
def twin(starter_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    made = maker_of(_copy(starter_path, tmp_path_factory.mktemp("twin"), hidden=True))
    yield made
    made.knowledge.close()


@pytest.fixture(scope="session")
def service(papers_url: str) -> Iterator[TestClient]:
    """The service over the same store, asked as the board: an address may ask for less."""
    with client_for(papers_url, "board") as client:
        yield client
