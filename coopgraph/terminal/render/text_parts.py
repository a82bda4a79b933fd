"""Small pieces that several answers share: tables, scores, the line that says what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from kg.base.i18n import Message, msg
from kg.base.millionths import MILLION
from kg.model.documents import Answer, Document, RuledBy

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod
    from rich.table import Table

Doc = TypeVar("Doc", bound=Document)
Renderer = Callable[["Console", Doc], None]


def share(score: int) -> str:
    """Return millionths as a number with three decimals.

    >>> share(612_345)
    '0.612'
    """
    return f"{score / MILLION:.3f}"


def table(headers: Sequence[Message], lang: str, *, numbers: Sequence[int] = ()) -> Table:
    """Return an empty table with headers; columns named in ``numbers`` are aligned right."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for place, header in enumerate(headers):
        number = place in numbers
        justify: JustifyMethod = "right" if number else "left"
        made.add_column(header.text(lang), justify=justify, overflow="fold", no_wrap=number)
    return made


def grid() -> Table:
    """Return an empty table of two columns without headers: what, and what is known of it."""
    from rich.table import Table

    made = Table.grid(padding=(0, 2), pad_edge=False)
    made.add_column(style="dim", max_width=40)
    made.add_column(overflow="fold")
    return made


def hanging(console: Console, mark: str, text: str, by: int = 0, style: str = "") -> None:
    """Print a text behind a mark, ``by`` from the left; where it breaks, it stays behind it."""
    from rich.padding import Padding
    from rich.table import Table

    made = Table.grid(padding=(0, 1), pad_edge=False)
    made.add_row(mark, text, style=style)
    console.print(Padding(made, (0, 0, 0, by), expand=False))


def footer(console: Console, document: Document, ruled_by: RuledBy | None = None) -> None:
    """Print what an answer rests on: revision, date, lens or guideline with its standing.

    Before that what a reader has to know beside it (``Answer.notes``).
    """
    lang = document.lang
    for note in document.notes if isinstance(document, Answer) else ():
        hanging(console, "!", note, style="yellow")
    facts = msg(
        "Revision {revision}, as of {date}.", revision=document.revision, date=document.as_of
    )
    text = facts.text(lang)
    if ruled_by is not None:
        rule = msg(
            "{name} {version}: {standing}",
            name=ruled_by.name,
            version=ruled_by.version,
            standing=ruled_by.standing.sentence(),
        )
        text = f"{text} {rule.text(lang)}"
    console.print(text, style="dim")


def nothing(console: Console, why: Message, lang: str) -> None:
    """Print that there is no result, and why that may be."""
    console.print(why.text(lang))
