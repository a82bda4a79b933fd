"""What living lists ask of a lens, and whether its lists can be followed at all."""

from __future__ import annotations

from typing import Final, NamedTuple

from kg.matching.kernel.condition_keys import KEYS
from kg.matching.kernel.conditions import required
from kg.matching.lens.lens import Fits, Lens, PathLens
from kg.matching.lens.pattern import Half, Hop
from kg.model.audiences import SOURCE
from kg.model.registry import RELATIONS
from kg.model.relations import DECLARED

APART: Final = frozenset({*DECLARED, SOURCE})
"""Types whose records concern no list but their own, in a lens that can be followed."""


class LensRules(NamedTuple):
    """A lens as arrays need it: paths by their place, conditions by what they compare.

    ``floors`` are paths and what each must give, in millionths of millionths; ``months`` that both
    periods must share, None where none must.
    """

    weights: tuple[int, ...]
    floors: tuple[tuple[int, int], ...]
    sets: tuple[str, ...]
    months: int | None
    valid: bool
    fits: Fits | None


def rules_of_lens(lens: PathLens) -> LensRules:
    """Return what is asked of a pair."""
    rules, names = required(lens), [path.name for path in lens.paths]
    floors = [r for r in rules if r.name == "at_least"]
    months = [r.months for r in rules if r.name == "period_overlap"]
    return LensRules(
        tuple(path.weight for path in lens.paths),
        tuple((names.index(r.path), r.share * lens.weight(r.path)) for r in floors),
        tuple(r.name for r in rules if r.name in KEYS),
        months[-1] if months else None,
        any(r.name == "valid_on_date" for r in rules),
        lens.fits,
    )


def can_be_followed(lens: Lens) -> bool:
    """Say whether a record of a lens's ends concerns no vector but its own.

    So where both ends are what somebody declares, and no path leads through such a record.
    """
    if not isinstance(lens, PathLens):
        return False
    ends = {*lens.start.labels, *lens.end.labels}
    halves = [half for path in lens.paths for half in path.halves]
    return ends <= set(DECLARED) and all(map(_is_local, halves))


def _is_local(half: Half) -> bool:
    # A first hop of several lengths may stay where it is, or come back.
    return half[0].low == half[0].high == 1 and not any(_lands_on(hop) & APART for hop in half)


def _lands_on(hop: Hop) -> set[str]:
    """Return the types of the nodes that a hop may touch after its first."""
    found: set[str] = set()
    for name in hop.types:
        cls = RELATIONS[name]
        found |= {*cls.ends_at} if hop.direction != "in" else set()
        found |= {*cls.starts_at} if hop.direction != "out" else set()
    # On the way through several relations labels are not asked.
    return found & {*hop.labels} if hop.labels and hop.high == 1 else found
