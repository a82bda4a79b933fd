"""Where the half-walks of a path end that relates a pair by nothing, and what terms do not find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from kg.base.i18n import Message, msg
from kg.graph.actors import type_of
from kg.graph.probe import Query
from kg.graph.taxonomy import narrowest
from kg.graph.view import View
from kg.matching.kernel.term_measures import need_of
from kg.matching.kernel.terms import record_of
from kg.matching.lens.lens import AdditiveLens
from kg.matching.reason_sentences import named_first
from kg.matching.reasons import query_label
from kg.matching.why_not.judged_pair import Judged, Pair, Share
from kg.matching.why_not.term_pair import need_and_actor, worked_in
from kg.model.registry import NODES

PATHS: Final[Mapping[str, Message]] = {
    "sector": msg("sectors"),
    "goals": msg("goals"),
    "shared_body": msg("bodies that both are members of"),
    "shared_history": msg("activities of both"),
    "language": msg("languages"),
    "modality": msg("ways to cooperate"),
}
"""What the paths of shipped lenses are about; others are called by their names."""
_SHOWN: Final = 40
"""So many ends of a half-walk are looked at, those that weigh most."""


class Gap(NamedTuple):
    """A path, or a lens of terms, that relates a pair by nothing: its name, and a sentence."""

    path: str
    detail: Message


def gaps(pair: Pair, now: Judged, lang: str) -> list[Gap]:
    """Return which paths of the lens do not relate a pair, and where each of them ends."""
    if isinstance(pair.lens, AdditiveLens):
        return [] if now.related else [_not_worked(pair, pair.lens, lang)]
    return [Gap(s.path.name, _apart(pair, s, lang)) for s in now.shares if not s.score]


def path_title(name: str) -> Message:
    """Return what a path is about."""
    return PATHS.get(name) or msg("{names}", names=name)


def names(view: View, nodes: Iterable[int], lang: str) -> Message:
    """Return the names of some nodes, the narrowest alone where they are concepts."""
    some = list(nodes)[:_SHOWN]
    if not some:
        return msg("nothing on record")
    labels = [view.label(node, lang) for node in narrowest(view, some)]
    return named_first(list(dict.fromkeys(labels)))


def sides_of(pair: Pair, lang: str) -> dict[str, Message]:
    """Return what sentences call the two sides: by their types where these tell them apart."""
    mine, theirs = (side_of(pair, side, lang) for side in pair.sides())
    return {"query": mine, "target": theirs}


def side_of(pair: Pair, side: Query, lang: str) -> Message:
    """Return what sentences call one side."""
    types = [type_of(pair.view, one) for one in pair.sides()]
    if types[0] != types[1]:
        return NODES[type_of(pair.view, side)].title_of_type
    return msg("“{name}”", name=query_label(pair.view, side, lang))


def _apart(pair: Pair, share: Share, lang: str) -> Message:
    facts = {
        **sides_of(pair, lang),
        "mine": names(pair.view, share.mine, lang),
        "theirs": names(pair.view, share.theirs, lang),
    }
    return msg("{query}: {mine}. {target}: {theirs}. Nothing in common.", **facts)


def _not_worked(pair: Pair, lens: AdditiveLens, lang: str) -> Gap:
    needy, actor = need_and_actor(lens, pair.query, pair.target)
    worked = worked_in(record_of(pair.view, lens).of(actor))
    detail = msg(
        "Asked for: {asked}. On record of {actor}: {worked}. What no source tells is not known.",
        asked=names(pair.view, need_of(pair.view, needy).subjects, lang),
        actor=pair.view.label(actor, lang),
        worked=names(pair.view, worked, lang),
    )
    return Gap(lens.name, detail)
