"""What is said of a pair on a small graph: facts, unknowns, changes, and nothing hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.base.errors import UnknownIdError
from kg.base.i18n import LANGUAGES
from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND
from kg.graph.view import View
from kg.matching.kernel.scoring import NotOfLensError
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import a_probe, match
from kg.matching.why_not.why_not import why_not
from kg.model.documents import WhyNot
from tests.graphs import view_of

LINES = """
state/hti DECLARES demand/water
state/chl DECLARES offer/wells
state/chl DECLARES offer/schools
state/hti DECLARES offer/own
state/bra DECLARES offer/example
demand/water IN_SECTOR sector/dac/14030
offer/wells IN_SECTOR sector/dac/14030
offer/schools IN_SECTOR sector/dac/11220
offer/own IN_SECTOR sector/dac/14030
offer/example IN_SECTOR sector/dac/14030
sector/dac/14030 BROADER sector/dac/140
sector/dac/11220 BROADER sector/dac/110
sector/dac/140 BROADER sector/dac/100
sector/dac/110 BROADER sector/dac/100
demand/water IN_LANGUAGE language/fr
offer/wells IN_LANGUAGE language/es
offer/wells IN_LANGUAGE language/pt
"""
NODES: dict[str, dict[str, Any]] = {
    "demand/water": {"title": {"en": "Water"}, "starts": "2026-06-01", "ends": "2027-06-30"},
    "offer/wells": {
        "title": {"en": "Wells"},
        "starts": "2026-01-01",
        "ends": "2026-07-31",
        "eligible": ["state/bra"],
        "status": "paused",
    },
    "offer/schools": {"title": {"en": "Schools"}},
    "offer/example": {"nature": "example"},
    "sector/dac/100": {"name": {"en": "Social"}, "level": "broad", "specificity": 1_000},
    "sector/dac/110": {"name": {"en": "Education"}, "level": "category"},
    "sector/dac/140": {"name": {"en": "Water and sanitation"}, "level": "category"},
    "language/fr": {"name": {"en": "French"}},
    "state/bra": {"name": {"en": "Brazil"}},
}


@pytest.fixture(scope="module")
def view() -> View:
    return view_of(LINES, _declared())


def _declared() -> dict[str, dict[str, Any]]:
    return {id_: {"nature": "declared", **facts} for id_, facts in NODES.items()}


def asked(view: View, target: str, query: str = "demand/water", lang: str = "en") -> WhyNot:
    lens = LENSES.named(OFFERS_FOR_DEMAND)
    return why_not(view, lens, view.index(query), view.index(target), lang)


def test_all_conditions_that_fail_with_their_facts(
    view: View, golden: Callable[[str, str], None]
) -> None:
    golden("wells.en.json", asked(view, "offer/wells").model_dump_json(indent=1) + "\n")


def test_all_that_one_side_would_have_to_say_is_said_together(view: View) -> None:
    found = asked(view, "offer/wells")
    conditions = [one.condition for one in found.kept_out_by]
    assert conditions == [
        "open", "valid_on_date", "period_overlap", "common_language", "eligible",
    ]  # fmt: skip
    assert found.reasons
    (change,) = found.nearest
    said = {(edit.id, edit.field, edit.value) for edit in change.edits}
    assert said == {
        ("offer/wells", "status", "open"),
        ("offer/wells", "ends", "2026-11-23"),
        ("offer/wells", "eligible", "state/hti"),
        ("offer/wells", "IN_LANGUAGE", "language/fr"),
    }
    assert change.rank == 1


def test_what_is_only_of_the_same_broad_field_says_so(view: View) -> None:
    found = asked(view, "offer/schools")
    field = next(one for one in found.kept_out_by if one.condition == "same_field")
    assert "Only the broad field in common: Social." in field.detail
    floor = next(one for one in found.kept_out_by if one.condition == "at_least")
    assert floor.path == "sector"
    assert floor.short_by is not None
    assert 0 < floor.short_by < 40_000
    assert any("No language is stated" in text for text in found.unknown)
    assert {edit.value for one in found.nearest for edit in one.edits} == {
        "sector/dac/11220", "sector/dac/14030",
    }  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("target", "condition"), [("offer/own", "different_actor"), ("offer/example", "same_nature")]
)
def test_what_no_record_can_mend(view: View, target: str, condition: str, lang: str) -> None:
    found = asked(view, target, lang=lang)
    assert condition in [one.condition for one in found.kept_out_by]
    assert found.nearest == []
    (said,) = found.unmendable
    assert next(one.title for one in found.kept_out_by if one.condition == condition) in said


def test_itself_and_what_the_lens_does_not_list(view: View) -> None:
    assert asked(view, "demand/water").verdict == "itself"
    other = asked(view, "state/chl")
    assert (other.verdict, other.kept_out_by, other.nearest) == ("other_type", [], [])
    assert "Offers" in other.sentence
    with pytest.raises(NotOfLensError):
        asked(view, "offer/wells", "state/chl")


def test_of_a_need_that_is_told_only_the_offer_can_say_more(view: View) -> None:
    lens, need = LENSES.named(OFFERS_FOR_DEMAND), a_probe(view, "state/hti", "sector/dac/110")
    found = why_not(view, lens, need, view.index("offer/wells"), "en")
    assert {edit.id for one in found.nearest for edit in one.edits} == {"offer/wells"}
    assert "sector/dac/110" in [edit.value for edit in found.nearest[0].edits]


def test_who_has_done_nothing_of_the_kind_is_not_said_to_be_unable(view: View) -> None:
    lens = LENSES.named(EXPERIENCE)
    found = why_not(view, lens, view.index("demand/water"), view.index("state/bra"), "en")
    assert found.verdict == "unrelated"
    assert found.kept_out_by[0].detail.endswith("What no source tells is not known.")


def test_asking_changes_nothing(view: View) -> None:
    lens = LENSES.named(OFFERS_FOR_DEMAND)
    before = match(view, lens, "demand/water", "en")
    for target in ("offer/wells", "offer/schools", "offer/own"):
        asked(view, target)
    assert match(view, lens, "demand/water", "en") == before


def test_what_is_hidden_is_neither_named_nor_proposed() -> None:
    nodes = {id_: {**facts, "visibility": "public"} for id_, facts in _declared().items()}
    nodes["offer/wells"]["eligible"] = ["state/bra", "org/zz"]
    for id_ in ("org/zz", "language/zz"):
        nodes[id_] = {"name": {"en": "Zz"}, "visibility": "board"}
    lines = LINES + "offer/wells IN_LANGUAGE language/zz\norg/zz DECLARES offer/wells\n"
    board, public = view_of(lines, nodes), view_of(lines, nodes, "public")
    assert "zz" in asked(board, "offer/wells").model_dump_json().lower()
    assert "zz" not in asked(public, "offer/wells").model_dump_json().lower()
    for id_ in ("org/zz", "org/zq"):
        with pytest.raises(UnknownIdError):
            asked(public, id_)
