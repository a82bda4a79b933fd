"""Pictures for other sites, in a terminal: their files, and which forms there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.files_text import named_files
from kg.base.i18n import msg
from kg.base.reader_manner import number

if TYPE_CHECKING:
    from rich.console import Console

    from kg.model.documents import EmbedFiles, EmbedForms


def files(console: Console, document: EmbedFiles) -> None:
    """Say which files were written, and how large they are together."""
    said = msg(
        "{files}: {bytes} bytes",
        files=named_files(document.files),
        bytes=number(document.bytes, document.lang),
    )
    console.print(said.text(document.lang), soft_wrap=True)


def forms(console: Console, document: EmbedForms) -> None:
    """Say which forms there are, and of what each can be made."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for head in (msg("Form"), msg("Picture"), msg("For instance")):
        table.add_column(head.text(document.lang), overflow="fold")
    for form in document.forms:
        table.add_row(form.form, form.title, " ".join((form.form, *form.ids)))
    console.print(table)
