"""Where a room says in which order its files are read, each of them stands there, once."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = ("kg/matching/kernel",)
ENTRY = re.compile(r"^- ``(\w+)``: ", re.MULTILINE)


@pytest.mark.parametrize("room", ROOMS)
def test_each_file_of_a_room_stands_in_its_reading_order(room: str) -> None:
    files = {path.stem for path in (ROOT / room).glob("*.py")} - {"__init__"}
    assert sorted(ENTRY.findall(told(ROOT / room))) == sorted(files)


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_is_read_before_what_it_stands_on(room: str) -> None:
    order = ENTRY.findall(told(ROOT / room))
    for place, name in enumerate(order):
        source = (ROOT / room / f"{name}.py").read_text(encoding="utf-8")
        needed = re.findall(rf"^from {room.replace('/', '.')}\.(\w+) import", source, re.MULTILINE)
        assert set(needed) <= set(order[:place]), name


def told(room: Path) -> str:
    tree = ast.parse((room / "__init__.py").read_text(encoding="utf-8"))
    return ast.get_docstring(tree) or ""
