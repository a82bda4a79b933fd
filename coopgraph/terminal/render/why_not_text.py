"""Why a pair is not in a list, in a terminal: the verdict, what keeps it out, what would not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coopgraph.terminal.render.text_parts import Renderer, footer, hanging, share
from kg.base.i18n import Message, msg
from kg.model.documents import StandsAhead, WhyNot

if TYPE_CHECKING:
    from rich.console import Console

_TITLES: Final = (msg("What would bring it in"), msg("What would bring it further up"))


def why_not(lang: str, *, numbers: bool = False) -> Renderer[WhyNot]:
    """Return the renderer of a pair; ``numbers``: with scores."""

    def render(console: Console, document: WhyNot) -> None:
        for side in (document.query, document.target):
            console.print(f"{side.label} ({side.id})", style="bold")
        console.print(document.sentence)
        _kept_out_by(console, document, lang, numbers=numbers)
        _listed(console, msg("Not known, which keeps nobody out"), document.unknown, "?", lang)
        spoken = [reason.sentence for reason in document.reasons]
        _listed(console, msg("What relates them"), spoken, "·", lang)
        if document.ahead is not None:
            _ahead(console, document.ahead, lang, numbers=numbers)
        changes = [change.change for change in document.nearest] or document.unmendable
        _listed(console, _TITLES[document.verdict == "beyond"], changes, "→", lang)
        footer(console, document, document.lens)

    return render


def _kept_out_by(console: Console, document: WhyNot, lang: str, *, numbers: bool) -> None:
    if document.kept_out_by:
        _heading(console, msg("What keeps it out"), lang)
    for one in document.kept_out_by:
        lacks = f"  −{share(one.short_by)}" if numbers and one.short_by is not None else ""
        hanging(console, "✗", f"{one.title}{lacks}", 3)
        hanging(console, "", one.detail, 3, "dim")


def _ahead(console: Console, ahead: StandsAhead, lang: str, *, numbers: bool) -> None:
    _heading(console, msg("Who stands ahead"), lang)
    hanging(console, f"{ahead.rank}.", f"{ahead.label} ({ahead.id})", 3)
    hanging(console, "", ahead.sentence, 3)
    for path in ahead.paths if numbers else ():
        hanging(console, "·", f"{path.title}: {share(path.ahead)} / {share(path.score)}", 3)


def _listed(console: Console, title: Message, texts: list[str], mark: str, lang: str) -> None:
    if texts:
        _heading(console, title, lang)
    for text in texts:
        hanging(console, mark, text, 3)


def _heading(console: Console, text: Message, lang: str) -> None:
    console.print()
    console.print(text.text(lang), style="bold underline")
