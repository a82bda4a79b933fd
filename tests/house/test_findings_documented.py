"""Every code that a load can report stands in the documentation, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "findings.md").read_text("utf-8")
CODE = re.compile(r"[a-z]+(-[a-z]+)*\Z")
COMPUTED = "unknown-"
"""What the codes begin with that are made from the name of a column."""
PLACES = {"find": 1, "Problem": 1, "RefusedFileError": 1, "_Fault": 1, "Finding": -4}
"""Where each of these takes the code, among its arguments."""


def reported() -> set[str]:
    """Return every code that stands as a text in the sources of ``ingest``."""
    files = sorted((ROOT / "ingest").rglob("*.py"))
    return {code for file in files for code in _codes(ast.parse(file.read_text("utf-8")))}


def _codes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        found: ast.expr | None = None
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else _name(node.func)
            place = PLACES.get(name, len(node.args))
            found = node.args[place] if -len(node.args) <= place < len(node.args) else None
        elif isinstance(node, ast.Assign) and _name(node.targets[0]) == "code":
            found = node.value
        yield from _texts(found) if found is not None else ()


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _texts(node: ast.expr) -> Iterator[str]:
    for part in (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,):
        text = part.value if isinstance(part, ast.Constant) else None
        if isinstance(text, str) and CODE.match(text):
            yield text


def documented() -> set[str]:
    """Return every code in the first column of the tables."""
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
    return {code for row in rows for code in re.findall(r"`([a-z-]+)`", row)}


def test_the_codes_are_found() -> None:
    assert {"duplicate", "cut-off", "xml-too-large", "near-match", "no-title"} <= reported()


def test_every_code_is_documented() -> None:
    assert reported() - documented() == set()


def test_nothing_is_documented_that_is_never_reported() -> None:
    stale = documented() - reported()
    assert {code for code in stale if not code.startswith(COMPUTED)} == set()
