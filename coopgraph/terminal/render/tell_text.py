"""What was told and what it changes, in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coopgraph.terminal.render.text_parts import footer, hanging
from kg.base.i18n import Message, choose, msg, say
from kg.model.vocabulary import VERDICTS

if TYPE_CHECKING:
    from rich.console import Console

    from kg.model.documents import FieldChange, Told


def told(console: Console, document: Told) -> None:
    """Print which records were told of, what changed of them, and the verdicts that differ now."""
    lang = document.lang
    console.print(_heading(document).text(lang), soft_wrap=True)
    for change in document.fields:
        hanging(console, "·", _change(change, lang), 2)
    if document.told:
        verdicts = msg("Verdicts that change:") if document.verdicts else msg("No verdict changes.")
        console.print(verdicts.text(lang))
    for one in document.verdicts:
        was, now = (_verdict(word, lang) for word in (one.before, one.after))
        hanging(console, "→", f"{one.label} ({one.id}): {was} → {now}", 2)
    footer(console, document, document.guideline)


def _heading(document: Told) -> Message:
    if not document.told:
        return msg("Nothing was told.")
    if document.dry_run:
        return msg("Would be told of: {ids}", ids=document.told)
    return msg("Told of: {ids}", ids=document.told)


def _change(change: FieldChange, lang: str) -> str:
    return f"{change.field}: {_value(change.before, lang)} → {_value(change.after, lang)}"


def _value(value: Any, lang: str) -> str:
    if value is None:
        return "—"
    if isinstance(value, Mapping):
        said = choose(value, lang)[0] if all(isinstance(v, str) for v in value.values()) else ""
        pairs = ", ".join(f"{name} {part}" for name, part in value.items())
        return pairs if {"since", "until", "status"} & {*value} else said or pairs or "✓"
    return str(say(value, lang))


def _verdict(word: str | None, lang: str) -> str:
    return VERDICTS[word].text(lang) if word else "—"
