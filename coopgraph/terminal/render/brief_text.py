"""Papers written and checked, in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from coopgraph.terminal.render.files_text import named_files
from kg.base.i18n import Message, msg, nmsg, say
from kg.base.text import printable
from kg.model.brief_models import Brief, BriefAgain, BriefVerified

if TYPE_CHECKING:
    from rich.console import Console

_TEXT: Final[dict[str, Message]] = {
    "same": msg("Its text is what its data say: compiled again it is the same, byte for byte."),
    "other": msg("Its text is NOT what its data say."),
    "incomparable": msg("Whether its text is what its data say cannot be compared here."),
    "none": msg("It holds no data."),
}


def brief(lang: str) -> Callable[[Console, Brief], None]:
    """Return what prints the files that were written, and how many figures one states."""

    def render(console: Console, document: Brief) -> None:
        console.print(printable(str(say(named_files(document.files), lang))), soft_wrap=True)
        if len(document.files) == 1:
            count = len(document.figures)
            said = nmsg(
                "{count} figure, with where to check it",
                "{count} figures, with where to check them",
                count,
            )
            console.print(said.text(lang))

    return render


def checked(lang: str) -> Callable[[Console, BriefVerified], None]:
    """Return what prints what came of checking a paper."""

    def render(console: Console, document: BriefVerified) -> None:
        console.print(_TEXT[document.text].text(lang))
        same = sum(one.outcome == "same" for one in document.figures)
        said = msg(
            "{same} of {count} figures are what the store says at the paper's revision and day.",
            same=same, count=len(document.figures),
        )  # fmt: skip
        console.print(said.text(lang))
        _list(console, [one for one in document.figures if one.outcome != "same"], lang)
        if document.today:
            console.print(msg("Today it would be different:").text(lang))
            _list(console, document.today, lang)
        for note in document.notes:
            console.print(note)

    return render


def _list(console: Console, figures: Sequence[BriefAgain], lang: str) -> None:
    for one in figures:
        told = msg("not answered ({why})", why=one.why) if one.why else str(one.found)
        line = f"[{one.n}] {one.stated} → {say(told, lang)}  {one.address}"
        console.print(printable(line), soft_wrap=True)
