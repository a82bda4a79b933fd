"""What is about the same subject comes first: sectors, the crosswalk, words; and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.definitions.shipped_names import OFFERS_FOR_DEMAND
from kg.graph.view import View
from kg.matching.lens.lens import PathLens
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match, match_all, probe
from kg.model.documents import MatchResult
from tests.graphs import view_of

LINES = """
sector/dac/15117 BROADER sector/dac/151
sector/dac/15185 BROADER sector/dac/151
sector/dac/15160 BROADER sector/dac/151
sector/dac/151 BROADER sector/dac/150
sector/dac/14030 BROADER sector/dac/140
sector/dac/14020 BROADER sector/dac/140
sector/dac/11240 BROADER sector/dac/112
sector/dac/112 BROADER sector/dac/110
sector/segib/agua MATCHES sector/dac/140
sector/segib/educacion MATCHES sector/dac/110
state/hnd DECLARES demand/budget
state/hnd DECLARES demand/water
state/hnd DECLARES demand/school
demand/budget IN_SECTOR sector/dac/15117
demand/water IN_SECTOR sector/dac/14030
demand/school IN_SECTOR sector/segib/educacion
state/arg DECLARES offer/missing-persons
state/bra DECLARES offer/orcamento
state/per DECLARES offer/presupuesto
state/chl DECLARES offer/agua
state/bra DECLARES offer/esgoto
state/chl DECLARES offer/infancia
offer/missing-persons IN_SECTOR sector/dac/15160
offer/orcamento IN_SECTOR sector/dac/15185
offer/presupuesto IN_SECTOR sector/dac/15117
offer/agua IN_SECTOR sector/segib/agua
offer/esgoto IN_SECTOR sector/dac/14020
offer/infancia IN_SECTOR sector/dac/11240
demand/budget IN_LANGUAGE language/es
demand/budget IN_LANGUAGE language/pt
offer/missing-persons IN_LANGUAGE language/es
offer/missing-persons IN_LANGUAGE language/pt
offer/presupuesto IN_LANGUAGE language/es
offer/orcamento IN_LANGUAGE language/pt
state/hnd MEMBER_OF org/segib member
state/arg MEMBER_OF org/segib member
demand/budget TOWARDS goal/sdg/16.6
offer/missing-persons TOWARDS goal/sdg/16.6
"""
DECLARED: dict[str, Any] = {"nature": "declared"}
SECTORS: dict[str, dict[str, Any]] = {
    "sector/dac/15117": {
        "name": {"en": "Budget planning", "es": "Presupuesto", "pt": "Planejamento orçamentário"}
    },
    "sector/dac/15185": {"name": {"en": "Local government administration"}},
    "sector/dac/15160": {"name": {"en": "Human rights", "es": "Derechos humanos"}},
    "sector/dac/151": {"level": "category", "name": {"en": "Government - general"}},
    "sector/dac/150": {"level": "group", "name": {"en": "Government"}},
    "sector/dac/140": {"level": "category", "name": {"en": "Water and sanitation"}},
    "sector/dac/112": {"level": "category", "name": {"en": "Basic education"}},
    "sector/dac/110": {"level": "group", "name": {"en": "Education"}},
    "sector/segib/agua": {"level": "category", "name": {"es": "Agua"}},
    "sector/segib/educacion": {"level": "category", "name": {"es": "Educación"}},
    "sector/dac/11240": {"name": {"es": "Primera infancia", "fr": "Petite enfance"}},
}  # fmt: skip
RECORDS: dict[str, dict[str, Any]] = {
    "demand/budget": {**DECLARED, "title": {"es": "Presupuestos municipales con metas"}},
    "demand/water": DECLARED,
    "demand/school": {**DECLARED, "title": {"fr": "Écoles de la petite enfance au bord du fleuve"}},
    "offer/missing-persons": {**DECLARED, "title": {"es": "Identificar a personas desaparecidas"}},
    "offer/orcamento": {**DECLARED, "title": {"pt": "O orçamento escrito com os moradores"}},
    "offer/presupuesto": {**DECLARED, "title": {"en": "Paying for results"}},
    "offer/agua": DECLARED,
    "offer/esgoto": DECLARED,
    "offer/infancia": {**DECLARED, "title": {"es": "Un sistema para la primera infancia"}},
}


@pytest.fixture(scope="module")
def view() -> View:
    return view_of(LINES, {**SECTORS, **RECORDS})


def lens() -> PathLens:
    found = LENSES.load(OFFERS_FOR_DEMAND)
    assert isinstance(found, PathLens)
    return found


def results(view: View, id_: str) -> list[MatchResult]:
    return match(view, lens(), id_, "en").results


def test_budgets_are_not_offered_forensic_work_as_the_second_best(view: View) -> None:
    found = results(view, "demand/budget")
    assert [(one.id, one.fits, one.band) for one in found] == [
        ("offer/presupuesto", True, "subject"),
        ("offer/orcamento", True, "subject"),
        ("offer/missing-persons", False, "field"),
    ]
    assert found[2].score > found[1].score
    assert [one.subject for one in found] == [
        "The same subject: Budget planning.",
        "The same subject, by the words of both: Budget planning.",
        "The same broad field, not the same subject: Government - general.",
    ]
    assert [one.rank for one in found] == [1, 2, 3]


def test_scores_and_pairs_are_those_without_a_line(view: View) -> None:
    plain = replace(lens(), fits=None)
    for id_ in ("demand/budget", "demand/water", "demand/school", "offer/orcamento"):
        drawn = {one.id: one.score for one in results(view, id_)}
        without = match(view, plain, id_, "en").results
        assert drawn == {one.id: one.score for one in without}
        assert {(one.fits, one.band, one.subject) for one in without} <= {(None, None, None)}


def test_three_digits_fit_and_so_does_what_the_crosswalk_joins(view: View) -> None:
    found = {one.id: (one.fits, one.band) for one in results(view, "demand/water")}
    assert found == {"offer/agua": (True, "sector"), "offer/esgoto": (True, "sector")}


def test_a_group_fits_by_words_alone_and_they_may_be_in_two_languages(view: View) -> None:
    (found,) = results(view, "demand/school")
    assert (found.id, found.fits, found.band) == ("offer/infancia", True, "subject")
    silent = {**SECTORS, **RECORDS, "offer/infancia": DECLARED}
    (found,) = match(view_of(LINES, silent), lens(), "demand/school", "en").results
    assert (found.fits, found.band) == (False, "field")


def test_bodies_languages_and_goals_never_lift_over_the_line(view: View) -> None:
    bodies = "".join(
        f"state/{state} MEMBER_OF org/b{n} member\n" for n in range(30) for state in ("hnd", "arg")
    )
    found = match(view_of(LINES + bodies, {**SECTORS, **RECORDS}), lens(), "demand/budget", "en")
    assert [one.fits for one in found.results] == [True, True, False]
    last = found.results[-1]
    assert last.id == "offer/missing-persons"
    assert {"shared_body", "language", "goals"} <= {reason.path for reason in last.reasons}


def test_a_need_that_is_told_fits_by_its_sector(view: View) -> None:
    found = probe(view, lens(), "state/hnd", "sector/dac/15117", "en").results
    assert [(one.id, one.fits) for one in found] == [
        ("offer/presupuesto", True), ("offer/missing-persons", False), ("offer/orcamento", False),
    ]  # fmt: skip
    broad = probe(view, lens(), "state/hnd", "sector/dac/150", "en").results
    assert {one.fits for one in broad} == {False}


def test_the_way_back_draws_the_same_line(view: View) -> None:
    for offer in ("offer/missing-persons", "offer/orcamento", "offer/presupuesto", "offer/esgoto"):
        for one in results(view, offer):
            there = {back.id: (back.fits, back.subject) for back in results(view, one.id)}
            assert there[offer] == (one.fits, one.subject)


@pytest.mark.parametrize("top", [1, 2, 3])
def test_all_pairs_give_the_same_rows_in_the_same_order(view: View, top: int) -> None:
    rows = [(row.query, row.target, row.score, row.fits) for row in match_all(view, lens(), top)]
    assert rows == [
        (id_, one.id, one.score, one.fits)
        for id_ in ("demand/budget", "demand/school", "demand/water")
        for one in results(view, id_)[:top]
    ]


def test_a_summary_names_a_sector_by_two_words_of_its_name() -> None:
    def fits(summary: str) -> list[bool | None]:
        told = {**DECLARED, "summary": {"en": summary}}
        facts = {**SECTORS, **RECORDS, "offer/orcamento": told}
        found = match(view_of(LINES, facts), lens(), "demand/budget", "en").results
        return [one.fits for one in found if one.id == "offer/orcamento"]

    assert fits("Each partner closes its budget in a different month.") == [False]
    assert fits("We help with planning a budget.") == [True]
