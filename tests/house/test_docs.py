"""The documentation says what the code does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from coopgraph.settings import Settings
from kg.model.registry import NODES, RELATIONS
from tests.conftest import ROOT
from tools.docs import document_models
from tools.file_pages import modules, owned

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)")
PAGES = [*sorted(DOCS.rglob("*.md")), *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING"))]
PATH = re.compile(r"`((?:kg|ingest|viz|api|coopgraph|tests|tools|bench|docs|data)/[\w./-]*)`")
EVERYTHING = "\n".join(path.read_text("utf-8") for path in PAGES if path.stem != "CONTRIBUTING")


def test_the_generated_pages_are_in_step() -> None:
    environment = {**os.environ, "LANG": "C.UTF-8", "COLUMNS": "100"}
    script = (
        "import sys; from tools.docs import DOCS, pages, tables;"
        "print([n for n, t in (pages() | tables()).items()"
        " if not (DOCS / n).exists() or (DOCS / n).read_text('utf-8') != t])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]", "run make docs"


@pytest.mark.parametrize("name", [*NODES, *RELATIONS])
def test_every_type_is_documented(name: str) -> None:
    assert f"### {name}\n" in (DOCS / "model.md").read_text("utf-8")


def test_every_document_is_documented() -> None:
    page = (DOCS / "documents.md").read_text("utf-8")
    names = [model.__name__ for model in document_models()]
    assert "Paths" in names
    assert [name for name in names if f"| {name} |" not in page] == []


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_is_documented(name: str) -> None:
    assert f"COOPGRAPH_{name.upper()}" in EVERYTHING


def test_every_route_is_documented() -> None:
    from fastapi.routing import iter_route_contexts

    from api.app import create_app
    from tests.api.asking import PUBLIC

    app = create_app("sqlite:////nowhere", access=PUBLIC, cache=None)
    paths = {getattr(route, "path", "") for route in iter_route_contexts(app.routes)}
    plain = {re.sub(r":\w+}", "}", path) for path in paths}
    shown = {path.rstrip("/") or "/" for path in plain if not path.startswith("/static")}
    page = (DOCS / "http.md").read_text("utf-8")
    assert [path for path in sorted(shown) if f"`{path}`" not in page] == []


def test_every_make_target_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z0-9-]+):.*##", makefile, re.MULTILINE)
    assert targets
    assert [name for name in targets if f"`make {name}`" not in EVERYTHING] == []


def test_every_make_target_is_in_its_help() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    helped = re.findall(r"^([a-z0-9-]+):.*## ", makefile, re.MULTILINE)
    assert sorted(helped) == sorted(phony.split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    named = PATH.findall(page.read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_paths_are_seen() -> None:
    assert PATH.findall("see `kg/model/nodes.py` and `tests/journeys/`, but no `v1/paths`") == [
        "kg/model/nodes.py", "tests/journeys/",
    ]  # fmt: skip


def test_every_room_is_in_the_architecture() -> None:
    page = (DOCS / "architecture.md").read_text("utf-8")
    rooms = {path.parent.relative_to(ROOT).as_posix() for path in modules()} - {"kg"}
    assert [room for room in sorted(rooms) if f"`{room}/`" not in page] == []


def test_every_module_says_what_it_owns() -> None:
    rooms = {path.parent / "__init__.py" for path in modules()}
    assert [
        str(path)
        for path in [*modules(), *sorted(rooms)]
        if not owned(path).endswith((".", "?", ")"))
    ] == []


def test_links_between_pages_lead_somewhere() -> None:
    dead = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page in PAGES
        for target in LINK.findall(page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not dead


def test_nothing_committed_names_the_workplace() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    if tracked == [""]:
        pytest.skip("not a git checkout")
    found = [name for name in tracked if name and _names_a_home(ROOT / name)]
    assert not found


def _names_a_home(path: Path) -> bool:
    if not path.is_file() or path.suffix == ".png":
        return False
    text = path.read_text("utf-8", errors="ignore")
    return (
        re.search(r"/(?:root|home/\w+)/(?!\.)", text) is not None and "test_docs" not in path.name
    )
