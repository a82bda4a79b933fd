"""Partners judged and ranked: rules give the verdict, anchored criteria the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.base.defaults import PARTNERS
from kg.graph.naming import heading
from kg.graph.undated import memberships, rests_on
from kg.graph.view import View
from kg.model.documents import Partner, Partners
from kg.partners.candidacy import chosen
from kg.partners.guideline.guideline import RANKED, STRONGEST, Guideline
from kg.partners.interval_ranks import Place, places
from kg.partners.partner_facts import Context
from kg.partners.partner_judging import Judged, interval, judge
from kg.partners.partner_parts import left_out, partner
from kg.partners.reweighting import Weights, reweighted
from kg.partners.weightings import ALONE, Weighing

if TYPE_CHECKING:
    from kg.partners.robustness import Robust


def partners(
    view: View,
    guideline: Guideline,
    lang: str,
    top: int = PARTNERS,
    *,
    weights: Weights = (),
    first: int | None = None,
    weighing: Weighing = ALONE,
) -> Partners:
    """Return the candidates of a guideline, ranked, and who is none of them.

    Rules give the verdict, the strongest prevails. A criterion contributes its weight times
    ``clamp((value - low) / (high - low))``; the sum of contributions is the score, and what is
    unknown could still be added. A rank is one more than the number of partners that surely come
    before; within a rank by score, then id. Scales are anchored in the guideline, so a further
    partner changes no score, and never the order of two that can be compared. After those to be
    approached, on conditions or without, come those of whom not enough is known, then those not to
    be approached at this stage.

    ``weights`` replace those of the guideline, as a trial. With ``first`` the answer says how far
    it depends on the weights who the first so many are; ``weighing`` says who counts that.

    Raises:
        ForbiddenError: the reader is not the board.
        BadOptionError: the weights, as ``reweighted`` says.
        UnknownIdError: the guideline names a body that is not in the knowledge base.
    """
    view.require_board()
    own, guideline = guideline, reweighted(guideline, weights)
    context = Context(view, guideline)
    candidates = chosen(context)
    judged = [judge(context, node) for node in candidates.judged]
    order = _ordered(context, judged)
    held = None if first is None else _robust(context, judged, first, lang, weighing)
    counts = Counter(one.verdict for one in judged)
    counted = memberships(view, [context.body, *(one.judged.node for one in order[:top])])
    return Partners(
        **heading(view, lang),
        **rests_on(view, counted, lang),
        standing=guideline.standing,
        guideline=guideline.ruled_by(),
        counts={verdict: counts[verdict] for verdict in reversed(STRONGEST)},
        results=[_result(context, one, held, lang) for one in order[:top]],
        left_out=[left_out(context, *one, lang) for one in candidates.left_out],
        weights={one.name: one.millionths for one in guideline.criteria},
        reweighted=guideline is not own,
        robustness=None if held is None else held.all,
    )


class _Placed(NamedTuple):
    judged: Judged
    place: Place | None


_NO_RANK: Final = Place(0, 0)


def _ordered(context: Context, judged: Sequence[Judged]) -> list[_Placed]:
    """Return partners group by group: those with a rank, then verdict by verdict."""
    ranked = [one for one in judged if one.verdict in RANKED]
    found = places([interval(context.guideline, one) for one in ranked])
    place = dict(zip((one.node for one in ranked), found, strict=True))

    def key(placed: _Placed) -> tuple[int, int, int, str]:
        one = placed.judged
        rank = (placed.place or _NO_RANK).rank
        return _group(one), rank, -one.score, context.view.id(one.node)

    return sorted((_Placed(one, place.get(one.node)) for one in judged), key=key)


def _group(judged: Judged) -> int:
    return 0 if judged.verdict in RANKED else len(STRONGEST) - STRONGEST.index(judged.verdict)


def _robust(
    context: Context, judged: Sequence[Judged], first: int, lang: str, weighing: Weighing
) -> Robust:
    from kg.partners.robustness import robust

    ranked = [one for one in judged if one.verdict in RANKED]
    return robust(context, judged, ranked, first, lang, weighing)


def _result(context: Context, placed: _Placed, held: Robust | None, lang: str) -> Partner:
    found = partner(context, placed.judged, placed.place, lang)
    own = held.of.get(placed.judged.node) if held else None
    return found if own is None else found.model_copy(update=asdict(own))
