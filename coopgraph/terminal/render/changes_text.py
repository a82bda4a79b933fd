"""What differs between guidelines and between answers about partners, in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from coopgraph.terminal.render.text_parts import footer, hanging
from kg.base.i18n import Message, msg
from kg.model.documents import (
    EntryChange,
    GuidelineDiff,
    Guidelines,
    PartnerChange,
    PartnersPass,
    PartnersRestsOn,
    PartnersWhatIf,
    RuledBy,
)

if TYPE_CHECKING:
    from rich.console import Console

_MARKS: Final = {"added": "+", "removed": "−", "changed": "~"}
_STYLES: Final = {"added": "green", "removed": "red", "changed": "yellow"}


def guidelines(console: Console, document: Guidelines) -> None:
    """Print the guidelines that come with the program, with their versions and standings."""
    for one in document.guidelines:
        console.print(f"{one.name} ({one.body})", style="bold")
        for version in one.versions:
            console.print(f"  {version.name}: {version.standing.sentence().text(document.lang)}")


def diff(console: Console, document: GuidelineDiff) -> None:
    """Print what differs between two guidelines, entry by entry, then whom they judge otherwise."""
    lang = document.lang
    names = {"before": _name(document.from_), "after": _name(document.to)}
    console.print(msg("From {before} to {after}", **names).text(lang), style="bold")
    if not document.entries:
        console.print(msg("Nothing in them differs.").text(lang))
    part = ""
    for entry in document.entries:
        if entry.label != part:
            part = entry.label
            console.print(part)
        _entry(console, entry)
    if document.partners is None:
        console.print(
            msg("No store was asked whom they judge differently.").text(lang), style="dim"
        )
        return
    _partners(console, document.partners, lang)
    footer(console, document, document.to)


def what_if(console: Console, document: PartnersWhatIf) -> None:
    """Print what facts would change."""
    lang = document.lang
    if document.told:
        said = msg("If that were so (nothing was written): {ids}", ids=document.told)
        console.print(said.text(lang), soft_wrap=True)
        _partners(console, document.partners, lang)
    else:
        console.print(msg("None of this was taken.").text(lang))
    for finding in document.findings:
        hanging(console, "!", f"{finding['message']} {finding['fix']}".strip(), 2, "yellow")
    footer(console, document, document.guideline)


def rests_on(console: Console, document: PartnersRestsOn) -> None:
    """Print what rests on a record."""
    lang = document.lang
    said = msg("Without {record} ({id}); with it go {n} records and relations.",
               record=document.record.label, id=document.record.id,
               n=document.without)  # fmt: skip
    console.print(said.text(lang))
    _partners(console, document.partners, lang)
    footer(console, document, document.guideline)


def passing(console: Console, document: PartnersPass) -> None:
    """Print what must change for one partner to pass another."""
    for sentence in document.sentences:
        hanging(console, "·", sentence)
    for condition in document.missing:
        hanging(console, "?", condition, 0, "yellow")
    footer(console, document, document.guideline)


def _name(ruled_by: RuledBy) -> str:
    return f"{ruled_by.name} {ruled_by.version}"


def _entry(console: Console, entry: EntryChange) -> None:
    mark, style = _MARKS[entry.change], _STYLES[entry.change]
    hanging(console, mark, entry.id, 2, style)
    for field in entry.fields:
        if field.before is not None:
            hanging(console, "−", f"{field.label}: {field.before}", 4, "red")
        if field.after is not None:
            hanging(console, "+", f"{field.label}: {field.after}", 4, "green")


def _partners(console: Console, changes: Sequence[PartnerChange], lang: str) -> None:
    console.print(_heading(changes).text(lang))
    for change in changes:
        hanging(console, "→", f"{change.sentence} ({change.id})", 2)


def _heading(changes: Sequence[PartnerChange]) -> Message:
    verdicts = sum(change.verdict[0] != change.verdict[1] for change in changes)
    if not changes:
        return msg("No verdict, rank or score changes.")
    return msg("Partners of whom something changes: {n}; verdicts that change: {m}.",
               n=len(changes), m=verdicts)  # fmt: skip
