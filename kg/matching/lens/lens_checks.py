"""What is wrong in a lens across its entries, each of which can be read by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.base.i18n import msg
from kg.definitions.checks import repeated, unknown, weights
from kg.definitions.reader import WrongValue
from kg.matching.lens.lens_file import LensFile, requirements
from kg.matching.lens.pattern import Half, Place
from kg.matching.lens.schema_checks import stuck_at

ADMITTING: Final = {"Offer", "Practice"}
"""Node types that say who may take part."""


def nonsense(file: LensFile) -> Iterator[WrongValue]:
    """Find what does not fit together."""
    yield from weights(
        ("paths", *list(file.paths)[:1]), [path.weight for path in file.paths.values()]
    )
    for name, path in file.paths.items():
        place, pattern = ("paths", name, "pattern"), path.pattern
        yield from _side(place, pattern.start, file.start, pattern.left)
        yield from _side(place, pattern.end, file.end, pattern.right)
    yield from _conditions(file)


def _side(place: tuple[str, ...], written: Place, end: Place, half: Half) -> Iterator[WrongValue]:
    """Find a side of a pattern that does not begin at its end of the lens, or leads nowhere."""
    if written.name != end.name or (written.labels and set(written.labels) != set(end.labels)):
        why = msg("The pattern must lead from one end of the lens to the other.")
        yield WrongValue("ends", why, msg("Call this end ({name}).", name=end.name), place)
    hop = stuck_at(end.labels, half)
    if hop is not None:
        why = msg("No walk can follow {types} here.", types=list(hop.types))
        fix = msg("See in docs/model.md which node types it joins, and in which direction.")
        yield WrongValue("no-walk", why, fix, place)


def _conditions(file: LensFile) -> Iterator[WrongValue]:
    rules = [(rule, at) for at, entry in enumerate(file.require) for rule in requirements(entry)]
    yield from repeated((f"{rule.name} {rule.path}".strip(), ("require", at)) for rule, at in rules)
    for rule, at in rules:
        if rule.path and rule.path not in file.paths:
            why, place = msg("There is no path “{path}”.", path=rule.path), ("require", at)
            yield unknown("path", why, sorted(file.paths), (*place, rule.name, rule.path))
        if rule.name == "eligible" and not ADMITTING & {*file.start.labels, *file.end.labels}:
            why = msg("Who may take part is said by offers and practices alone.")
            yield WrongValue("condition", why, msg("Leave “eligible” out."), ("require", at))
