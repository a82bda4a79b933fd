"""What was released, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.base.i18n import Message, msg
from kg.model.vocabulary import word

if TYPE_CHECKING:
    from rich.console import Console

    from kg.model.documents import Overridden, Release


def release(console: Console, document: Release) -> None:
    """Print each record with the sources whose claims do not count any more, or count again."""
    lang = document.lang
    console.print(_done(document).text(lang), soft_wrap=True)
    for id_ in document.released:
        console.print(id_, style="bold", soft_wrap=True)
        for one in document.overrides:
            if one.id == id_:
                console.print(f"  {_claim(document, one).text(lang)}", soft_wrap=True)
    done = msg("Revision {revision}.", revision=document.revision)
    console.print(done.text(lang), style="dim")


def _done(document: Release) -> Message:
    if document.to is None:
        return msg("The release is undone; these claims count again:")
    return msg("Opened to: {audience}", audience=word("visibility", document.to))


def _claim(document: Release, one: Overridden) -> Message:
    was = one.was or "—"
    if document.to is None:
        return msg("{source} claims: {was}", source=one.source, was=was)
    return msg("{source} had claimed: {was}", source=one.source, was=was)
