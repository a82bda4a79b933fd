"""Typst, as papers use it: templates of ours, the typefaces that come with it, nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from viz.papers.paper_fonts import font_folders
from viz.papers.papers_extra import require

if TYPE_CHECKING:
    from typst import Compiler


class _Engine(NamedTuple):
    """What compiles a template, one at a time."""

    compiler: Compiler
    lock: Lock


def typeset(template: Path, data: str, **wanted: Any) -> bytes:
    """Return what a template makes of its input, in the form that is ``wanted`` of Typst.

    Raises:
        PapersMissingError: what writes it is not installed.
    """
    engine = _engine(template)
    with engine.lock:
        found = engine.compiler.compile(sys_inputs={"data": data}, **wanted)
    assert isinstance(found, bytes)
    return found


@cache
def _engine(template: Path) -> _Engine:
    require("typst")
    from typst import Compiler

    # Its stub has a variable of types that nothing settles.
    compiler = Compiler(  # type: ignore[misc]
        template, template.parent, font_paths=list(font_folders()), ignore_system_fonts=True
    )
    return _Engine(compiler, Lock())
