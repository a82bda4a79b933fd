"""Time in pictures: as exact as sources are, what nobody says is not known, nothing judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from kg.base.audience import Audience
from kg.base.i18n import LANGUAGES
from kg.knowledge import KnowledgeBase
from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.store.opening import open_store
from tests.conftest import TODAY
from tests.kg.exchange.declared import SOURCE as SAYS
from tests.kg.exchange.declared import source
from viz.pictures.drawing import drawn
from viz.pictures.picture import AskedPicture, Picture, TwinRow
from viz.pictures.picture_form import PictureAsk
from viz.pictures.picture_forms import picture
from viz.pictures.time_rows import MOST, TimeRow, TimeRows, moment

SOURCE = "source/work-plan-2022"
HOSTILE = "<script>alert(1)</script>\u202e\x00 & \"'"
DUE = "milestone/pilot-contacts"


@pytest.fixture(scope="module")
def starter(starter_url: str) -> Iterator[KnowledgeBase]:
    made = KnowledgeBase(starter_url, cache=None)
    yield made
    made.close()


def shown(
    knowledge: KnowledgeBase, *ids: str, show: str = "", audience: Audience = "public",
    day: date = TODAY, lang: str = "en",
) -> Picture:  # fmt: skip
    choice = (("show", show),) if show else ()
    asked = AskedPicture("timeline", ids, choice=choice)
    return picture(PictureAsk(asked, knowledge.inquiry(day, audience, lang), "/n/{}".format))


def body(found: Picture) -> TimeRows:
    assert isinstance(found.body, TimeRows)
    return found.body


def row(found: Picture, name: str) -> TimeRow:
    return next(one for one in body(found).rows if one.name.text.startswith(name))


def twin(found: Picture) -> dict[str, list[TwinRow]]:
    return {group.title: list(group.rows) for group in found.twin.groups}


def test_a_day_is_as_exact_as_it_is_known() -> None:
    year = moment("1994-01-01", "year", "en")
    assert year
    assert (year.first, year.last, year.said) == ("1994-01-01", "1994-12-31", "1994")
    half = moment("2022-12-31", "half", "fr")
    assert half
    assert (half.first, half.last) == ("2022-07-01", "2022-12-31")
    assert moment("soon", "day", "en") is None
    assert moment(None, None, "en") is None


def test_the_work_plan_says_what_was_planned_and_nothing_it_does_not_know(
    starter: KnowledgeBase,
) -> None:
    found = shown(starter)
    step = row(found, "Contacts with the cooperation sectors")
    assert step.since
    assert step.since.said == "second half of 2022"
    assert step.state == "whether it was achieved is not on record"
    assert row(found, "Work plan of the pilot").state == "no date set"
    assert "Work plan of the pilot" in [one.name.text for one in twin(found)["No date is known"]]
    later = shown(starter, day=date(2022, 7, 1))
    assert row(later, "Contacts with the cooperation sectors").state == "planned"


def test_what_is_achieved_stands_on_its_day(starter_copy: str) -> None:
    said = {"status": "done", "reached": "2022-10-05", "evidence": "a note"}
    with closing(open_store(starter_copy, write=True)) as store:
        store.apply([source(), NodeStatement(DUE, SAYS, said)])
    knowledge = KnowledgeBase(starter_copy, cache=None)
    step = row(shown(knowledge), "Contacts with the cooperation sectors")
    assert step.since
    assert (step.state, step.since.first) == ("achieved", "2022-10-05")
    knowledge.close()


def test_what_goes_on_is_for_the_board(starter_copy: str) -> None:
    with closing(open_store(starter_copy, write=True)) as store:
        store.apply([source(), NodeStatement(DUE, SAYS, {"status": "late"})])
    knowledge = KnowledgeBase(starter_copy, cache=None)
    states = [
        row(shown(knowledge, audience=one), "Contacts with the cooperation").state
        for one in ("public", "board")
    ]
    assert states == ["whether it was achieved is not on record", "late"]
    knowledge.close()


def test_a_measure_has_its_own_milestones(starter: KnowledgeBase) -> None:
    found = shown(starter, "initiative/pilot-segib-mercosur")
    assert [one.is_part for one in body(found).rows] == [False, True, True, True]


def test_agreements_are_in_force_lapsed_or_nobody_says(starter: KnowledgeBase) -> None:
    found = shown(starter, "org/oas")
    standing = row(found, "Standards on cooperative relations")
    assert (standing.lasting, standing.state) == ("runs", "in force")
    assert row(found, "Cooperation agreement between the OAS and SEGIB").lasting == "unknown"
    over = row(shown(starter, "org/mercosur"), "First decision on the international")
    assert (over.lasting, over.state) == ("moment", "expired")


def test_nothing_is_shown_before_it_was(starter: KnowledgeBase) -> None:
    names = [one.name.text for one in body(shown(starter, "org/oas", day=date(1990, 1, 1))).rows]
    assert any("Tripartite" in name for name in names)
    assert not any("SEGIB" in name for name in names)


def test_who_left_and_came_back_has_two_rows(starter: KnowledgeBase) -> None:
    found = body(shown(starter, "org/mercosur"))
    paraguay = [one for one in found.rows if one.name.text == "Paraguay"]
    assert [one.lasting for one in paraguay] == ["over", "runs", "over"]
    assert [one.state for one in paraguay] == ["", "", "suspended"]


def test_what_does_not_fit_is_counted(starter: KnowledgeBase) -> None:
    found = shown(starter, "org/oas")
    assert len(body(found).rows) == MOST
    assert f"+{body(found).left_out} more are not shown." in found.notes


def test_work_names_partners_and_outcomes(starter: KnowledgeBase) -> None:
    found = shown(starter, "org/iacd", show="work")
    rows = [one for group in found.twin.groups for one in group.rows]
    told = [" ".join(cell.text for cell in one.said[-1]) for one in rows]
    assert sum(map(bool, told)) >= 5
    assert any(cell.href == "/n/org/amexcid" for one in rows for cell in one.said[1])
    assert {group.title for group in found.twin.groups} <= {*map(str, range(1900, 2100)),
                                                            "No date is known"}  # fmt: skip


def test_an_actor_of_which_nothing_is_on_record_says_so(starter: KnowledgeBase) -> None:
    found = shown(starter, "programme/cerf")
    assert found.sentence == "No agreement or membership is on record."
    assert drawn(found).startswith("<svg ")


def test_examples_meet_nobody_real(starter: KnowledgeBase) -> None:
    assert "example" not in " ".join(one.name.text for one in body(shown(starter, "org/oas")).rows)
    invented = shown(starter, "state/xaa")
    assert all("(example)" in one.name.text for one in body(invented).rows)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ids", [(), ("org/oas",), ("state/ven",)])
def test_no_sentence_is_long_and_no_text_leaves_the_drawing(
    starter: KnowledgeBase, ids: tuple[str, ...], lang: str
) -> None:
    found = shown(starter, *ids, lang=lang)
    assert len(found.sentence.split()) <= 20
    tree = ET.fromstring(drawn(found, heading=True))
    wide = float(tree.get("viewBox", "").split()[2])
    texts = tree.iter("{http://www.w3.org/2000/svg}text")
    assert all(0 <= float(one.get("x", "0")) <= wide for one in texts)


def test_hostile_names_stay_text(starter_copy: str) -> None:
    id_ = "agreement/hostile"
    with closing(open_store(starter_copy, write=True)) as store:
        store.apply([
            NodeStatement(id_, SOURCE, {"title": {"en": HOSTILE * 20}, "signed": "9999-12-31",
                                        "precision": "year"}),
            NodeStatement("agreement/early", SOURCE, {"title": {"en": "W" * 300},
                                                      "signed": "0001-01-01"}),
            *(RelationStatement(RelationKey("PARTY_TO", "org/oas", one), SOURCE)
              for one in (id_, "agreement/early")),
        ])  # fmt: skip
    knowledge = KnowledgeBase(starter_copy, cache=None)
    alone = drawn(shown(knowledge, "org/oas", day=date(9999, 12, 31)), heading=True)
    assert "<script" not in alone
    assert "\u202e" not in alone
    assert not re.search(r"\sstyle=|\son[a-z]+=", alone)
    ET.fromstring(alone)
    knowledge.close()
