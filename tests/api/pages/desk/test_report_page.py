"""An office drops a report on its desk, and reads what concerns it."""

from __future__ import annotations

import base64
import re
from html import unescape
from typing import Any

import pytest

from kg.base.i18n import LANGUAGES
from tests.api.pages.desk.office import Exchange, Person
from tests.kg.condense.reports import TEXT

PATH = "/en/desk/report"
TOKEN = re.compile(r'name="token" value="([^"]+)"')
LINK = re.compile(r'href="data:([^;"]+)[^"]*;base64,([^"]+)" download="([^"]+)"')


def sent(
    person: Person,
    state: str = "",
    content: bytes = TEXT.encode(),
    lang: str = "en",
    name: str = "",
) -> Any:
    path = PATH.replace("/en/", f"/{lang}/")
    token = TOKEN.search(person.get(path))
    assert token
    files = {"report": (name or "report.txt", content)}
    return person.client.post(path, data={"token": token[1], "for": state}, files=files)


@pytest.fixture
def island(exchange: Exchange) -> Person:
    return exchange.signed_in("desk@ondavel.example.org")


def test_what_concerns_a_state_is_shown_with_its_place(island: Person) -> None:
    found = sent(island, "state/hti")
    assert found.status_code == 200
    assert found.headers["cache-control"] == "no-store"
    said = unescape(found.text)
    assert "What concerns Haiti" in said
    assert "check in the original" in said
    assert "1,250 officials of Haiti" in said


def test_the_paper_is_there_to_keep_though_nobody_keeps_it(island: Person) -> None:
    text = unescape(sent(island, "state/hti").text)
    files = {name: base64.b64decode(body) for _, body, name in LINK.findall(text)}
    assert [name.rpartition(".")[2] for name in files] == ["pdf", "docx", "html", "md"]
    assert next(iter(files.values())).startswith(b"%PDF")
    assert all(name.startswith("condensed-hti-") for name in files)


def test_without_a_state_all_that_are_named_follow(island: Person) -> None:
    said = unescape(sent(island).text)
    for state in ("Barbados", "Dominican Republic", "Haiti"):
        assert f"What concerns {state}" in said


def test_an_office_finds_its_own_state_chosen(exchange: Exchange, island: Person) -> None:
    assert re.search(r'<option value="state/[a-z]+"[^>]* selected', island.get(PATH))
    secretariat = exchange.signed_in("secretariat@example.org")
    assert " selected" not in secretariat.get(PATH)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_read_is_said_where_the_form_is(island: Person, lang: str) -> None:
    found = sent(island, "state/hti", b"\0\0\0", lang, "<b>x</b>.pdf")
    assert found.status_code == 422
    assert 'role="alert"' in found.text
    assert "<b>x</b>.pdf" not in found.text
    assert re.search(r'value="state/hti"[^>]* selected', found.text)


def test_labels_and_scripts_in_a_report_stay_text(island: Person) -> None:
    evil = TEXT.replace("Annual report", "<script>alert(1)</script> report").replace(
        "Barbados received", 'Barbados <img src=x onerror="alert(1)"> received'
    )
    found = sent(island, content=evil.encode())
    assert found.status_code == 200
    assert "<script>alert" not in found.text
    assert "<img src=x" not in found.text


def test_nobody_else_may(exchange: Exchange) -> None:
    stranger = exchange.person()
    assert stranger.client.get(PATH, follow_redirects=False).status_code == 303
    found = stranger.client.post(PATH, files={"report": ("a.txt", TEXT.encode())})
    assert found.status_code in {303, 403}
