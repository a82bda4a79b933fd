"""A portfolio as a document: what is said is so, the same each time, and for nobody else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kg.base.errors import ForbiddenError
from kg.base.i18n import LANGUAGES
from kg.definitions.shipped_names import OFFERS_FOR_DEMAND
from kg.graph.view import View
from kg.knowledge import Inquiry, KnowledgeBase
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match
from kg.matching.portfolio.portfolio_sentences import nothing
from kg.matching.portfolio.proposed_portfolio import proposed_portfolio
from kg.model.documents import Portfolio
from kg.questions import PortfolioQuestion
from tests.conftest import TODAY
from tests.graphs import view_of
from tests.kg.matching.portfolio.test_portfolio_sides import DECLARED, LENS

TIGHT = PortfolioQuestion(examples=True, provider_places=2, floor=3)


@pytest.fixture(scope="module")
def inquiry(starter_url: str) -> Iterator[Inquiry]:
    knowledge = KnowledgeBase(starter_url, cache=None)
    yield knowledge.inquiry(TODAY, "board", "en")
    knowledge.close()


def test_places_and_counts_agree(inquiry: Inquiry) -> None:
    found = inquiry.answer(TIGHT)
    assert found.chosen
    assert sum(one.met for one in found.states) == len(found.chosen)
    assert sum(one.taken for one in found.offers) == len(found.chosen)
    assert all(one.taken <= one.places for one in found.offers)
    assert all(one.taken <= 2 for one in found.providers)
    assert found.score == sum(one.score for one in found.chosen)
    asked = sum(one.asked for one in found.states)
    assert asked == len(found.chosen) + len(found.left_out)
    assert found.floors_met == sum(one.met >= one.floor for one in found.states)
    assert all((one.sentence is None) == (one.met >= one.floor) for one in found.states)
    told = [(one.floor, one.short, one.why) for one in found.unmet]
    assert told == [
        (one.id, [place.id for place in one.short], one.sentence)
        for one in found.states
        if one.sentence
    ]
    assert found.proposal.startswith("This is a proposal, never an allocation")


def test_each_pair_is_a_match_with_its_score_and_place(inquiry: Inquiry) -> None:
    lens = LENSES.named(OFFERS_FOR_DEMAND)
    for one in inquiry.answer(TIGHT).chosen[:8]:
        results = match(inquiry.view, lens, one.demand, "en", 50).results
        result = results[one.choice - 1]
        assert (result.id, result.score) == (one.offer, one.score)
        assert (one.better is None) == (one.choice == 1)
        assert one.better is None or one.better.offer.id == results[0].id


def test_order_is_by_name_never_by_how_much(inquiry: Inquiry) -> None:
    found = inquiry.answer(TIGHT)
    for parts in (found.states, found.offers, found.providers):
        labels = [one.label.casefold() for one in parts]
        assert labels == sorted(labels) or len(labels) > len(set(labels))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_are_of_the_reader(inquiry: Inquiry, lang: str) -> None:
    found = replace(inquiry, lang=lang).answer(TIGHT)
    said = [found.proposal, *found.sentences, *(one.why for one in found.chosen)]
    said += [one.sentence for one in found.left_out]
    assert all(text and "{" not in text for text in said)
    assert ("proposal" in found.proposal) == (lang == "en")


def test_floors_are_what_they_cost(inquiry: Inquiry) -> None:
    without = inquiry.answer(replace(TIGHT, floor=0))
    assert inquiry.answer(TIGHT).score <= without.score
    assert "No floors were asked for: a state may get nothing." in without.sentences


def test_what_is_under_way_is_said(inquiry: Inquiry) -> None:
    first = inquiry.answer(TIGHT).chosen[0]
    pair = (first.demand, first.offer)
    found = inquiry.answer(replace(TIGHT, under_way=(pair,)))
    assert [(one.demand.id, one.offer.id) for one in found.under_way] == [pair]
    assert first.demand not in {one.demand for one in found.chosen}
    assert first.demand not in {one.demand.id for one in found.left_out}
    by_id = {one.id: one for one in found.states}
    assert by_id[first.by[0].id].under_way == 1
    assert next(one for one in found.offers if one.id == first.offer).under_way == 1


@pytest.mark.parametrize("audience", ["public", "states"])
def test_it_is_for_the_board_alone(inquiry: Inquiry, audience: Any) -> None:
    with pytest.raises(ForbiddenError) as said:
        replace(inquiry, audience=audience).answer(TIGHT)
    assert "portfolio" in said.value.sentence()


LINES = """
state/hti DECLARES demand/a
state/blz DECLARES demand/b
state/chl DECLARES offer/c
demand/a IN_SECTOR sector/dac/140
demand/b IN_SECTOR sector/dac/140
offer/c IN_SECTOR sector/dac/140
"""
NODES = {"demand/a": DECLARED, "demand/b": DECLARED, "offer/c": DECLARED}


def portfolio(view: View, **said: Any) -> Portfolio:
    return proposed_portfolio(view, LENS, PortfolioQuestion(**said), "en")


def test_a_single_place_is_drawn_for_and_the_other_is_told_why() -> None:
    found = portfolio(view_of(LINES, NODES))
    (pair,), (left,) = found.chosen, found.left_out
    assert pair.why == "Nothing on record fits it better."
    assert left.better is not None
    assert (left.better.floors_lost, left.better.gain) == (0, pair.score)
    assert left.better.others_lose == left.better.gain
    assert left.sentence == (
        "All that fits it is taken, “offer/c” first of all. With it, it would gain 100 points, and"
        " the others would lose as many: equally good for the whole."
    )
    unmet = next(one for one in found.states if one.sentence)
    assert unmet.alone
    assert [one.id for one in unmet.short] == ["offer/c"]
    assert unmet.id == left.by[0].id


def test_where_the_only_place_is_under_way_no_figure_is_told() -> None:
    found = portfolio(view_of(LINES, NODES), under_way=(("demand/a", "offer/c"),))
    (left,) = found.left_out
    assert left.better is not None
    assert (left.better.others_lose, left.better.floors_lost) == (None, 0)
    assert left.sentence == (
        "All that fits it is taken, “offer/c” first of all. Nothing that is proposed takes its"
        " place: no other choice would make room."
    )


@pytest.mark.parametrize("none", ["offer_places", "provider_places"])
def test_where_there_is_no_place_that_is_said(none: str) -> None:
    found = portfolio(view_of(LINES, NODES), **{none: 0})
    assert found.chosen == []
    assert nothing(found.left_out).text("en") == "Something fits, and has no place left."
    told = json.dumps(found.model_dump())
    assert all(int(number) < 10**9 for number in re.findall(r"-?\d+", told))


def test_of_a_state_with_something_it_is_its_other_demands_that_nothing_fits() -> None:
    more = LINES + "state/hti DECLARES demand/d\n"
    found = portfolio(view_of(more, {**NODES, "demand/d": DECLARED}), offer_places=2, floor=2)
    (unmet,) = [one for one in found.states if one.sentence]
    assert (unmet.id, unmet.met, unmet.floor) == ("state/hti", 1, 2)
    assert unmet.sentence == "Nothing on record fits its other demands."


def test_lines_and_records_in_another_order_give_the_same() -> None:
    lines = LINES.strip().splitlines()
    one = portfolio(view_of(LINES, NODES)).model_dump()
    other = portfolio(view_of("\n".join(reversed(lines)), dict(reversed(NODES.items()))))
    assert one == other.model_dump()


def test_what_somebody_may_not_see_changes_nothing() -> None:
    more = LINES + "state/bra DECLARES offer/b\noffer/b IN_SECTOR sector/dac/140\n"
    secret = {**NODES, "offer/b": {"nature": "example"}}
    assert portfolio(view_of(more, secret)) == portfolio(view_of(LINES, NODES))
    told = json.dumps(portfolio(view_of(more, secret)).model_dump())
    assert "offer/b" not in told


def test_where_nothing_fits_that_is_said() -> None:
    found = portfolio(view_of(LINES.replace("offer/c IN_SECTOR sector/dac/140", ""), NODES))
    assert found.chosen == []
    assert {one.sentence for one in found.left_out} == {"Nothing on record fits it."}
    assert {one.sentence for one in found.states} == {"Nothing on record fits what it asks for."}
    assert found.floors_met == 0


def test_of_nothing_a_portfolio_is_empty() -> None:
    found = portfolio(view_of("state/hti MEMBER_OF org/oas member"))
    assert (found.chosen, found.left_out, found.states, found.score) == ([], [], [], 0)


def test_a_demand_of_several_counts_for_one_and_that_is_said() -> None:
    found = portfolio(view_of(LINES + "state/jam DECLARES demand/a\n", NODES), offer_places=2)
    assert sum(one.met for one in found.states) == 2
    assert [one.label for one in found.chosen[-1].by] == ["state/hti", "state/jam"]
    assert any("counts for one of them" in text for text in found.sentences)
    unmet = next(one for one in found.states if one.sentence)
    assert unmet.floor == 1
