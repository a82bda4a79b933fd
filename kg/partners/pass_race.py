"""Two partners among all that are judged: whether one comes before the other, as it is or might be.

A partner comes first by the group of its verdict, then by rank (``interval_ranks``), then by score.
Who comes first by its id alone passes nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.graph.view import View
from kg.partners.candidacy import candidates
from kg.partners.guideline.guideline import RANKED, STRONGEST, Criterion, Guideline, Verdict
from kg.partners.measures import Asked
from kg.partners.partner_facts import Context, Facts
from kg.partners.partner_judging import Judged, interval, judge, judged_by
from kg.partners.possible_values import Possible, possible_values


@dataclass(frozen=True, slots=True)
class Runner:
    """What decides where a partner stands: its verdict, its score as known and as it could be."""

    verdict: Verdict
    low: int
    high: int


def runner(context: Context, judged: Judged) -> Runner:
    """Return what decides where a judged partner stands."""
    return Runner(judged.verdict, *interval(context.guideline, judged))


def comes_first(one: Runner, other: Runner, all_: Sequence[Runner]) -> bool:
    """Say whether a partner comes before another one, among all."""
    lows = [each.low for each in all_ if each.verdict in RANKED]

    def key(each: Runner) -> tuple[int, int, int]:
        ranked = each.verdict in RANKED
        rank = sum(low > each.high for low in lows) if ranked else 0
        return group(each.verdict), rank, -each.low

    return key(one) < key(other)


def group(verdict: Verdict) -> int:
    """Return in which group a verdict stands: those with a rank, then verdict by verdict."""
    return 0 if verdict in RANKED else len(STRONGEST) - STRONGEST.index(verdict)


@dataclass(frozen=True)
class Race:
    """All partners judged, and the two of them that are compared (node numbers)."""

    context: Context
    all: Mapping[int, Judged]
    ahead: int
    behind: int

    @property
    def criteria(self) -> Sequence[Criterion]:
        """The criteria by which they are judged."""
        return self.context.guideline.criteria

    @property
    def same_group(self) -> bool:
        """Whether both stand in one group, so that scores decide."""
        one, other = (group(self.all[node].verdict) for node in (self.ahead, self.behind))
        return one == other

    @cached_property
    def possible(self) -> Mapping[str, list[Possible]]:
        """The values that each criterion can take of the one behind, the least first."""
        facts = self.all[self.behind].facts
        return {
            one.name: possible_values(Asked(self.context, self.behind, facts, one))
            for one in self.criteria
        }

    @cached_property
    def runners(self) -> Mapping[int, Runner]:
        """Where all stand, by their numbers."""
        return {node: runner(self.context, judged) for node, judged in self.all.items()}

    def passes(self, changed: Judged | None = None) -> bool:
        """Say whether the one behind comes first, as it is or as it would be judged."""
        now = dict(self.runners)
        if changed is not None:
            now[self.behind] = runner(self.context, changed)
        return comes_first(now[self.behind], now[self.ahead], list(now.values()))

    def with_values(self, values: Mapping[str, float]) -> Judged:
        """Return the one behind as it would be judged with other values of some criteria."""
        known = self.all[self.behind]
        facts = _facts_with(known.facts, self.criteria, values)
        return judged_by(self.context, self.behind, facts, {**known.values, **values})


def race(view: View, guideline: Guideline, ahead: int, behind: int) -> Race:
    """Return all candidates of a guideline judged, with the two that are compared."""
    context = Context(view, guideline)
    judged = {node: judge(context, node) for node in candidates(context)}
    return Race(context, judged, ahead, behind)


def _facts_with(facts: Facts, criteria: Sequence[Criterion], values: Mapping[str, float]) -> Facts:
    """Return facts that agree with values: rules ask for the link itself, not for its value."""
    for one in criteria:
        if one.measure == "official_link" and one.name in values:
            return facts._replace(link="in_force" if values[one.name] else "ended")
    return facts
