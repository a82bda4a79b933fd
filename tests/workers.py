"""Which of the processes of ``make test`` takes which tests.

One takes all that is done on the Neo4j server of the session, so that one server is started, warms
up once, and nobody empties it under somebody else; the others take whole files, whose fixtures are
then made once.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from xdist.scheduler import LoadScopeScheduling

_ROOT: Final = Path(__file__).parent.parent
_EMPTIES: Final = re.compile(r"^from tests\.neo4j_server import .*\bempty\b", re.MULTILINE)
_APART: Final = ("tests/house/linear/test_linear.py",)
"""Files of many tests that take long and share nothing: each goes to whoever has time."""
_SERVER: Final = "the Neo4j server of the session"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what takes longest: tests on the server, those last that take its schema away."""
    items.sort(key=_turn)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give out tests by what they share.

    Not by the mark ``xdist_group``, which pytest-xdist 3.8 does not see with pytest 9.
    """
    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = _share
    return scheduler


def _turn(item: pytest.Item) -> int:
    file = item.nodeid.partition("::")[0]
    if _share(item.nodeid) != _SERVER:
        return 2
    bare = {"empty_neo4j", "bare"} & set(getattr(item, "fixturenames", ()))
    return int(bool(bare or _EMPTIES.search(_text(file))))


def _share(test: str) -> str:
    """Return what a test, named by its node id, shares with those that go where it goes."""
    file = test.partition("::")[0]
    if file in _APART:
        return test
    return _SERVER if "[neo4j" in test or _needs_the_server(file) else file


def _needs_the_server(file: str) -> bool:
    """Say whether a file names the mark of tests that need the server, and has none of its own."""
    return "neo4j" in _text(file) and "private_neo4j" not in _text(file)


@cache
def _text(file: str) -> str:
    return (_ROOT / file).read_text("utf-8")
