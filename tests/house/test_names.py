"""Files are found by their names: no two modules of the house share one."""

from __future__ import annotations

from collections import defaultdict

from tests.conftest import ROOT
from tools.file_pages import modules

ENGINES = {"kg/store/sqlite", "kg/store/neo4j"}
"""They answer the same protocol, part by part."""


def test_no_two_modules_share_a_name() -> None:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in modules():
        found[path.name].add(path.parent.relative_to(ROOT).as_posix())
    shared = {name: rooms for name, rooms in found.items() if len(rooms) > 1}
    assert [name for name, rooms in shared.items() if rooms != ENGINES] == []


def test_no_module_is_called_as_another_package() -> None:
    rooms = {path.parent.name for path in modules()}
    paths = {path.relative_to(ROOT) for path in modules()}
    same = {p for p in paths if p.stem in rooms and p.stem != p.parent.name}
    assert [str(p) for p in sorted(same) if p.parent.as_posix() not in ENGINES] == []
