"""Keys in a terminal: one that was made, all that there are, one that was ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import nothing, table
from kg.base.i18n import msg, say
from kg.model.documents import KeyPart, Keys, NewKey, RevokedKey, RotatedLinks
from kg.model.vocabulary import word

if TYPE_CHECKING:
    from rich.console import Console


def new_key(console: Console, document: NewKey) -> None:
    """Print a key, alone on its line, and that it will not be shown again."""
    made = msg(
        "{id} reads as: {audience}. It is shown this once:",
        id=document.id,
        audience=word("visibility", document.audience),
    )
    console.print(made.text(document.lang), soft_wrap=True)
    console.print(document.key, soft_wrap=True)


def keys(console: Console, document: Keys) -> None:
    """Print all keys and what became of each."""
    lang = document.lang
    if not document.keys:
        nothing(console, msg("There is no key: coopgraph key new makes one."), lang)
        return
    headers = msg("Id"), msg("Reads as"), msg("Note"), msg("Made on"), msg("State")
    made = table(headers, lang)
    for key in document.keys:
        audience = str(say(word("visibility", key.audience), lang))
        made.add_row(key.id, audience, key.note, key.created[:10], _state(key, lang))
    console.print(made)
    for key in document.keys:
        if key.focal_point is not None:
            said = msg("{id} acts as {office}.", id=key.id, office=key.focal_point)
            console.print(said.text(lang), soft_wrap=True)


def revoked(console: Console, document: RevokedKey) -> None:
    """Print that a key no longer counts."""
    text = msg("{id} no longer counts, since {moment}.", id=document.id, moment=document.revoked)
    console.print(text.text(document.lang), soft_wrap=True)


def rotated(console: Console, document: RotatedLinks) -> None:
    """Print until when links count that were mailed before."""
    text = msg("Links are signed with another secret. Those mailed before count no more.")
    if document.former_until is not None:
        text = msg(
            "Links are signed with another secret. Those mailed before count until {day}.",
            day=document.former_until[:10],
        )
    console.print(text.text(document.lang), soft_wrap=True)


def _state(key: KeyPart, lang: str) -> str:
    if key.revoked:
        return msg("revoked on {day}", day=key.revoked[:10]).text(lang)
    if not key.counts and key.focal_point and not key.expires:
        return msg("over: the office may act no more, or has another mailbox").text(lang)
    if not key.counts:
        return msg("over after {day}", day=key.expires or "").text(lang)
    if key.expires:
        return msg("counts until {day}", day=key.expires).text(lang)
    return msg("counts").text(lang)
