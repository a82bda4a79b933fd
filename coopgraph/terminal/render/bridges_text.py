"""Bridges between bodies in a terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import footer, hanging
from kg.base.i18n import Message, msg, nmsg
from kg.model.documents import BridgeAgreement, BridgeBody, BridgePlace, Bridges, Named
from kg.model.vocabulary import DOUBTS, STANDINGS_OF_AGREEMENTS

if TYPE_CHECKING:
    from rich.console import Console


def bridges(console: Console, document: Bridges) -> None:
    """Print what bodies share and have alone, doors, routes, and what would shorten most."""
    lang, names = document.lang, {body.id: body.label for body in document.bodies}
    _bodies(console, document.bodies, lang)
    _shared(console, document, names, lang)
    _alone(console, document, names, lang)
    _doors(console, document, names, lang)
    _practices(console, document, names, lang)
    _routes(console, document, names, lang)
    _heading(console, msg("What would bring most pairs closer"), document.shortens_most, lang)
    for one in document.shortens_most:
        hanging(console, "+", one.sentence)
    _heading(console, msg("Not on record"), document.unknown, lang)
    for text in document.unknown:
        hanging(console, "?", text, style="yellow")
    console.print()
    footer(console, document)


def _bodies(console: Console, bodies: Sequence[BridgeBody], lang: str) -> None:
    for body in bodies:
        through = f" → {body.through.label}" if body.through else ""
        counts = nmsg("{count} state", "{count} states", body.states).text(lang)
        console.print(f"{body.label} ({body.id}){through}: {counts}", style="bold")


def _shared(console: Console, document: Bridges, names: Mapping[str, str], lang: str) -> None:
    known = document.shared
    _heading(console, msg("Agreements between them"), known.agreements, lang)
    for agreement in known.agreements:
        hanging(console, "§", _agreement(agreement, names, lang))
    for title, places in (
        (msg("States that several have as full members"), known.states),
        (msg("Sectors in which several work"), known.sectors),
        (msg("Programmes that several run"), known.programmes),
    ):
        _heading(console, title, places, lang)
        _places(console, places, names)
    for one in document.disputed:
        disputed = msg("{state} in {body}: disputed, not counted", state=one.label,
                       body=names[one.body])  # fmt: skip
        hanging(console, "!", disputed.text(lang), style="yellow")
        for side in one.positions:
            hanging(console, "◦", side.text, 3, "dim")


def _places(console: Console, places: Iterable[BridgePlace], names: Mapping[str, str]) -> None:
    for of, group in groupby(places, key=lambda one: one.of):
        whom = ", ".join(names[id_] for id_ in of)
        hanging(console, "=", f"{whom}: {_listed(group)}")


def _agreement(one: BridgeAgreement, names: Mapping[str, str], lang: str) -> str:
    standing = STANDINGS_OF_AGREEMENTS[one.standing].text(lang)
    whom = ", ".join(names[id_] for id_ in one.between)
    return f"{one.label} ({one.id}), {one.signed or one.starts or '—'}: {standing} · {whom}"


def _alone(console: Console, document: Bridges, names: Mapping[str, str], lang: str) -> None:
    _heading(console, msg("What each has alone"), document.only, lang)
    for id_, alone in document.only.items():
        console.print(names[id_])
        for title, found in (
            (msg("States"), alone.states),
            (msg("Sectors"), alone.sectors),
            (msg("Programmes"), alone.programmes),
        ):
            if found:
                hanging(console, "·", f"{title.text(lang)}: {_listed(found)}", 2)


def _doors(console: Console, document: Bridges, names: Mapping[str, str], lang: str) -> None:
    _heading(console, msg("Doors"), document.doors, lang)
    for door in document.doors:
        hanging(console, "→", f"{names[door.of]}: {door.label} ({door.id})")
        for number, step in enumerate(door.steps, 1):
            hanging(console, f"{number}.", step, 2)
        for text in door.basis:
            hanging(console, "§", f"{text.label} ({text.id})", 2, "dim")


def _practices(console: Console, document: Bridges, names: Mapping[str, str], lang: str) -> None:
    title = msg("Good practices that could be carried over")
    _heading(console, title, document.practices, lang)
    for one in document.practices:
        hanging(console, "*", f"{one.label} ({one.id}): {names[one.from_]} → {names[one.to]}")
        if one.evidence:
            hanging(console, "·", one.evidence, 2, "dim")
        if one.fields:
            hanging(console, "·", _listed(one.fields), 2, "dim")


def _routes(console: Console, document: Bridges, names: Mapping[str, str], lang: str) -> None:
    _heading(console, msg("Routes, the strongest first"), document.routes, lang)
    for between, group in groupby(document.routes, key=lambda one: one.between):
        console.print(" – ".join(names[id_] for id_ in between))
        for route in group:
            hanging(console, f"{route.rank}.", route.sentence, 2)
            named = {doubt for index in route.to_confirm for doubt in route.relations[index].doubts}
            reasons = [word for doubt, word in DOUBTS.items() if doubt in named]
            if reasons:
                text = msg("to be confirmed: {reasons}", reasons=reasons).text(lang)
                hanging(console, "←", text, 5, "dim")


def _heading(console: Console, title: Message, found: Collection[object], lang: str) -> None:
    """Print a heading where anything stands below it; what is not on record is said at the end."""
    if found:
        console.print()
        console.print(title.text(lang), style="bold")


def _listed(found: Iterable[Named]) -> str:
    return ", ".join(one.label for one in found)
