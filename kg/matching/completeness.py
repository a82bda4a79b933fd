"""How complete is what an answer about experience rests on: which sources, and how far they reach.

Who is not in the answer may only be in no source: unknown is not no.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np

from kg.base.dates import ALWAYS
from kg.base.i18n import Message, msg, nmsg
from kg.graph.activities import begins, years
from kg.graph.actors import declarers, real, territories, type_of
from kg.graph.memo import kept
from kg.graph.naming import named_source
from kg.graph.probe import Query
from kg.graph.view import View
from kg.matching.lens.lens import Lens
from kg.model.documents import Completeness, SourceReach
from kg.model.relations import DECLARED

DEMONSTRATED: Final = "demonstrated"
NAMED: Final = 4
"""Sources named in the sentence, those with the most activities; the document has all."""


def completeness(view: View, lens: Lens, query: Query, lang: str) -> Completeness | None:
    """Return which sources tell of activities of who receives, None where an answer rests on none.

    Only what had begun on the date counts; of a source the last year is that of all it tells, since
    a source that has gone silent does so about everybody.
    """
    if lens.nature != DEMONSTRATED or type_of(view, query) not in DECLARED:
        return None
    places = sorted({p for actor in declarers(view, query) for p in territories(view, actor)})
    counted = _counted(view, _received(view, places))
    last = kept(view, "sources reach", lambda: _last_years(view))
    sources = [
        SourceReach(
            id=id_,
            label=named_source(view, id_, lang).label,
            activities=count,
            last_year=last.get(id_),
        )
        for id_, count in sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    ]
    where = [view.label(place, lang) for place in places]
    return Completeness(sentence=_sentence(where, sources).text(lang), sources=sources)


def _begun(view: View) -> set[int]:
    """Return the activities that had begun on the date, or of which that is not known."""
    low = view.snapshot.ranges["Activity"][0]
    return real(view, (np.flatnonzero(begins(view) <= view.day) + low).tolist())


def _received(view: View, places: Iterable[int]) -> set[int]:
    """Return the activities that states and countries receive; all where none is named."""
    begun = kept(view, "activities begun", lambda: _begun(view))
    out, named = view.adjacency(("RECEIVES",), "out"), list(places)
    if not named:
        return begun
    return begun & {activity for place in named for activity in out.of(place).tolist()}


def _counted(view: View, activities: Iterable[int]) -> Counter[str]:
    """Return how many activities each source tells of."""
    sets = Counter(view.snapshot.stated_by[np.array(list(activities), np.int64)].tolist())
    found: Counter[str] = Counter()
    for number, count in sets.items():
        found.update(dict.fromkeys(view.snapshot.sources[number], count))
    return found


def _last_years(view: View) -> Mapping[str, int]:
    """Return the last year in which an activity of a source began; without those it dates none."""
    low, high = view.snapshot.ranges["Activity"]
    days = begins(view)
    counts = (days != ALWAYS) & (days <= view.day)
    found: dict[str, int] = {}
    for number, year in zip(
        view.snapshot.stated_by[low:high][counts].tolist(),
        years(days[counts]).tolist(),
        strict=True,
    ):
        for id_ in view.snapshot.sources[number]:
            found[id_] = max(found.get(id_, year), year)
    return found


def _sentence(places: list[str], sources: list[SourceReach]) -> Message:
    if not sources:
        return _nothing(places)
    named = [_reach(source) for source in sources[:NAMED]]
    more = len(sources) - len(named)
    if places and more:
        return msg(
            "Activities received by {places} are told by {sources} and {more} more. What these do "
            "not tell is not known: who is missing here may have worked all the same.",
            places=places,
            sources=named,
            more=more,
        )
    if places:
        return msg(
            "Activities received by {places} are told by {sources}. What these do not tell is not "
            "known: who is missing here may have worked all the same.",
            places=places,
            sources=named,
        )
    return nmsg(
        "{count} source tells of activities. What it does not tell is not known: who is missing "
        "here may have worked all the same.",
        "{count} sources tell of activities. What these do not tell is not known: who is missing "
        "here may have worked all the same.",
        len(sources),
    )


def _nothing(places: list[str]) -> Message:
    if places:
        return msg("No source on record tells of activities received by {places}.", places=places)
    return msg("No source on record tells of activities.")


def _reach(source: SourceReach) -> Message:
    if source.last_year is None:
        return msg("{source} (without years)", source=source.label)
    return msg("{source} (until {year})", source=source.label, year=source.last_year)
