"""``docs/files.md``: every file of the house by its whole path, with its first sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
PACKAGES: Final = ("kg", "ingest", "viz", "api", "coopgraph")
_INTRODUCTION: Final = (
    "# Every file",
    "",
    "Written by `make docs` from the first sentence of each module; do not edit by hand.",
    "The way through the rooms is drawn in [architecture](architecture.md).",
)


def files_page() -> str:
    """Return the page: a table for each folder, the packages from the bottom up."""
    lines = [*_INTRODUCTION]
    for folder, files in groupby(modules(), key=lambda path: path.parent):
        name = folder.relative_to(ROOT).as_posix()
        lines += ["", f"## {name}", "", owned(folder / "__init__.py"), "", "| file | owns |"]
        lines += ["|---|---|", *(f"| `{path.name}` | {owned(path)} |" for path in files)]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def modules() -> Iterator[Path]:
    """Yield the modules of all packages, folder by folder."""
    for package in PACKAGES:
        paths = (ROOT / package).rglob("*.py")
        yield from sorted(
            (path for path in paths if path.name != "__init__.py"),
            key=lambda path: (path.parent, path.name),
        )


def owned(path: Path) -> str:
    """Return the sentence that a module opens with, empty where it says nothing."""
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("|", "\\|")
