"""Verdicts and changes in random worlds, against lists, brute force and changes written down."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph.view import View
from kg.matching.engine import ranking
from kg.matching.kernel.scoring import kept_out, question
from kg.matching.lens.lens import Lens, PathLens
from kg.matching.why_not.why_not import why_not
from kg.model.documents import RecordEdit, WhyNot
from tests.kg.matching.reference import LensText, World, score
from tests.kg.matching.why_not.written import smaller, written
from tests.kg.matching.worlds import FITS, IDS, lens_of, lenses, subject_worlds, view_of

CONDITIONS = (
    "different_actor, open, valid_on_date, {period_overlap: 3 months}, common_language, eligible,"
    " same_field, {at_least: {p0: 0.25}}"
)
few = settings(max_examples=22, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def place(world: World, lens: Lens, query: str, target: str) -> tuple[int, int] | None:
    """Return rank and score of a target in the list of a query, None where it is not in it."""
    view = view_of(world)
    found = ranking(view, lens, view.index(query))
    ids = [view.id(node) for node in found.nodes.tolist()]
    return (ids.index(target) + 1, int(found.scores[ids.index(target)])) if target in ids else None


def asked(view: View, lens: Lens, query: str, target: str, top: int = 20) -> WhyNot:
    return why_not(view, lens, view.index(query), view.index(target), "en", top)


@few
@given(subject_worlds(), lenses(), st.sampled_from([*IDS["demand"], *IDS["offer"]]))
def test_verdicts_are_those_of_the_list(world: World, text: LensText, query: str) -> None:
    view, lens = view_of(world), lens_of(text, CONDITIONS, FITS)
    assert isinstance(lens, PathLens)
    ranked = ranking(view, lens, view.index(query))
    places = {view.id(node): n for n, node in enumerate(ranked.nodes.tolist(), 1)}
    out = {view.id(one.node): one for one in kept_out(question(view, lens, view.index(query)))}
    for target in IDS["offer" if query in IDS["demand"] else "demand"]:
        found = asked(view, lens, query, target, top=1)
        pair = (query, target) if query in IDS["demand"] else (target, query)
        points = score(world, text, *pair)
        assert (found.score or 0) == points
        assert (found.rank, found.of) == (places.get(target), len(places))
        if target in places:
            assert found.verdict == ("listed" if found.rank == 1 else "beyond")
            assert ranked.fits is not None
            assert found.fits == ranked.fits[places[target] - 1]
        elif target in out:
            kept = out[target]
            assert (found.verdict, found.fits) == ("kept_out", kept.fits)
            assert tuple(one.condition for one in found.kept_out_by) == kept.conditions
        else:
            assert (found.verdict, points) == ("unrelated", 0)
            paths = [one.path for one in found.kept_out_by if one.condition is None]
            assert paths == list(text.paths)


@few
@given(subject_worlds(), lenses(), st.sampled_from([*IDS["demand"], *IDS["offer"]]))
def test_changes_on_record_bring_the_pair_in_and_no_smaller_one_does(
    world: World, text: LensText, query: str
) -> None:
    view, lens = view_of(world), lens_of(text, CONDITIONS, FITS)
    for target in IDS["offer" if query in IDS["demand"] else "demand"]:
        found = asked(view, lens, query, target)
        for change in found.nearest:
            now = place(written(world, change.edits), lens, query, target)
            assert now is not None
            assert now[1] == change.score
            assert change.rank in {None, now[0]}
            for less in smaller(change.edits):
                assert place(written(world, less), lens, query, target) is None, less
            _by_fewest_sides(found, change.edits)


def _by_fewest_sides(found: WhyNot, edits: Sequence[RecordEdit]) -> None:
    sides = {edit.id for edit in edits}
    assert sides <= set(found.pair)
    assert len(sides) == 1 or len(found.nearest) == 1


@few
@given(subject_worlds(), lenses(), st.sampled_from(IDS["demand"]), st.integers(1, 2))
def test_what_raises_a_target_does_and_no_part_of_it(
    world: World, text: LensText, query: str, top: int
) -> None:
    view, lens = view_of(world), lens_of(text, "open", FITS)
    for target in IDS["offer"]:
        found = asked(view, lens, query, target, top)
        for change in found.nearest if found.verdict == "beyond" else ():
            now = place(written(world, change.edits), lens, query, target)
            assert now == (change.rank, change.score)
            assert now[0] <= top
            for less in smaller(change.edits):
                there = place(written(world, less), lens, query, target)
                assert there is not None
                assert there[0] > top
        if found.ahead is not None:
            there = place(world, lens, query, found.ahead.id)
            assert there == (top, found.ahead.score)
            assert found.ahead.by == sum(path.ahead - path.score for path in found.ahead.paths)
