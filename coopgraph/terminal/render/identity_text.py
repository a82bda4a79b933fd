"""Pairs that may be one body, and decisions about them, in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.base.i18n import Message, msg, nmsg
from kg.model.vocabulary import word

if TYPE_CHECKING:
    from rich.console import Console

    from kg.model.documents import (
        IdentityCandidates,
        IdentityChange,
        IdentityDecision,
        IdentityLog,
        IdentityPair,
    )


def candidates(console: Console, document: IdentityCandidates) -> None:
    """Print each pair with what speaks for it and against it, and how to decide."""
    lang = document.lang
    if not document.pairs:
        console.print(msg("No records look as if they were one body.").text(lang))
        return
    for pair in document.pairs:
        _pair(console, pair)
    left = document.total - len(document.pairs)
    if left:
        more = nmsg("{count} more pair: --top.", "{count} more pairs: --top.", left, count=left)
        console.print(more.text(lang), style="dim")
    fix = msg("Decide: coopgraph identity same A B, or: coopgraph identity different A B.")
    console.print(fix.text(lang), style="dim", soft_wrap=True)


def _pair(console: Console, pair: IdentityPair) -> None:
    console.print(f"{pair.score / 1_000_000:.2f}  {pair.a}  {pair.b}", style="bold", soft_wrap=True)
    console.print(f"      {pair.a_label} · {pair.b_label}", soft_wrap=True)
    for each in pair.evidence:
        console.print(f"      {each.detail}", soft_wrap=True)


def change(console: Console, document: IdentityChange) -> None:
    """Print which records go by which id now."""
    lang = document.lang
    count = len(document.decisions)
    said = nmsg("{count} decision.", "{count} decisions.", count, count=count)
    console.print(said.text(lang))
    for line in _moves(document):
        console.print(f"  {line.text(lang)}", soft_wrap=True)
    done = msg("Revision {revision}.", revision=document.revision)
    console.print(done.text(lang), style="dim")


def _moves(document: IdentityChange) -> Iterator[Message]:
    for old, new in document.joined.items():
        yield msg("{old} goes by {new}", old=old, new=new)
    for old in document.parted:
        yield msg("{old} goes by its own id again", old=old)


def log(console: Console, document: IdentityLog) -> None:
    """Print each decision: its id, the day, by whom, on which evidence."""
    lang = document.lang
    if not document.decisions:
        console.print(msg("Nothing was decided yet.").text(lang))
    for each in document.decisions:
        console.print(f"{each.id}  {each.decided}", style="bold", soft_wrap=True)
        console.print(f"  {_said(each).text(lang)}", soft_wrap=True)
        for one in each.evidence:
            console.print(f"  {one.detail}", style="dim", soft_wrap=True)


def _said(each: IdentityDecision) -> Message:
    values = {
        "one": each.one,
        "verdict": word("verdict", each.verdict),
        "other": each.other,
        "by": word("by", each.by),
    }
    if each.undone:
        return msg("{one} · {other}: {verdict}, by {by}; taken back", **values)
    return msg("{one} · {other}: {verdict}, by {by}", **values)
