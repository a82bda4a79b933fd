"""Who stands last among those that are shown, and what it has more of than a pair beyond."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from kg.base.i18n import Message, msg
from kg.base.reader_manner import score
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.kernel.scoring import Ranked
from kg.matching.kernel.term_reasons import TermExplainer
from kg.matching.lens.lens import AdditiveLens
from kg.matching.why_not.judged_pair import Judged, Pair, judged
from kg.matching.why_not.list_place import Listed, at
from kg.matching.why_not.path_gaps import path_title
from kg.model.documents import PathApart, StandsAhead


def stands_ahead(pair: Pair, now: Judged, ranked: Ranked, top: int, lang: str) -> StandsAhead:
    """Return who stands at the last place shown, and path by path what it and the pair have."""
    first = at(ranked, top)
    ours, theirs = given(pair), given(replace(pair, target=first.node))
    by = first.score - now.score
    apart = [
        PathApart(
            path=name,
            title=path_title(name).text(lang),
            score=ours.get(name, 0),
            ahead=theirs.get(name, 0),
        )
        for name in dict.fromkeys([*ours, *theirs])
        if ours.get(name, 0) != theirs.get(name, 0)
    ]
    return StandsAhead(
        rank=first.place,
        id=pair.view.id(first.node),
        label=pair.view.label(first.node, lang),
        score=first.score,
        by=by,
        sentence=_sentence(first, now, apart, lang).text(lang),
        paths=apart,
    )


def given(pair: Pair) -> Mapping[str, int]:
    """Return what each path or term gives a pair, in the order of the lens."""
    lens = pair.lens
    if not isinstance(lens, AdditiveLens):
        return {share.path.name: share.score for share in judged(pair).shares}
    row = int(np.searchsorted(nodes_of(pair.view, lens.end.labels), pair.target))
    parts = TermExplainer(pair.view, lens, pair.query).parts(row)
    scores = {part.path: part.score for part in parts}
    return {term.name: scores.get(term.name, 0) for term in lens.terms}


def _sentence(first: Listed, now: Judged, paths: list[PathApart], lang: str) -> Message:
    if first.fits and not now.fits:
        return msg(
            "The one at place {rank} is about the same subject; what shares the broad field alone"
            " comes after all of these.",
            rank=first.place,
        )
    by = first.score - now.score
    if not by:
        return msg(
            "The one at place {rank} has the same score; among such the order is by id.",
            rank=first.place,
        )
    return msg(
        "The one at place {rank} has {by} more (1 is the most); it has more by: {paths}.",
        rank=first.place,
        paths=[one.title for one in paths if one.ahead > one.score],
        by=score(by, lang),
    )
