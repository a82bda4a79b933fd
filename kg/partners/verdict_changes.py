"""Which verdicts and ranks another text of a guideline would change."""

from __future__ import annotations

from typing import NamedTuple

from kg.graph.view import View
from kg.model.documents import Partner
from kg.partners.guideline.guideline import Guideline
from kg.partners.rank import partners

_ALL = 10_000


class Effect(NamedTuple):
    """What becomes of a partner: its verdict and rank before and after; None: it is not judged."""

    id: str
    label: str
    before: str | None
    rank: int | None
    after: str | None
    new_rank: int | None

    @property
    def is_verdict(self) -> bool:
        """Whether the verdict is another, and not the rank alone."""
        return self.before != self.after


def effects(view: View, before: Guideline, after: Guideline, lang: str) -> list[Effect]:
    """Return the partners whose verdict or rank would be another: verdicts first, then by rank.

    Raises:
        ForbiddenError: the reader is not the board.
        UnknownIdError: a guideline names a body that is not in the knowledge base.
    """
    old, new = _judged(view, before, lang), _judged(view, after, lang)
    found = [_effect(id_, old.get(id_), new.get(id_)) for id_ in {*old, *new}]
    changed = [one for one in found if one.is_verdict or one.rank != one.new_rank]
    return sorted(changed, key=lambda one: (not one.is_verdict, one.new_rank or _ALL, one.id))


def _judged(view: View, guideline: Guideline, lang: str) -> dict[str, Partner]:
    return {one.id: one for one in partners(view, guideline, lang, _ALL).results}


def _effect(id_: str, old: Partner | None, new: Partner | None) -> Effect:
    label = next(one.label for one in (new, old) if one is not None)
    return Effect(id_, label, *_said(old), *_said(new))


def _said(one: Partner | None) -> tuple[str | None, int | None]:
    return (None, None) if one is None else (one.verdict, one.rank)
