"""What was moved, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.base.i18n import Message, msg, nmsg
from kg.model.documents import Moved

if TYPE_CHECKING:
    from rich.console import Console


def moved(console: Console, document: Moved) -> None:
    """Print how much was written, and what is there now."""
    console.print(_done(document).text(document.lang), soft_wrap=True)
    facts = msg(
        "Revision {revision}: {nodes} nodes, {relations} relations, {seconds} s.",
        revision=document.revision,
        nodes=document.nodes,
        relations=document.relations,
        seconds=f"{document.seconds:.1f}",
    )
    console.print(facts.text(document.lang), style="dim")
    if document.desk is not None:
        desk = document.desk
        facts = msg(
            "The desk, {source} → {to}: revision {revision}, {nodes} records.",
            source=desk.from_, to=desk.to, revision=desk.revision, nodes=desk.nodes,
        )  # fmt: skip
        console.print(facts.text(document.lang), soft_wrap=True, style="dim")
    waiting = document.waiting + (document.desk.waiting if document.desk else 0)
    if waiting:
        said = nmsg(
            "{count} row that waits for a person.",
            "{count} rows that wait for a person.",
            waiting,
        )
        console.print(said.text(document.lang), style="dim")


def _done(document: Moved) -> Message:
    if document.revisions == 0:
        return msg("{to} holds all of {source} already.", to=document.to, source=document.from_)
    return nmsg(
        "{source} → {to}: {count} revision written, read back and found the same.",
        "{source} → {to}: {count} revisions written, read back and found the same.",
        document.revisions,
        source=document.from_,
        to=document.to,
    )
