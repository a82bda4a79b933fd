"""Progress on stderr while long work runs; nothing where stderr is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coopgraph.terminal.language import LANGUAGE
from coopgraph.terminal.output import notices
from kg.base.i18n import Message, msg, nmsg

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import ProgressColumn

    from ingest.fetching.download import Progress as Fetching
    from ingest.loading import Progress
    from kg.store.proof import Progress as Proving
    from kg.store.transfer import Progress as Moving
    from kg.store.transfer import Stage


@contextmanager
def counting() -> Iterator[Progress]:
    """Give a function that shows how many records of which file have been read."""
    with _bar() as bar:
        task = bar.add_task("", total=None)

        def show(file: str, records: int) -> None:
            text = msg("{file}: {count} records read", file=file, count=records)
            bar.update(task, description=text.text(LANGUAGE))

        yield show


@contextmanager
def sending() -> Iterator[Callable[[int], None]]:
    """Give a function that shows how many letters were dealt with."""
    with _bar() as bar:
        task = bar.add_task("", total=None)

        def show(letters: int) -> None:
            text = nmsg("{count} letter", "{count} letters", letters)
            bar.update(task, description=text.text(LANGUAGE))

        yield show


@contextmanager
def fetching() -> Iterator[Fetching]:
    """Give a function that shows how much of which file has come."""
    with _bar() as bar:
        task = bar.add_task("", total=None)

        def show(file: str, received: int, total: int | None) -> None:
            text = msg("{file}: {n} MB", file=file, n=f"{received / 10**6:.1f}")
            bar.update(task, description=text.text(LANGUAGE), completed=received, total=total)

        yield show


@contextmanager
def matching() -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how many queries of how many are answered."""
    with _bar() as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int) -> None:
            text = msg("{done} of {total} matched", done=done, total=total)
            bar.update(task, description=text.text(LANGUAGE), completed=done, total=total)

        yield show


@contextmanager
def writing_papers() -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how many papers of how many are written, and the time left."""
    from rich.progress import TimeRemainingColumn

    with _bar(TimeRemainingColumn()) as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int) -> None:
            text = msg("{done} of {total} papers written", done=done, total=total)
            bar.update(task, description=text.text(LANGUAGE), completed=done, total=total)

        yield show


@contextmanager
def evaluating() -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how many rankings of how many are made and measured."""
    with _bar() as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int) -> None:
            text = msg("{done} of {total} ways of ranking measured", done=done, total=total)
            bar.update(task, description=text.text(LANGUAGE), completed=done, total=total)

        yield show


@contextmanager
def weighing() -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how many weightings of how many are tried."""
    with _bar() as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int) -> None:
            text = msg("{done} of {total} weightings tried", done=done, total=total)
            bar.update(task, description=text.text(LANGUAGE), completed=done, total=total)

        yield show


@contextmanager
def moving() -> Iterator[Moving]:
    """Give a function that shows how many revisions of how many are checked, compared, copied."""
    texts = {
        "check": msg("Checking the file"),
        "compare": msg("Comparing what is there"),
        "copy": msg("Writing"),
    }
    with _bar() as bar:
        task = bar.add_task("", total=None)

        def show(stage: Stage, done: int, total: int) -> None:
            text = texts[stage].text(LANGUAGE)
            bar.update(task, description=text, completed=done, total=total)

        yield show


@contextmanager
def upgrading() -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how many versions of records of how many are brought over."""
    with _bar() as bar:
        task = bar.add_task(msg("Bringing records over").text(LANGUAGE), total=None)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield show


@contextmanager
def proving() -> Iterator[Proving]:
    """Give a function that shows how many of what have been looked at."""

    def text_of(what: str, count: int) -> Message:
        texts = {
            "node": msg("{count} records looked at", count=count),
            "relation": msg("{count} relations looked at", count=count),
            "words": msg("{count} records in full text looked at", count=count),
            "versions": msg("{count} versions looked at", count=count),
        }
        return texts.get(what, msg("{count} revisions looked at", count=count))

    with _bar() as bar:
        task = bar.add_task("", total=None)

        def show(what: str, count: int) -> None:
            bar.update(task, description=text_of(what, count).text(LANGUAGE))

        yield show


@contextmanager
def reading_report() -> Iterator[None]:
    """Show that a report is being read, and for how long."""
    with _bar() as bar:
        bar.add_task(msg("Reading the report").text(LANGUAGE), total=None)
        yield


@contextmanager
def waiting() -> Iterator[None]:
    """Show that an answer is being waited for, and for how long."""
    with _bar() as bar:
        bar.add_task(msg("Asking the server").text(LANGUAGE), total=None)
        yield


def _bar(*more: ProgressColumn) -> Bar:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = notices()
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), *more)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
