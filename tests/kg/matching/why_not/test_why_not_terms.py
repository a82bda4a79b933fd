"""The same for lenses of terms, from the need's side and from that of who has done it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph.view import View
from kg.matching.engine import ranking
from kg.matching.lens.lens import AdditiveLens
from kg.matching.why_not.why_not import why_not
from kg.model.documents import WhyNot
from tests.kg.matching.reference import World
from tests.kg.matching.term_reference import AdditiveText
from tests.kg.matching.term_worlds import IDS, additive_lens, additive_lenses, term_worlds
from tests.kg.matching.why_not.written import smaller, written
from tests.kg.matching.worlds import view_of

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def listed(view: View, lens: AdditiveLens, query: str) -> dict[str, tuple[int, int]]:
    """Return rank and score of all that a query lists."""
    found = ranking(view, lens, view.index(query))
    pairs = zip(found.nodes.tolist(), found.scores.tolist(), strict=True)
    return {view.id(node): (rank, score) for rank, (node, score) in enumerate(pairs, 1)}


def asked(view: View, lens: AdditiveLens, query: str, target: str) -> WhyNot:
    return why_not(view, lens, view.index(query), view.index(target), "en", top=1)


@few
@given(term_worlds(), additive_lenses(), st.booleans())
def test_verdicts_and_changes_of_terms(world: World, text: AdditiveText, turned: bool) -> None:
    view, lens = view_of(world), additive_lens(text, "different_actor, open")
    actors = [id_ for kind in ("org", "state") for id_ in IDS[kind]]
    query, targets = ("org/x", IDS["demand"]) if turned else ("demand/a", actors)
    there = listed(view, lens, query)
    loose = listed(view, additive_lens(text), query)
    for target in targets:
        found = asked(view, lens, query, target)
        assert (found.rank, found.of) == (there.get(target, (None,))[0], len(there))
        assert (found.verdict == "unrelated") == (target not in loose)
        if target in loose:
            assert found.score == loose[target][1]
            assert found.score == sum(reason.score for reason in found.reasons)
        for change in found.nearest:
            then = listed(view_of(written(world, change.edits)), lens, query)
            assert then[target][1] == change.score
            assert change.rank in {None, then[target][0]}
            for less in smaller(change.edits):
                place = listed(view_of(written(world, less)), lens, query).get(target, (None,))[0]
                assert place is None or (found.verdict == "beyond" and place > 1)
        if found.ahead is not None:
            assert there[found.ahead.id] == (1, found.ahead.score)
            assert found.ahead.by == sum(path.ahead - path.score for path in found.ahead.paths)
