"""The report of a load in a terminal: counts per file, then every finding."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from coopgraph.terminal.render.text_parts import table
from kg.base.i18n import msg, nmsg
from kg.base.text import printable
from kg.model.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from rich.console import Console

    from ingest.findings import Counts, Report

_SHOWN: Final = 20
"""Findings of one kind about one file that are printed."""


def counts(console: Console, report: Report, lang: str) -> None:
    """Print how many records of each file were read and what became of them."""
    headers = [
        msg("File"), msg("read"), msg("accepted"), msg("unchanged"), msg("with a change"),
        msg("held"), msg("rejected"),
    ]  # fmt: skip
    rows = table(headers, lang, numbers=range(1, 7))
    for name, found in report.files.items():
        rows.add_row(name, *_numbers(found))
    if len(report.files) > 1:
        rows.add_row(msg("all").text(lang), *_numbers(report.total), style="bold")
    console.print(rows)
    if report.joined:
        said = nmsg(
            "{count} record is one body with another and was joined: coopgraph identity log.",
            "{count} records are one body with others and were joined: coopgraph identity log.",
            report.joined,
            count=report.joined,
        )
        console.print(said.text(lang), soft_wrap=True)
    line = msg(
        "Revision {revision}, {seconds} s.",
        revision=report.revision,
        seconds=f"{report.seconds:.1f}",
    )
    console.print(line.text(lang), style="dim")


def findings(console: Console, report: Report, lang: str) -> None:
    """Print the findings: place, field, what was done, why and the fix; of one kind the first."""
    met: Counter[tuple[str, ...]] = Counter()
    for found in report.findings:
        outcome = OUTCOMES[found.outcome.value].text(lang)
        # Each column that is not read is a field of its own.
        field = "" if found.code == "unknown-column" else found.field
        kind = (found.file, field, outcome, found.code)
        met[kind] += 1
        if met[kind] <= _SHOWN:
            place = ":".join(part for part in (found.file, found.where, found.field) if part)
            said = f"{found.message.text(lang)} {found.fix.text(lang)}"
            _line(console, place, outcome, found.code, said)
    for (file, field, outcome, code), count in met.items():
        if count > _SHOWN:
            more = nmsg(
                "{count} more finding of this kind; --json lists all.",
                "{count} more findings of this kind; --json lists all.",
                count - _SHOWN,
            )
            place = ":".join(part for part in (file, field) if part)
            _line(console, place, outcome, code, more.text(lang))


def _line(console: Console, place: str, outcome: str, code: str, said: str) -> None:
    console.print(printable(f"{place} [{outcome}, {code}] {said}"), soft_wrap=True)


def waiting(console: Console, count: int, lang: str) -> None:
    """Print where held records wait, and how to look at them."""
    said = nmsg(
        "{count} record waits for a person. See: coopgraph queue.",
        "{count} records wait for a person. See: coopgraph queue.",
        count,
    )
    console.print(said.text(lang), soft_wrap=True)


def _numbers(found: Counts) -> list[str]:
    return [str(number) for number in found.document().values()]
