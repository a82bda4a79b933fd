"""Living lists kept in memory: asked for a view, brought up to it from the view asked before."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final, NamedTuple

from kg.base.audience import Audience
from kg.graph.view import View
from kg.matching.engine import ranking
from kg.matching.lens.lens import Lens, PathLens
from kg.matching.living.lens_rules import can_be_followed
from kg.matching.living.living_lists import Listed, LivingLists
from kg.matching.living.touched_records import touched_by_days, touched_by_revisions
from kg.model.records import Point
from kg.store.protocol import Store

MOST: Final = 6
"""How many lenses, each for one audience, are kept: two of them for three audiences."""
_MANY: Final = 1_000
"""Up to so many changed records are followed one by one; of more all is made anew."""


class _Key(NamedTuple):
    """Whose lists they are: nobody is ever answered from another audience's."""

    store: str
    audience: Audience
    examples: bool
    lens: Lens
    top: int


@dataclass
class _Kept:
    lists: LivingLists
    point: Point
    day: int


_KEPT: Final[OrderedDict[_Key, _Kept]] = OrderedDict()
_LOCK: Final = Lock()


def best_of(view: View, store: Store, lens: Lens, id_: str, top: int) -> list[Listed]:
    """Return the best targets of a record, the same as ``match``, without reasons.

    ``store`` is the one that the view was made from.

    Raises:
        UnknownIdError: no such node, or not for this audience.
        NotOfLensError: the lens relates other types.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    node = view.index(id_)
    type_ = view.type_of(node)
    if not isinstance(lens, PathLens) or not _is_kept(lens, type_):
        return _ranked(view, lens, node, top)
    key = _Key(store.identity, view.audience, view.snapshot.examples, lens, top)
    with _LOCK:
        kept = _brought_up(_KEPT.pop(key, None), view, store) or _anew(view, lens, top)
        _KEPT[key] = kept
        while len(_KEPT) > MOST:
            _KEPT.popitem(last=False)
        return kept.lists.best(view.id(node), is_end=type_ not in lens.start.labels)


def _is_kept(lens: PathLens, type_: str) -> bool:
    return can_be_followed(lens) and type_ in (*lens.start.labels, *lens.end.labels)


def _ranked(view: View, lens: Lens, node: int, top: int) -> list[Listed]:
    found = ranking(view, lens, node)
    fits = [None] * len(found.nodes) if found.fits is None else found.fits.tolist()
    pairs = zip(found.nodes.tolist(), found.scores.tolist(), fits, strict=True)
    return [Listed(view.id(node), score, fit) for node, score, fit in pairs][:top]


def _brought_up(kept: _Kept | None, view: View, store: Store) -> _Kept | None:
    """Return lists as of a view; None where they are to be made anew."""
    if kept is None:
        return None
    now = Point(view.snapshot.revision, view.snapshot.token)
    if (kept.point.token, kept.day) == (now.token, view.day):
        return kept
    touched = touched_by_revisions(store, kept.point, view)
    crossing = frozenset() if kept.day == view.day else touched_by_days(view, kept.day)
    if touched is None or crossing is None or len(touched | crossing) > _MANY:
        return None
    return _Kept(kept.lists, now, view.day) if kept.lists.follow(view, touched | crossing) else None


def _anew(view: View, lens: PathLens, top: int) -> _Kept:
    point = Point(view.snapshot.revision, view.snapshot.token)
    return _Kept(LivingLists(view, lens, top), point, view.day)
