"""What must change for one partner to pass another, against trying it all elsewhere."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.errors import BadOptionError, ForbiddenError
from kg.base.i18n import LANGUAGES
from kg.graph.view import View
from kg.model.documents import Partner, PartnersPass
from kg.partners.guideline_files import GUIDELINES
from kg.partners.passing import passing
from kg.partners.rank import partners
from tests.graphs import view_of

SMALL = GUIDELINES.parse("""\
guideline: small
version: "1"
body: org/oas
candidates: {kinds: [bank]}
rules:
  - {id: piloted, when: {pilot: true}, verdict: approach, basis: agreement/x, text: "piloted"}
  - id: far
    when: {criteria: {reached: {below: 2}}, none: [{link: [in_force]}]}
    verdict: not_now
    basis: agreement/x
    text: "{partner} is far"
    condition: "come closer"
otherwise: {verdict: conditions, basis: agreement/x, text: "none"}
criteria:
  - {name: reached, measure: states_reached, anchors: [0, 6], weight: 0.5}
  - {name: link, measure: official_link, anchors: [0, 1], weight: 0.3}
  - {name: run, measure: instruments, anchors: [0, 3], weight: 0.2}
""")
STATES, PROGRAMMES = 6, 3
Bank = tuple[int, bool, int]
BANK = st.tuples(st.integers(0, STATES), st.booleans(), st.integers(0, PROGRAMMES))
BANKS = st.fixed_dictionaries({"org/a": BANK, "org/b": BANK, "org/c": BANK})


def world(banks: dict[str, Bank]) -> View:
    lines = [f"state/s{i} MEMBER_OF org/oas member" for i in range(STATES)]
    for id_, (states, link, programmes) in banks.items():
        lines += [f"state/s{i} MEMBER_OF {id_} member" for i in range(states)]
        lines += [f"{id_} RUNS programme/{id_[-1]}{i}" for i in range(programmes)]
        if link:
            lines += [f"{actor} PARTY_TO agreement/{id_[-1]}" for actor in ("org/oas", id_)]
    return view_of("\n".join(lines), {id_: {"kind": "bank"} for id_ in banks})


def judged(banks: dict[str, Bank], **weights: int) -> dict[str, Partner]:
    given = tuple((name, Decimal(n)) for name, n in weights.items())
    found = partners(world(banks), SMALL, "en", weights=given).results
    return {one.id: one for one in found}


def passes(found: dict[str, Partner]) -> bool:
    """Say whether b stands before a, otherwise than by its id."""

    def key(one: Partner) -> tuple[int, int, int]:
        group = {"approach": 0, "conditions": 0, "unknown": 1, "not_now": 2}[one.verdict]
        return group, one.rank or 0, -one.score

    return key(found["org/b"]) < key(found["org/a"])


def changed(banks: dict[str, Bank], place: int, value: int | bool) -> dict[str, Bank]:
    bank: Any = [*banks["org/b"]]
    bank[place] = value
    return {**banks, "org/b": tuple(bank)}


def asked(banks: dict[str, Bank], lang: str = "en") -> PartnersPass:
    return passing(world(banks), SMALL, "org/a", "org/b", lang)


@settings(deadline=None, max_examples=60)
@given(BANKS)
def test_the_least_value_that_suffices_is_the_one_that_trying_finds(banks: dict[str, Bank]) -> None:
    document = asked(banks)
    assert document.passes == passes(judged(banks))
    if document.passes:
        assert (document.values, document.weights) == ([], [])
        return
    found = {one.name: one.needed for one in document.values}
    own = banks["org/b"]
    for place, name, last in ((0, "reached", STATES), (2, "run", PROGRAMMES)):
        # No state and no programme on record is unknown here: only what is on record is tried.
        enough = [n for n in range(1, last + 1) if n != own[place]
                  and passes(judged(changed(banks, place, n)))]  # fmt: skip
        best = min(enough, key=lambda n: (abs(n - own[place]), n), default=None)
        if found[name] == 0:
            assert own[place] == 0, "less is never better on a scale that rises"
        else:
            assert found[name] == best, name
    linked = passes(judged(changed(banks, 1, value=True)))
    assert found["link"] == (1 if linked and not own[1] else None)


@settings(deadline=None, max_examples=25)
@given(BANKS)
def test_the_nearest_weight_that_suffices_is_the_one_that_trying_finds(
    banks: dict[str, Bank],
) -> None:
    document = asked(banks)
    weights = {"reached": 500, "link": 300, "run": 200}
    for one in document.weights:
        tried = []
        for share in range(0, 1001, 25):
            rest = {name: own * (1000 - share) for name, own in weights.items() if name != one.name}
            total = sum(own for name, own in weights.items() if name != one.name)
            if passes(judged(banks, **{one.name: share * total}, **rest)):
                tried.append(share * 1000)
        if one.needed is None:
            assert tried == []
        else:
            # Tried in steps of 25 thousandths: none of them lies nearer.
            gap = abs(one.needed - one.now)
            assert all(abs(share - one.now) >= gap for share in tried)
            share = one.needed // 1000
            total = sum(own for name, own in weights.items() if name != one.name)
            rest = {name: own * (1000 - share) for name, own in weights.items() if name != one.name}
            assert passes(judged(banks, **{one.name: share * total}, **rest))


@settings(deadline=None, max_examples=40)
@given(BANKS)
def test_the_fewest_unknowns_are_the_ones_that_trying_finds(banks: dict[str, Bank]) -> None:
    document = asked(banks)
    if document.passes:
        return
    best = {0: STATES, 1: True, 2: PROGRAMMES}
    names = {0: "reached", 1: "link", 2: "run"}
    unknown = [place for place in best if not banks["org/b"][place]]
    assert document.unknowns.unknown == [names[place] for place in unknown]
    for size in range(1, len(unknown) + 1):
        for places in combinations(unknown, size):
            tried = banks
            for place in places:
                tried = changed(tried, place, best[place])
            if passes(judged(tried)):
                assert document.unknowns.least == [names[place] for place in places]
                assert document.unknowns.suffices
                return
    assert (document.unknowns.suffices, document.unknowns.least) == (False, [])


def test_the_rules_that_hold_somebody_back_are_named() -> None:
    document = asked({"org/a": (6, True, 3), "org/b": (1, False, 3), "org/c": (2, False, 0)})
    assert [rule.id for rule in document.verdict] == ["far"]
    assert document.missing == ["come closer"]
    assert "needs another verdict first" in document.sentences[0]
    assert all(one.needed is None for one in document.weights), "no weight moves a verdict"


def test_what_is_countable_is_said_in_its_unit() -> None:
    document = asked({"org/a": (4, False, 1), "org/b": (2, False, 1), "org/c": (2, False, 0)})
    (reached,) = [one for one in document.values if one.name == "reached"]
    assert (reached.now, reached.needed, reached.count, reached.most) == (2, 5, 5, 6)
    assert "alone would suffice at 5 states; it is 2." in reached.sentence
    assert reached.sentence in document.sentences


def test_the_starter_knowledge_says_what_mercosur_would_need(starter_view: View) -> None:
    guideline = GUIDELINES.named("approach-2022")
    document = passing(starter_view, guideline, "org/segib", "org/mercosur", "en")
    assert not document.passes
    assert document.gap == document.ahead.score - document.behind.score > 0
    assert all(one.needed is None for one in document.values)
    assert any("No value of one criterion alone" in one for one in document.sentences)
    for one in document.weights:
        if one.needed is not None:
            names = [each.name for each in document.weights]
            rest = {each.name: each.now * (MILLION - one.needed) for each in document.weights}
            own = one.needed * (MILLION - one.now)
            weights = tuple(
                (name, Decimal(own if name == one.name else rest[name]) / MILLION) for name in names
            )
            found = partners(starter_view, guideline, "en", 1000, weights=weights).results
            order = [each.id for each in found]
            assert order.index("org/mercosur") < order.index("org/segib"), one.name


MILLION = 1_000_000


@pytest.mark.parametrize("pair", [("org/a", "org/a"), ("org/a", "org/oas"), ("org/oas", "org/b")])
def test_two_candidates_are_compared(pair: tuple[str, str]) -> None:
    view = world({"org/a": (4, False, 1), "org/b": (2, False, 1)})
    with pytest.raises(BadOptionError):
        passing(view, SMALL, *pair, "en")


def test_it_is_for_the_board() -> None:
    view = view_of("state/a MEMBER_OF org/oas", audience="states")
    with pytest.raises(ForbiddenError):
        passing(view, SMALL, "org/a", "org/b", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_are_whole_in_four_languages(lang: str) -> None:
    for bank in ((2, False, 1), (1, False, 3), (6, True, 3), (0, False, 0)):
        document = asked({"org/a": (4, False, 1), "org/b": bank, "org/c": (2, False, 0)}, lang)
        assert document.sentences
        assert not any("{" in sentence for sentence in document.sentences)


def test_what_no_state_has_asked_for_yet_could_still_let_one_pass(starter_view: View) -> None:
    found = passing(starter_view, GUIDELINES.load("approach-2022"), "org/eclac", "org/segib", "en")
    demands = next(one for one in found.values if one.name == "demands_covered")
    assert (demands.now, demands.of) == (None, None)
    assert demands.needed
    assert found.unknowns.least == ["demands_covered"]
