"""Two judged partners side by side: who leads by what, and what is not known of them, in words.

Nothing is counted anew: all of it is in the answer to ``PartnersQuestion``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.base.i18n import Message, msg
from kg.base.reader_manner import score, series
from kg.model.documents import Criterion, Partner
from kg.partners.guideline.guideline import STRONGEST

_MOSTLY: Final = 2
"""How many criteria a sentence names at most."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A criterion of two partners; ``lead`` is what the first has more of, in millionths."""

    first: Criterion
    second: Criterion

    @property
    def lead(self) -> int:
        """How much more the first gets from it; below zero where that is the second."""
        return self.first.contribution - self.second.contribution

    @property
    def is_known(self) -> bool:
        """Whether it is known of both."""
        return self.first.value is not None and self.second.value is not None


def side_by_side(first: Partner, second: Partner) -> list[SideBySide]:
    """Return the criteria of two partners that were judged by the same guideline."""
    return [SideBySide(*pair) for pair in zip(first.criteria, second.criteria, strict=True)]


def differences(first: Partner, second: Partner, lang: str) -> list[str]:
    """Return in sentences how two partners judged by the same guideline differ."""
    return [said.text(lang) for said in _said(first, second, lang)]


def _said(first: Partner, second: Partner, lang: str) -> Iterator[Message]:
    yield from _verdicts(first, second)
    yield _lead(first, second, lang)
    yield _comparable(first, second, lang)
    yield from _gaps(first, second, lang)


def _verdicts(first: Partner, second: Partner) -> Iterator[Message]:
    if first.verdict == second.verdict:
        return
    ahead, behind = sorted((first, second), key=_strength)
    yield msg(
        "The rules put {ahead} before {behind}; no score changes that.",
        ahead=ahead.label, behind=behind.label,
    )  # fmt: skip


def _strength(partner: Partner) -> int:
    return -STRONGEST.index(partner.verdict)


def _lead(first: Partner, second: Partner, lang: str) -> Message:
    if first.score == second.score:
        return msg("Of what is known, both have the same score: {score}.",
                   score=score(first.score, lang))  # fmt: skip
    ahead, behind = sorted((first, second), key=lambda one: -one.score)
    leads = sorted(side_by_side(ahead, behind), key=lambda one: -one.lead)
    mostly = [one.first.label for one in leads if one.lead > 0][:_MOSTLY]
    against = [one.first.label for one in reversed(leads) if one.lead < 0][:_MOSTLY]
    by = score(ahead.score - behind.score, lang)
    facts = {"ahead": ahead.label, "by": by, "mostly": series(mostly, lang), "behind": behind.label}
    if not against:
        return msg("Of what is known, {ahead} leads by {by}, mostly by: {mostly}.", **facts)
    return msg(
        "Of what is known, {ahead} leads by {by}, mostly by: {mostly}. {behind} has more of:"
        " {against}.",
        against=series(against, lang), **facts,
    )  # fmt: skip


def _comparable(first: Partner, second: Partner, lang: str) -> Message:
    ahead, behind = sorted((first, second), key=lambda one: -one.score)
    facts = {"ahead": ahead.label, "behind": behind.label, "high": score(behind.interval[1], lang),
             "low": score(ahead.interval[0], lang)}  # fmt: skip
    if behind.interval[1] < ahead.interval[0]:
        return msg("Whatever the unknown turns out to be, {ahead} stays ahead: {behind} could reach"
                   " {high}, {ahead} has {low} already.", **facts)  # fmt: skip
    return msg("They are not yet comparable: once all is known, {behind} could reach {high}, and"
               " {ahead} has {low} so far.", **facts)  # fmt: skip


def _gaps(first: Partner, second: Partner, lang: str) -> Iterator[Message]:
    """Yield what is known of one only, or of neither: there nothing is compared."""
    pairs = side_by_side(first, second)
    for known, other, which in ((first, second, 0), (second, first, 1)):
        labels = [
            one.first.label
            for one in pairs
            if not one.is_known and (one.first, one.second)[which].value is not None
        ]
        if labels:
            yield msg(
                "Known of {known}, not of {other}, which gets nothing for it yet: {criteria}.",
                known=known.label, other=other.label, criteria=series(labels, lang),
            )  # fmt: skip
    labels = [one.first.label for one in pairs if one.first.value is one.second.value is None]
    if labels:
        yield msg("Known of neither: {criteria}.", criteria=series(labels, lang))
