"""Whether a store or a backup is what was written to it, in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from kg.base.i18n import Message, msg
from kg.model.documents import Verified

if TYPE_CHECKING:
    from rich.console import Console

SHOWN: Final = 30
"""Findings that are shown: more of them nobody reads here."""
_COUNTED: Final[Mapping[str, Message]] = {
    "node": msg("records"),
    "relation": msg("relations"),
    "words": msg("records in full text"),
    "graph": msg("records and relations in the graph"),
    "versions": msg("versions in the whole history"),
    "revision": msg("revisions"),
}


def verified(name: str) -> Callable[[Console, Verified], None]:
    """Return what prints an answer about the store or file of a name."""

    def render(console: Console, document: Verified) -> None:
        lang = document.lang
        for finding in document.findings[:SHOWN]:
            place = finding.id or finding.what
            text = f"{place} [{finding.code}] {finding.message} {finding.fix}"
            console.print(text, soft_wrap=True)
        more = len(document.findings) - SHOWN
        if more > 0:
            said = msg("  … and {count} more: --json names all.", count=more)
            console.print(said.text(lang))
        for what, count in document.checked.items():
            console.print(f"{count:>12,}  {_COUNTED[what].text(lang)}")
        console.print(_outcome(name, ok=document.ok).text(lang), soft_wrap=True)
        if document.token:
            console.print(msg("Token: {token}", token=document.token).text(lang), soft_wrap=True)

    return render


def _outcome(name: str, *, ok: bool) -> Message:
    if ok:
        return msg("{name} is what was written to it.", name=name)
    return msg("{name} is not what was written to it.", name=name)
