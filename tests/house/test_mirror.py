"""Tests lie where what they test lies: ``tests/<room>/…/test_<module>[_aspect].py``.

What spans rooms (the command line, pages, both stores) lies in ``tests/journeys``; what is about
the repository itself in ``tests/house``, ``tests/tools`` and ``tests/fuzz``.
"""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT
from tools.file_pages import PACKAGES

TESTS = ROOT / "tests"
APART = {"journeys", "house", "tools", "fuzz"}


def names_in(room: Path) -> set[str]:
    """Return what a test of a room may be called after: its modules, and the room itself."""
    modules = {path.stem for path in room.glob("*.py") if path.name != "__init__.py"}
    return modules | {room.name}


def mirrors(test: Path) -> bool:
    room = ROOT / test.parent.relative_to(TESTS)
    subject = test.stem.removeprefix("test_")
    return room.is_dir() and any(
        subject == name or subject.startswith(f"{name}_") for name in names_in(room)
    )


def test_every_test_lies_where_its_module_lies() -> None:
    tests = [path for path in TESTS.rglob("test_*.py") if "fixtures" not in path.parts]
    inside = [path for path in tests if path.relative_to(TESTS).parts[0] not in APART]
    assert len(inside) > len(tests) / 3
    assert {path.relative_to(TESTS).parts[0] for path in inside} == {*PACKAGES}
    astray = [str(path.relative_to(ROOT)) for path in inside if not mirrors(path)]
    assert astray == []
