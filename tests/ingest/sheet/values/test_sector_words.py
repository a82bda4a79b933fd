"""What texts speak of, among the sectors that a base knows."""

from __future__ import annotations

from ingest.index import Index
from ingest.known import Known
from ingest.sheet.values.sector_words import sectors_of


def known(*codes: str) -> Known:
    return Known(sectors=Index(ids=frozenset(f"sector/dac/{code}" for code in codes)))


ALL = known("140", "14050", "151", "15111", "332")


def test_the_surest_of_each_subject_comes_first() -> None:
    said = sectors_of(["Turismo y residuos", "Gestión de residuos sólidos"], ALL)
    assert [one.sector for one in said.proposals] == ["sector/dac/14050", "sector/dac/332"]


def test_texts_that_surely_disagree_decide_nothing() -> None:
    assert sectors_of(["Presupuesto municipal", "Turismo"], ALL).sure is None
    assert sectors_of(["Presupuesto municipal", "Finanzas públicas"], ALL).sure is not None


def test_a_text_that_is_not_sure_does_not_stand_in_the_way() -> None:
    sure = sectors_of(["Plan de trabajo", "Presupuesto municipal"], ALL).sure
    assert sure is not None
    assert sure.sector == "sector/dac/15111"


def test_what_a_base_lacks_is_its_category_or_nothing() -> None:
    (one,) = sectors_of(["Presupuesto municipal"], known("151")).proposals
    assert one.sector == "sector/dac/151"
    assert sectors_of(["Presupuesto municipal"], known("332")).proposals == ()


def test_a_name_is_allowed_unless_words_speak_for_another_subject() -> None:
    said = sectors_of(["Gestión de residuos sólidos"], ALL)
    assert said.allows("sector/dac/140")
    assert not said.allows("sector/dac/332")
    assert sectors_of(["Zzz"], ALL).allows("sector/dac/332")
