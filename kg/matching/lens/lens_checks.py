"""What is wrong in a lens across its entries, each of which can be read by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from kg.base.i18n import msg
from kg.definitions.checks import repeated, unknown, weights
from kg.definitions.reader import WrongValue
from kg.matching.lens.additive_file import AdditiveFile
from kg.matching.lens.lens_file import CommonFile, LensFile, requirements
from kg.matching.lens.pattern import Half, Place
from kg.matching.lens.schema_checks import stuck_at
from kg.model.relations import ACTORS, DECLARED

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
    yield from _conditions(file, file.paths)


def nonsense_of_terms(file: AdditiveFile) -> Iterator[WrongValue]:
    """Find what does not fit together in a lens of terms."""
    for name, end, may in (("from", file.start, DECLARED), ("to", file.end, ACTORS)):
        wrong = sorted(set(end.labels) - set(may))
        if wrong:
            why = msg("No term can be counted of {types} at this end.", types=wrong)
            yield WrongValue("ends", why, msg("Name some of: {names}.", names=list(may)), (name,))
    yield from repeated((role, ("roles", at)) for at, role in enumerate(file.roles))
    yield from _conditions(file, ())


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


def _conditions(file: CommonFile, paths: Collection[str]) -> Iterator[WrongValue]:
    rules = [(rule, at) for at, entry in enumerate(file.require) for rule in requirements(entry)]
    yield from repeated((f"{rule.name} {rule.path}".strip(), ("require", at)) for rule, at in rules)
    for rule, at in rules:
        if rule.path and rule.path not in paths:
            why, place = msg("There is no path “{path}”.", path=rule.path), ("require", at)
            yield unknown("path", why, sorted(paths), (*place, rule.name, rule.path))
        if rule.name == "eligible" and not ADMITTING & {*file.start.labels, *file.end.labels}:
            why = msg("Who may take part is said by offers and practices alone.")
            yield WrongValue("condition", why, msg("Leave “eligible” out."), ("require", at))
        if rule.name == "open" and not {*DECLARED} & {*file.start.labels, *file.end.labels}:
            why = msg("Only offers, demands and practices are open or not.")
            yield WrongValue("condition", why, msg("Leave “open” out."), ("require", at))
