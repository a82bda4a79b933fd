"""Why a target is not in the list of a query: a verdict, its reasons, the nearest change."""

from __future__ import annotations

from typing import Any

import numpy as np

from kg.base.i18n import Message, msg, nmsg
from kg.graph.probe import Probe, Query
from kg.graph.undated import rests_on
from kg.graph.view import View
from kg.matching.counted_memberships import counted_memberships
from kg.matching.engine import Hit, ranking
from kg.matching.kernel.explain import Explainer
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.kernel.scoring import Ranked, question
from kg.matching.kernel.term_reasons import TermExplainer
from kg.matching.lens.lens import AdditiveLens, Lens
from kg.matching.match import TOP
from kg.matching.reasons import query_label, reasons
from kg.matching.why_not.ahead import stands_ahead
from kg.matching.why_not.change_sentences import nearest_change, unmendable
from kg.matching.why_not.condition_facts import facts, short_by, unknown
from kg.matching.why_not.judged_pair import Judged, Pair, judged, pair_of
from kg.matching.why_not.list_place import place_of
from kg.matching.why_not.nearest_change import nearest, raised
from kg.matching.why_not.path_gaps import gaps, path_title
from kg.model.documents import KeptOutBy, Reason, Ref, WhyNot, WhyNotVerdict
from kg.model.registry import NODES
from kg.model.vocabulary import CONDITIONS


def why_not(  # noqa: PLR0917
    view: View, lens: Lens, query: Query, target: int, lang: str, top: int = TOP
) -> WhyNot:
    """Return whether a target is in the list of a query, what keeps it out, what would bring it in.

    Raises:
        NotOfLensError: the lens says nothing about the query.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    pair = pair_of(view, lens, query, target)
    if target == query:
        return _never(pair, "itself", msg("A record is no match of itself."), lang, top)
    if not view.is_a(target, *pair.lens.end.labels):
        return _never(pair, "other_type", _other_type(pair), lang, top)
    return _judged(pair, judged(pair), ranking(view, lens, query), lang, top)


def _other_type(pair: Pair) -> Message:
    types = [NODES[label].plural for label in pair.lens.end.labels]
    return msg("The lens “{lens}” lists others here: {types}.", lens=pair.lens.name, types=types)


def _never(pair: Pair, verdict: WhyNotVerdict, why: Message, lang: str, top: int) -> WhyNot:
    return WhyNot(
        **_head(pair, lang),
        verdict=verdict,
        sentence=why.text(lang),
        rank=None,
        of=len(ranking(pair.view, pair.lens, pair.query).nodes),
        top=top,
        score=None,
        fits=None,
        kept_out_by=[],
        unknown=[],
        reasons=[],
        ahead=None,
        nearest=[],
        unmendable=[],
    )


def _judged(pair: Pair, now: Judged, ranked: Ranked, lang: str, top: int) -> WhyNot:
    rank = place_of(ranked, pair.target)
    beyond = rank is not None and rank > top
    changes = raised(pair, now, ranked, top) if beyond else []
    if rank is None:
        changes = nearest(pair, now, ranked)
    verdict = _verdict(now, beyond=beyond)
    return WhyNot(
        **_head(pair, lang),
        verdict=verdict,
        sentence=_sentence(now, verdict, (rank, len(ranked.nodes), top)).text(lang),
        rank=rank,
        of=len(ranked.nodes),
        top=top,
        score=now.score if now.related else None,
        fits=now.fits if now.related else None,
        kept_out_by=_kept_out_by(pair, now, lang),
        unknown=unknown(pair, lang),
        reasons=_reasons(pair, now, lang) if now.related else [],
        ahead=stands_ahead(pair, now, ranked, top, lang) if beyond else None,
        nearest=[nearest_change(pair, change, lang) for change in changes],
        unmendable=[] if rank else unmendable(now, found=bool(changes), lang=lang),
    )


def _head(pair: Pair, lang: str) -> dict[str, Any]:
    """Return what the document says of the question, whatever the answer."""
    view, lens = pair.view, pair.lens
    counted = counted_memberships(view, lens, pair.query, [pair.target])
    first = pair.query.names[0] if isinstance(pair.query, Probe) else pair.query
    return {
        "revision": view.snapshot.revision,
        "as_of": view.as_of.isoformat(),
        "lang": lang,
        **rests_on(view, counted, lang),
        "standing": lens.standing,
        "lens": lens.ruled_by(),
        "pair": (view.id(first), view.id(pair.target)),
        "query": _ref(view, first, query_label(view, pair.query, lang)),
        "target": _ref(view, pair.target, view.label(pair.target, lang)),
    }


def _ref(view: View, node: int, label: str) -> Ref:
    return Ref(id=view.id(node), type=view.type_of(node), label=label)


def _verdict(now: Judged, *, beyond: bool) -> WhyNotVerdict:
    if not now.related:
        return "unrelated"
    if now.failing:
        return "kept_out"
    return "beyond" if beyond else "listed"


def _sentence(now: Judged, verdict: WhyNotVerdict, place: tuple[int | None, int, int]) -> Message:
    rank, of, top = place
    if verdict == "unrelated":
        return msg("It is not in the list: no path of the lens relates the two.")
    if verdict == "kept_out":
        return nmsg(
            "It is not in the list: {count} condition keeps it out.",
            "It is not in the list: {count} conditions keep it out.",
            len(now.failing),
        )
    if verdict == "listed":
        return msg("It is in the list, at place {rank} of {of}.", rank=rank, of=of)
    return msg(
        "It is in the list, at place {rank} of {of}; shown are places 1 to {top}.",
        rank=rank,
        of=of,
        top=top,
    )


def _kept_out_by(pair: Pair, now: Judged, lang: str) -> list[KeptOutBy]:
    """Return the paths that relate nothing, where none does, then all conditions that fail."""
    missing = [] if now.related else gaps(pair, now, lang)
    return [
        *(
            KeptOutBy(
                condition=None,
                path=gap.path,
                title=path_title(gap.path).text(lang),
                detail=gap.detail.text(lang),
            )
            for gap in missing
        ),
        *(
            KeptOutBy(
                condition=rule.name,
                path=rule.path or None,
                title=CONDITIONS[rule.name].text(lang),
                detail=facts(pair, now, rule, lang).text(lang),
                short_by=short_by(pair, now, rule),
            )
            for rule in now.failing
        ),
    ]


def _reasons(pair: Pair, now: Judged, lang: str) -> list[Reason]:
    view, lens = pair.view, pair.lens
    row = int(np.searchsorted(nodes_of(view, lens.end.labels), pair.target))
    if isinstance(lens, AdditiveLens):
        parts = TermExplainer(view, lens, pair.query).parts(row)
    else:
        parts = Explainer(question(view, lens, pair.query)).parts(row)
    return reasons(view, lens, pair.query, Hit(pair.target, now.score, parts, now.fits), lang)
