"""Partners and coverage in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from coopgraph.terminal.render import robustness_text
from coopgraph.terminal.render.text_parts import Renderer, footer, hanging, nothing, share, table
from kg.base import reader_manner
from kg.base.i18n import Message, msg, nmsg
from kg.base.text import fold
from kg.model.documents import Coverage, Partner, Partners
from kg.model.vocabulary import VERDICTS

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

NOTHING: Final[Mapping[str, Message]] = {
    "states": msg("No state is a full member on this date: there is nothing to reach."),
    "demands": msg("There is no demand to reach yet: examples do not count."),
    "sectors": msg("There is no sector to reach."),
}
"""Why nothing can be reached, by what was asked for."""


def partners(lang: str) -> Renderer[Partners]:
    """Return the renderer of a partner ranking."""

    def render(console: Console, document: Partners) -> None:
        for partner in document.results:
            _partner(console, partner, lang)
        console.print()
        console.print(_counts(document, lang))
        _open_order(console, document, lang)
        robustness_text.of_all(console, document, lang)
        _no_candidates(console, document, lang)
        footer(console, document, document.guideline)

    return render


def coverage(lang: str, names: Mapping[str, str]) -> Renderer[Coverage]:
    """Return the renderer of coverage: one line per partner, then who stays unreached.

    ``names`` are the names of what is reached, by id.
    """

    def render(console: Console, document: Coverage) -> None:
        if document.total:
            console.print(_steps(document, lang, names))
            _left(console, document, lang, names)
            _undated(console, document, lang)
        else:
            nothing(console, NOTHING[document.of], lang)
        footer(console, document)

    return render


def _counts(document: Partners, lang: str) -> str:
    """Return how many candidates there are of each verdict, also of those not shown."""
    counts = [f"{word.text(lang)} {document.counts[name]}" for name, word in VERDICTS.items()]
    return " · ".join(counts)


def _open_order(console: Console, document: Partners, lang: str) -> None:
    """Print once what a rank means where some cannot be compared yet."""
    if any(partner.not_comparable for partner in document.results):
        said = msg(
            "The same rank: what is not known yet could still turn the order round. Within a rank"
            " the higher score stands first."
        )
        hanging(console, "↕", said.text(lang))


def _no_candidates(console: Console, document: Partners, lang: str) -> None:
    if document.left_out:
        console.print(msg("No candidates:").text(lang))
    for one in document.left_out:
        ids = ", ".join(body.id for body in one.bodies)
        hanging(console, "–", f"{one.text} ({ids})", 3, "dim")


def _steps(document: Coverage, lang: str, names: Mapping[str, str]) -> Table:
    rows = table([msg("Partner"), msg("Adds"), msg("Reached"), msg("New")], lang, numbers=[1, 2])
    for step in document.steps:
        reached = msg("{n} of {total}", n=step.reached, total=document.total).text(lang)
        new = _listed(step.new, names)
        rows.add_row(f"{step.label} ({step.id})", f"+{step.adds}", reached, new)
    return rows


def _left(console: Console, document: Coverage, lang: str, names: Mapping[str, str]) -> None:
    if document.unreached:
        ids = _listed(document.unreached, names)
        left = msg("Unreached ({n}): {ids}", n=len(document.unreached), ids=ids)
        console.print(left.text(lang))
    if document.bound is not None:
        bound = msg("No choice of as many partners reaches more than {n}.", n=document.bound)
        console.print(bound.text(lang))


def _undated(console: Console, document: Coverage, lang: str) -> None:
    for step in document.steps:
        if step.undated:
            said = nmsg(
                "{partner}: {count} member without a known first day; it counts at every date.",
                "{partner}: {count} members without a known first day; they count at every date.",
                len(step.undated),
                partner=step.label,
            )
            console.print(said.text(lang))


def _listed(ids: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(sorted((names.get(id_, id_) for id_ in ids), key=fold))


def _partner(console: Console, partner: Partner, lang: str) -> None:
    rank = f"{partner.rank}. " if partner.rank else "–  "
    low, high = (share(bound) for bound in partner.interval)
    verdict = VERDICTS[partner.verdict].text(lang)
    console.print()
    console.print(f"{rank}{partner.label} ({partner.id})", style="bold")
    console.print(f"   {verdict} · {share(partner.score)} [{low} – {high}]")
    if partner.rank and partner.not_comparable:
        hanging(console, "↕", _place(partner.rank, partner.not_comparable).text(lang), 3)
    for rule in partner.rules:
        hanging(console, "§", f"{rule.text} ({rule.basis})", 3)
    known = [criterion for criterion in partner.criteria if criterion.value is not None]
    for criterion in sorted(known, key=lambda c: -c.contribution):
        value = f"{reader_manner.number(round(criterion.value or 0, 1), lang)} {criterion.unit}"
        hanging(console, share(criterion.contribution), f"{criterion.label}: {value}", 3, "dim")
    if partner.door:
        door = msg("Right door: {label} ({id})", label=partner.door.label, id=partner.door.id)
        hanging(console, "→", door.text(lang), 3)
        for number, step in enumerate(partner.door.steps, 1):
            hanging(console, f"{number}.", step, 5)
    for text in partner.missing:
        hanging(console, "?", text, 3, "yellow")
    for text, command in zip(partner.questions, partner.answers, strict=True):
        hanging(console, "?", text, 3, "yellow")
        hanging(console, "$", command, 5, "dim")
    robustness_text.of_partner(console, partner, lang)


def _place(rank: int, others: int) -> Message:
    return nmsg(
        "Place {rank} to {last}: not yet comparable with {count} other.",
        "Place {rank} to {last}: not yet comparable with {count} others.",
        others,
        rank=rank,
        last=rank + others,
    )
