"""Which partners together reach most states, needs and sectors, each a share of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Final

from kg.base.errors import BadOptionError
from kg.base.i18n import Message, msg, nmsg
from kg.base.millionths import MILLION
from kg.base.reader_manner import labelled, series
from kg.graph.naming import heading, named
from kg.graph.undated import memberships, rests_on
from kg.graph.view import View
from kg.model.documents import (
    Together,
    TogetherAdds,
    TogetherBrings,
    TogetherGap,
    TogetherGround,
    TogetherStep,
)
from kg.partners.brought import LABELS, brought
from kg.partners.candidacy import candidates
from kg.partners.coverage import Ground, greedy, ground
from kg.partners.guideline.guideline import Guideline
from kg.partners.partner_facts import Context, plan_partners
from kg.partners.reweighting import shared_out
from kg.questions import REACHED, TogetherQuestion

_HALF: Final = Fraction(1, 2)
NAMED: Final = 5
"""How many of what is added a sentence names."""


@dataclass(frozen=True)
class Grounds:
    """States, needs and sectors with what each of their things is worth of the whole.

    ``worth`` are whole numbers in proportion: a ground counts its weight, shared evenly among all
    that is in it. ``whole`` is what all are worth together.
    """

    by_name: Mapping[str, Ground]
    shares: Mapping[str, Fraction]
    worth: Mapping[int, int]
    whole: int

    def reach(self, node: int) -> frozenset[int]:
        """Return all that a partner reaches, of each ground."""
        return frozenset().union(*(one.reach(node) for one in self.by_name.values()))

    def millionths(self, things: Iterable[int]) -> int:
        """Return what things are worth of the whole, rounded half up."""
        part = sum(self.worth[thing] for thing in things)
        return rounded(Fraction(part, self.whole)) if self.whole else 0


def together(view: View, guideline: Guideline, question: TogetherQuestion, lang: str) -> Together:
    """Return the partners that together reach most, what each adds and brings, and what is left.

    A ground is a share: all of its things count its weight together, so that three needs of four
    count as much as twelve states of sixteen. Partners are chosen greedily, with a bound that is
    exact for these candidates (``coverage.greedy``), or come in the order given. Example data
    never count.

    Raises:
        ForbiddenError: the reader is not the board.
        UnknownIdError: a partner or body that does not exist.
        BadOptionError: a weight is named twice, is no number, or none is above zero.
    """
    view.require_board()
    context = Context(view, guideline)
    judged = candidates(context)
    named_ = list(dict.fromkeys(view.index(id_) for id_ in question.ids))
    among = named_ or judged
    grounds = all_grounds(view, question.within, question.weights)
    reached = {node: grounds.reach(node) for node in among}
    choice = None
    if question.best is not None:
        choice = greedy(reached, question.best, view.id, grounds.worth)
    order = choice.order if choice else among
    plan = frozenset(plan_partners(context))
    steps = list(_steps(view, grounds, order, plan, lang))
    covered = frozenset().union(*(reached[node] for node in order))
    gaps = list(_gaps(view, grounds, covered, {*judged, *among}, lang))
    bodies = [*order, *([] if question.within is None else [view.index(question.within)])]
    return Together(
        **heading(view, lang),
        **rests_on(view, memberships(view, bodies), lang),
        standing=guideline.standing,
        guideline=guideline.ruled_by(),
        within=None if question.within is None else view.id(view.index(question.within)),
        grounds=[_ground(name, grounds, covered) for name in grounds.by_name],
        steps=steps,
        gaps=gaps,
        share=grounds.millionths(covered),
        bound=None if choice is None else _bound(choice.bound, grounds.whole),
        gap_sentences=list(_gap_sentences(gaps, lang)),
    )


def all_grounds(
    view: View, within: str | None, weights: Sequence[tuple[str, Decimal]] = ()
) -> Grounds:
    """Return all that can be reached, with what each thing of it is worth.

    Weights are equal where none is given, else as ``shared_out`` says; a ground without anything in
    it counts nothing, and the others count the whole.

    Raises:
        BadOptionError: as ``together``.
    """
    by_name = {name: ground(view, name, within if name == "states" else None) for name in REACHED}
    wanted = _wanted(weights)
    full = {name: wanted[name] for name, one in by_name.items() if one.all and wanted[name]}
    total = sum(full.values(), Fraction(0))
    shares = {
        name: full.get(name, Fraction(0)) / total if total else Fraction(0) for name in REACHED
    }
    each = {name: shares[name] / len(one.all) for name, one in by_name.items() if one.all}
    scale = lcm(*(one.denominator for one in each.values()))
    worth = {thing: int(each[name] * scale) for name, one in by_name.items() for thing in one.all}
    return Grounds(by_name, shares, worth, sum(worth.values()))


def _wanted(weights: Sequence[tuple[str, Decimal]]) -> dict[str, Fraction]:
    given: dict[str, Decimal] = {}
    for name, weight in weights:
        if name in given:
            raise BadOptionError("weight", name, msg("Name each of them once."))
        if not weight.is_finite() or not 0 <= weight <= MILLION:
            fix = msg(
                "A weight is 0, or a number from {low} to {high}.", low="0", high=str(MILLION)
            )
            raise BadOptionError("weight", f"{name}={weight}", fix)
        given[name] = weight
    return shared_out(dict.fromkeys(REACHED, Fraction(1, len(REACHED))), given)


def rounded(part: Fraction) -> int:
    """Return a share in millionths, rounded half up."""
    return int(part * MILLION + _HALF)


def _bound(bound: int, whole: int) -> int:
    # Upwards: rounded down it would be no bound any more.
    return -(-bound * MILLION // whole) if whole else 0


def _ground(name: str, grounds: Grounds, covered: frozenset[int]) -> TogetherGround:
    all_ = grounds.by_name[name].all
    return TogetherGround.model_validate(
        {
            "name": name,
            "total": len(all_),
            "weight": rounded(grounds.shares[name]),
            "reached": len(all_ & covered),
        }
    )


def _steps(
    view: View, grounds: Grounds, order: Sequence[int], plan: frozenset[int], lang: str
) -> Iterator[TogetherStep]:
    covered: frozenset[int] = frozenset()
    for node in order:
        new = grounds.reach(node) - covered
        covered |= new
        adds = [_adds(view, name, one, new, lang) for name, one in grounds.by_name.items()]
        brings = brought(view, node, lang)
        label = view.label(node, lang)
        yield TogetherStep(
            id=view.id(node),
            label=label,
            in_plan=node in plan,
            adds=adds,
            share_added=grounds.millionths(new),
            share=grounds.millionths(covered),
            brings=brings,
            sentence=" ".join(_sentences(label, adds, brings, in_plan=node in plan, lang=lang)),
        )


def _adds(view: View, name: str, one: Ground, new: frozenset[int], lang: str) -> TogetherAdds:
    things = sorted(one.all & new, key=view.id)
    return TogetherAdds.model_validate(
        {
            "name": name,
            "adds": len(things),
            "new": [named(view, thing, lang) for thing in things],
        }
    )


def _sentences(
    label: str,
    adds: Sequence[TogetherAdds],
    brings: Sequence[TogetherBrings],
    *,
    in_plan: bool,
    lang: str,
) -> Iterator[str]:
    parts = [_added(one).text(lang) for one in adds if one.adds]
    if parts:
        yield msg("{partner} adds {parts}.", partner=label, parts=series(parts, lang)).text(lang)
    else:
        yield msg("{partner} adds nobody and nothing to those before it.", partner=label).text(lang)
    if in_plan:
        yield msg("The plan names it.").text(lang)
    own = [
        labelled(LABELS[one.name].text(lang), str(one.count), lang) for one in brings if one.count
    ]
    if own:
        yield msg("It brings {parts}.", parts=series(own, lang)).text(lang)
    else:
        yield msg("What it brings beside that is not on record.").text(lang)


def _added(one: TogetherAdds) -> Message:
    names = [thing.label for thing in one.new[:NAMED]]
    if len(one.new) > NAMED:
        names.append("…")
    facts = {"names": names}
    if one.name == "states":
        return nmsg("{count} state ({names})", "{count} states ({names})", one.adds, **facts)
    if one.name == "demands":
        return nmsg("{count} need ({names})", "{count} needs ({names})", one.adds, **facts)
    return nmsg("{count} sector ({names})", "{count} sectors ({names})", one.adds, **facts)


def _gaps(
    view: View, grounds: Grounds, covered: frozenset[int], others: Iterable[int], lang: str
) -> Iterator[TogetherGap]:
    everybody = sorted(others, key=view.id)
    for name, one in grounds.by_name.items():
        if not grounds.shares[name]:
            continue
        reach = {node: one.reach(node) for node in everybody}
        for thing in sorted(one.all - covered, key=view.id):
            able = [node for node in everybody if thing in reach[node]]
            yield TogetherGap.model_validate(
                {
                    "name": name,
                    "id": view.id(thing),
                    "label": view.label(thing, lang),
                    "reachable_by": [named(view, node, lang) for node in able],
                }
            )


def _gap_sentences(gaps: Sequence[TogetherGap], lang: str) -> Iterator[str]:
    for name, words in _LEFT.items():
        left = [gap for gap in gaps if gap.name == name]
        if left:
            never = sum(not gap.reachable_by for gap in left)
            said = msg(
                "{things}: {n} stay unreached; {m} of them no candidate reaches.",
                things=words, n=len(left), m=never,
            )  # fmt: skip
            yield said.text(lang)


_LEFT: Final[Mapping[str, Message]] = {
    "states": msg("States"),
    "demands": msg("Needs"),
    "sectors": msg("Sectors"),
}
"""What the three grounds are called."""
