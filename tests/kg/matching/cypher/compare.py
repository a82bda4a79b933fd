"""Both engines asked the same: whole documents, or the same refusal."""

from __future__ import annotations

from collections.abc import Iterable

from kg.base.errors import CoopgraphError
from kg.graph.probe import Query
from kg.graph.view import View
from kg.matching.engine import KERNEL, Engine
from kg.matching.kernel.scoring import NotOfLensError
from kg.matching.lens.lens import Lens
from kg.matching.match import a_probe, answer, match_all


def said(view: View, lens: Lens, query: Query, engine: Engine, top: int = 20) -> str:
    """Return the document of an answer, or the sentence of the error, as text."""
    try:
        return answer(view, lens, query, "en", top, engine).model_dump_json(indent=1)
    except NotOfLensError:
        raise
    except CoopgraphError as error:
        return error.sentence()


def same(view: View, lens: Lens, queries: Iterable[Query], engine: Engine, top: int = 20) -> int:
    """Hold both engines against each other, and return how many answers were the same."""
    count = 0
    for query in queries:
        assert said(view, lens, query, engine, top) == said(view, lens, query, KERNEL, top)
        count += 1
    return count


def same_pairs(view: View, lens: Lens, top: int, engine: Engine) -> int:
    """Do the same for all pairs, and return how many there are."""
    found = list(match_all(view, lens, top, engine=engine))
    assert found == list(match_all(view, lens, top))
    return len(found)


def probes(view: View, states: Iterable[str | None], sectors: Iterable[str | None]) -> list[Query]:
    """Return a probe for each state with each sector, but for none with none."""
    every = list(sectors)
    return [a_probe(view, one, other) for one in states for other in every if one or other]
