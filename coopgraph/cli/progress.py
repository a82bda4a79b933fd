"""A progress line on stderr while files are read; nothing where stderr is no terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coopgraph.cli.language import LANGUAGE
from coopgraph.cli.output import notices
from kg.i18n import msg

if TYPE_CHECKING:
    from ingest.load import Progress


@contextmanager
def counting() -> Iterator[Progress]:
    """Give a function that shows how many records of which file have been read."""
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=notices(), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(file: str, records: int) -> None:
            text = msg("{file}: {count} records read", file=file, count=records)
            bar.update(task, description=text.text(LANGUAGE))

        yield show
