"""The quarterly report: of the last quarter that is over, with what came of requests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from kg.brief.drawings import Stages
from kg.brief.paper import Content, Picture, Points, Tiles, numbered
from kg.exchange.moving import begin, move, new_id, seen_record
from kg.exchange.parties import Who
from kg.model.desk_types import ContactRequest
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.api.asking import client_for, desk_beside
from tests.kg.brief.making import OLD, Maker, maker_of, planted
from tests.kg.brief.reading import blocks, texts, words
from tests.kg.brief.tracing import traced
from tests.kg.exchange.people import NOW

HONDURAS = Who("authority", "state/hnd", "focalpoint/hnd")
COLOMBIA = Who("authority", "state/col", "focalpoint/col")
SINCE = date(2026, 11, 1)


def asked(desk: Store, days: float, *acts: tuple[str, Who]) -> None:
    at: datetime = NOW - timedelta(days=days)
    new = ContactRequest(
        id=new_id(ContactRequest), asks="state/hnd", asked="state/col",
        about=["demand/water", "offer/water"], text="?",
    )  # fmt: skip
    record = begin(desk, new, "ask", HONDURAS, at)
    for act, who in acts:
        at += timedelta(days=1)
        move(desk, seen_record(desk, ContactRequest, record.id, who), act, who, at)


def a_story(desk: Store) -> None:
    done = [("accept", COLOMBIA), ("start", HONDURAS), ("conclude", COLOMBIA)]
    asked(desk, 10, *done, ("confirm", HONDURAS))
    asked(desk, 9, ("accept", COLOMBIA))
    asked(desk, 8, ("decline", COLOMBIA))
    asked(desk, 100, ("accept", COLOMBIA))


@pytest.fixture
def url(starter_copy: str) -> str:
    return planted(starter_copy)


@pytest.fixture
def story(url: str) -> Iterator[Maker]:
    """A maker of papers beside whose store lies a desk on which something happened."""
    with closing(create_store(desk_beside(url), room="desk")) as desk:
        a_story(desk)
        made = maker_of(url, desk)
        yield made
        made.knowledge.close()


@pytest.fixture
def board(url: str) -> Iterator[TestClient]:
    with client_for(url, "board") as client:
        yield client


def stages_of(content: Content) -> dict[str, float]:
    pictures = [block for block in blocks(content) if isinstance(block, Picture)]
    (drawing,) = [one.drawing for one in pictures if isinstance(one.drawing, Stages)]
    return {row.label: row.value for row in drawing.rows}


def test_requests_are_counted_by_step_within_the_days(story: Maker, board: TestClient) -> None:
    paper = story.made("quarterly", since=SINCE)
    assert stages_of(paper.content) == {
        "Requests for contact sent": 3,
        "Requests for contact accepted": 2,
        "Cooperation that has started": 1,
        "Concluded, as one side says": 1,
        "Confirmed by both sides": 1,
    }
    ended = [block for block in blocks(paper.content) if isinstance(block, Points)]
    assert "Requests for contact declined: 1." in [one.text for one in ended[0].items]
    assert list(traced(board, paper)) == []


def test_without_a_day_it_is_of_the_last_quarter_that_is_over(
    story: Maker, board: TestClient
) -> None:
    paper = story.made("quarterly")
    assert paper.content.title == "The exchange from July 1, 2026 to September 30, 2026"
    assert stages_of(paper.content)["Requests for contact sent"] == 1
    assert {"as_of=2026-09-30" in figure.address for figure in numbered(paper)} == {True}
    assert list(traced(board, paper)) == []


def test_the_public_is_told_nothing_of_the_desk(story: Maker) -> None:
    content = story.made("quarterly", audience="public", since=SINCE).content
    assert not any(isinstance(one, Picture) for one in blocks(content))
    assert "What came of requests for contact is not told to these readers." in content.missing


def test_no_state_is_named_with_what_came_of_its_requests(story: Maker) -> None:
    content = story.made("quarterly", since=SINCE).content
    said = [text for text in texts(content) if "Colombia" in text or "Honduras" in text]
    # Whose demand nobody meets is named, since it waits for an answer; nothing else is.
    assert said == ["Honduras"]


def test_what_nobody_meets_stands_by_sector(story: Maker) -> None:
    said = list(texts(story.made("quarterly", since=SINCE).content))
    assert "Wells: demand/air" in said
    assert "Wells: demand/water" not in said


def test_of_a_base_that_is_all_new_it_says_so_once(maker: Maker) -> None:
    said = [text for text in texts(maker.made("quarterly", since=OLD).content) if "begun" in text]
    assert len(said) == 1


def test_its_length_depends_on_what_happened(story: Maker, maker: Maker) -> None:
    some, none = (one.made("quarterly", since=SINCE).content for one in (story, maker))
    assert 150 <= len(words(*texts(some))) <= 500
    assert 90 <= len(words(*texts(none))) <= 250
    assert isinstance(next(blocks(none)), Tiles)
