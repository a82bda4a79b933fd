"""What was written, in a terminal."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coopgraph.asked import Asked
from coopgraph.terminal.output import answer
from kg.base.i18n import Message, msg, nmsg, say
from kg.model.documents import Written

if TYPE_CHECKING:
    from rich.console import Console


def written(asked: Asked, document: Written, *, counted: bool = True) -> None:
    """Answer with the files written, and how much they hold unless it is not ``counted``."""

    def render(console: Console, document: Written) -> None:
        text = msg(
            "{files}: {nodes} nodes, {relations} relations",
            files=named_files(document.files),
            nodes=document.nodes,
            relations=document.relations,
        )
        shown = say(text if counted else named_files(document.files), asked.lang)
        console.print(shown, soft_wrap=True)

    answer(asked, document, render)


def named_files(files: Sequence[str]) -> Message | str:
    """Return the one file by its name, several by their folder."""
    if len(files) == 1:
        return files[0]
    folder = os.path.commonpath(files) if files else ""
    return nmsg("{folder} ({count} file)", "{folder} ({count} files)", len(files), folder=folder)
