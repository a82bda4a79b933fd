"""What is wrong in a guideline across its entries, each of which can be read by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.base.i18n import msg
from kg.definitions.checks import repeated, unknown, weights
from kg.definitions.reader import WrongValue
from kg.definitions.written import Place
from kg.graph.view import View
from kg.partners.guideline.guideline import (
    Candidates,
    Condition,
    Criterion,
    Guideline,
    Otherwise,
)
from kg.partners.measures import MEASURES

_WHOM: Final = ("id", "kind", "national", "exists")


def nonsense(guideline: Guideline) -> Iterator[WrongValue]:
    """Find what does not fit together."""
    rules, criteria = guideline.rules, guideline.criteria
    yield from repeated((rule.id, ("rules", at, "id")) for at, rule in enumerate(rules))
    yield from repeated((one.name, ("criteria", at, "name")) for at, one in enumerate(criteria))
    yield from _candidates(guideline.candidates)
    yield from weights(("criteria",), [criterion.weight for criterion in criteria])
    for at, criterion in enumerate(criteria):
        yield from _criterion(criterion, at)
    known = [criterion.name for criterion in criteria]
    for at, rule in enumerate(rules):
        for name in sorted(_named(rule.when) - set(known)):
            why = msg("There is no criterion “{name}”.", name=name)
            yield unknown("no-criterion", why, known, ("rules", at, "when"))


def unfounded(guideline: Guideline, view: View) -> Iterator[WrongValue]:
    """Find rules that rest on what is not in the knowledge base, or is to be confirmed."""
    places: list[tuple[Place, Otherwise]] = [
        *((("rules", at, "basis"), rule) for at, rule in enumerate(guideline.rules)),
        (("otherwise", "basis"), guideline.otherwise),
    ]
    for place, rule in places:
        node = view.snapshot.index(rule.basis)
        if node is None:
            why = msg("“{id}” is not in the knowledge base.", id=rule.basis)
            yield WrongValue("no-basis", why, msg("Name a record that a reader can open."), place)
        elif view.to_confirm(node):
            why = msg("“{id}” is to be confirmed: no rule rests on it until then.", id=rule.basis)
            fix = msg("State it from the publication in which it was read, or name another basis.")
            yield WrongValue("basis-to-confirm", why, fix, place)


def _candidates(candidates: Candidates) -> Iterator[WrongValue]:
    for at, one in enumerate(candidates.exceptions):
        place = ("candidates", "except", at)
        if one.is_everybody:
            why, fix = msg("This leaves out everybody."), msg("Say whom: by {names}.", names=_WHOM)
            yield WrongValue("everybody", why, fix, place)
        both = {*(one.id or ())} & {*candidates.besides}
        if one.is_only_kinds:
            both |= {*(one.kind or ())} & {*candidates.kinds}
        for name in sorted(both):
            why = msg("“{name}” is among the candidates, and left out here.", name=name)
            yield WrongValue("in-and-out", why, msg("Keep one of them."), place)


def _criterion(criterion: Criterion, at: int) -> Iterator[WrongValue]:
    if criterion.measure not in MEASURES:
        why = msg("There is no measure “{name}”.", name=criterion.measure)
        yield unknown("no-measure", why, MEASURES, ("criteria", at, "measure"))
    if criterion.anchors[0] == criterion.anchors[1]:
        why, fix = msg("Both anchors are the same."), msg("Give the lowest and highest value.")
        yield WrongValue("anchors", why, fix, ("criteria", at, "anchors"))


def _named(condition: Condition) -> set[str]:
    inner = [*(condition.any or ()), *condition.all, *condition.none]
    return set(condition.criteria).union(*map(_named, inner))
