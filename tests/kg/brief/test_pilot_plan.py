"""The pilot plan: what it states can be asked for again; what is the board's to say stays empty."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from coopgraph.settings import sqlite_url
from kg.base.errors import ForbiddenError
from kg.base.i18n import LANGUAGES
from kg.brief.drawings import StateTiles, Timeline
from kg.brief.paper import Blank, Paper, Picture, Section, Table, numbered
from kg.exchange.acceptance import Ledgers
from kg.exchange.approach_acts import approach_id, decide
from kg.exchange.plan_marks import PlanForm, add, mark_action
from kg.model.desk_types import Approach
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store
from tests.kg.brief.making import DAY, Maker, maker_of
from tests.kg.brief.reading import texts
from tests.kg.brief.tracing import traced
from tests.kg.exchange.people import BOARD

PILOT = "initiative/pilot-segib-mercosur"
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    with closing(create_store(sqlite_url(tmp_path / "desk.db"), room="desk")) as found:
        yield found


def section(paper: Paper, title: str) -> Section:
    return next(one for one in paper.content.sections if one.title == title)


def words(paper: Paper) -> str:
    return "\n".join(texts(paper.content))


def test_each_figure_is_what_its_address_answers(maker: Maker, service: TestClient) -> None:
    paper = maker.made("pilot", PILOT)
    assert len(numbered(paper)) > 10
    assert list(traced(service, paper)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_has_its_sections_in_each_language(maker: Maker, lang: str) -> None:
    paper = maker.made("pilot", PILOT, lang)
    titles = [one.title for one in paper.content.sections]
    assert len(titles) == len(set(titles)) == 15
    assert [one.annex for one in paper.content.sections].count(True) == 2
    assert len(paper.content.points) == 3


def test_states_stand_in_the_order_of_the_alphabet_of_their_reader(maker: Maker) -> None:
    paper = maker.made("pilot", PILOT, "fr")
    tables = [b for s in paper.content.sections for b in s.blocks if isinstance(b, Table)]
    names = next([row[0].text for row in t.rows] for t in tables if len(t.rows) == 35)
    assert names.index("Équateur") == names.index("El Salvador") + 1
    assert names[-1] == "Venezuela"


def test_what_is_for_the_board_stays_empty_with_the_reason(maker: Maker) -> None:
    paper = maker.made("pilot", PILOT)
    assert [type(b) for b in section(paper, "Joint actions").blocks][-1] is Blank
    assert any(isinstance(b, Blank) for b in section(paper, "Budget").blocks)
    said = words(paper)
    assert "No source states a budget" in said
    assert "Nobody is responsible for the pilot yet" in said
    assert "Who is responsible for the pilot." in paper.content.missing


def test_one_partner_less_is_counted_and_the_states_are_drawn(maker: Maker) -> None:
    paper = maker.made("pilot", PILOT)
    said = words(paper)
    assert "reach 5 of 35 states; all together reach 19" in said
    pictures = [b.drawing for s in paper.content.sections for b in s.blocks
                if isinstance(b, Picture)]  # fmt: skip
    tiles = next(one for one in pictures if isinstance(one, StateTiles))
    assert len(tiles.of) == 35
    timeline = next(one for one in pictures if isinstance(one, Timeline))
    assert [span.until for span in timeline.spans] == ["2022-12-31", "2023-03-31"]


def test_risks_are_facts_of_the_base_alone(maker: Maker) -> None:
    risks = section(maker.made("pilot", PILOT), "Risks").blocks
    said = "\n".join(texts_of(risks))
    assert "It is not known whether it still holds" in said
    assert "disputed" in said
    assert "No day is set for" in said


def texts_of(blocks: object) -> list[str]:
    items = [item for block in blocks for item in getattr(block, "items", ())]  # type: ignore[attr-defined]
    return [item.text for item in items]


def test_approaches_and_actions_stand_in_it(starter_copy: str, desk: Store) -> None:
    with closing(open_store(starter_copy, write=True)) as store:
        record = Approach(
            id=approach_id("org/oas", "org/segib"), partner="org/segib", body="org/oas",
            day="2026-10-01", decision="Decision 3", next_step="Write a letter",
            next_day="2026-12-01",
        )  # fmt: skip
        decide(Ledgers(store, desk), record, BOARD, NOW)
        form = PlanForm(decision="Decision 4", name="A joint course", starts="2026-12-01")
        id_ = add(store, store.get([PILOT])[PILOT], "action", form, BOARD, DAY)
        done = PlanForm(decision="5", status="implementation", responsible=("org/iacd",))
        mark_action(store, store.get([id_])[id_], done, BOARD, DAY)
    maker = maker_of(starter_copy, desk)
    with closing(maker.knowledge):
        paper = maker.made("pilot", PILOT)
    said = words(paper)
    assert "A joint course" in said
    assert "under way" in said
    assert "The board decided to approach it" in said
    assert "Write a letter (December 1, 2026)" in said
    assert not any(isinstance(b, Blank) for b in section(paper, "Joint actions").blocks)
    tables = [b for b in section(paper, "Joint actions").blocks if isinstance(b, Table)]
    assert len(tables) == 1


def test_it_is_for_the_board(maker: Maker) -> None:
    for audience in ("public", "states"):
        with pytest.raises(ForbiddenError):
            maker.made("pilot", PILOT, audience=audience)


@pytest.mark.parametrize("id_", ["visibility", "cooperanet-campaign", "targeted-reports"])
def test_a_measure_without_partners_has_a_plan_too(maker: Maker, id_: str) -> None:
    paper = maker.made("pilot", f"initiative/{id_}")
    assert "Two bodies are needed for a baseline" in words(paper)
