"""The consultation beside rules and criteria: word for word, for the board, never counted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from kg.access.clock import utc_now
from kg.exchange.consultations import draw_up, open_consultation
from kg.exchange.moving import new_id, seen_record
from kg.exchange.parties import Who
from kg.exchange.responses import Said, keep
from kg.model.desk_types import Consultation
from kg.partners.guideline_files import GUIDELINES
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.api.asking import client_for, desk_beside
from tests.journeys.pages.select import select

BOARD = Who("board")
OFFICE = "state/per"
WORDS = "Nueve Estados son demasiados. <script>alert(1)</script>"
HOSTILE = "<script>alert"


@pytest.fixture
def url(starter_url: str, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(starter_url.removeprefix('sqlite:///'), tmp_path / 'k.db')}"


@contextmanager
def desk_of(url: str) -> Iterator[Store]:
    with closing(create_store(desk_beside(url), room="desk")) as desk:
        yield desk


def consult(desk: Store) -> Consultation:
    """Open a consultation on the guideline that comes with the program."""
    guideline = GUIDELINES.named("approach-2022")
    record = Consultation(
        id=new_id(Consultation), guideline=guideline.guideline, version=guideline.version,
        text=GUIDELINES.text("approach-2022"), states=[OFFICE], offices=[OFFICE], lang="en",
    )  # fmt: skip
    now = utc_now()
    made = draw_up(desk, record, BOARD, now)
    seen = seen_record(desk, Consultation, made.id, BOARD)
    until = (now + timedelta(days=30)).date().isoformat()
    return open_consultation(desk, seen, until, BOARD, now)


def say(desk: Store, record: Consultation, item: str, *, give: bool = True) -> None:
    asked, who = seen_record(desk, Consultation, record.id, BOARD), Who("authority", OFFICE)
    keep(desk, asked, Said(item, "reserves", WORDS, "es"), "", who, utc_now(), give=give)


def board_page(client: TestClient, lang: str = "en") -> Any:
    response = client.get(f"/{lang}/partners")
    assert response.status_code == 200
    assert HOSTILE not in response.text
    return html.document_fromstring(response.text)


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("lang", ["es", "en", "pt", "fr"])
def test_a_position_stands_with_its_office_and_words(url: str, lang: str) -> None:
    with desk_of(url) as desk:
        record = consult(desk)
        say(desk, record, "rule/pilot")
        say(desk, record, "criterion/states_reached")
        say(desk, record, "")
    with client_for(url, "board") as client:
        document = board_page(client, lang)
    found = select(document, "#consultation")[0]
    assert len(select(found, "blockquote[lang='es']")) == 3
    assert "Nueve Estados son demasiados." in text(found)
    links = {a.get("href") for a in select(document, "a.said-of")}
    assert links == {"#said-rule-pilot", "#said-criterion-states_reached"}
    assert all(select(document, link) for link in links)
    assert select(document, ".weight a.said-of")
    assert select(document, ".partner td a.said-of, .partner th a.said-of")


def test_a_draft_is_in_nothing(url: str) -> None:
    with desk_of(url) as desk:
        say(desk, consult(desk), "rule/pilot", give=False)
    with client_for(url, "board") as client:
        document = board_page(client)
    assert "Nothing was said yet." in text(select(document, "#consultation")[0])
    assert not select(document, "a.said-of")


def test_what_is_said_later_is_on_the_page_at_once(url: str) -> None:
    with client_for(url, "board") as client:
        before = client.get("/en/partners")
        assert "etag" in before.headers
        with desk_of(url) as desk:
            record = consult(desk)
            say(desk, record, "rule/pilot")
        known = {"If-None-Match": before.headers["etag"]}
        again = client.get("/en/partners", headers=known)
        assert again.status_code == 200
        assert "etag" not in again.headers
        assert again.headers["cache-control"] == "no-store"
        assert "Nueve Estados" in again.text
        with desk_of(url) as desk:
            say(desk, record, "criterion/instruments")
        assert "#said-criterion-instruments" in client.get("/en/partners", headers=known).text


def test_nothing_of_it_is_counted(url: str) -> None:
    with desk_of(url) as desk:
        say(desk, consult(desk), "rule/pilot")
    with client_for(url, "board") as client:
        found = select(board_page(client), "#consultation")[0]
    summary = [text(one) for one in select(found, "summary")]
    assert summary == ["Rule “pilot”"]


def test_another_version_shows_none_of_it(url: str) -> None:
    with desk_of(url) as desk:
        say(desk, consult(desk), "rule/pilot")
    with client_for(url, "board") as client:
        page = client.get("/en/partners?guideline=approach-2022@0.1")
    assert page.status_code == 200
    assert 'id="consultation"' not in page.text


@pytest.mark.parametrize("audience", ["public", "states"])
def test_others_read_none_of_it(url: str, audience: Any) -> None:
    with desk_of(url) as desk:
        say(desk, consult(desk), "rule/pilot")
    with client_for(url, audience) as client:
        refused = client.get("/en/partners")
    assert refused.status_code == 403
    assert "Nueve" not in refused.text
