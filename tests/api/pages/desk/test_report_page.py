"""An office drops a report on its desk, and reads what concerns it."""

from __future__ import annotations

import base64
import re
from html import unescape
from typing import Any

import pytest

from api import report_answers
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
    **more: str,
) -> Any:
    path = PATH.replace("/en/", f"/{lang}/")
    token = TOKEN.search(person.get(path))
    assert token
    files = {"report": (name or "report.txt", content)}
    return person.client.post(path, data={"token": token[1], "for": state, **more}, files=files)


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
    assert not re.search(r'<option value="state/[^>]* selected', secretariat.get(PATH))


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


SIGNED = """\
Report of the Agency

The Government of Jamaica and the CAF signed a cooperation agreement on ports on 3 May 2026.

Haiti and Belize concluded a memorandum of understanding on fisheries.
"""
HELD = re.compile(r'href="(/en/desk/held/[0-9a-f]{16})"')


@pytest.fixture
def secretariat(exchange: Exchange) -> Person:
    return exchange.signed_in("secretariat@example.org")


def test_who_may_sees_first_what_could_be_put_in_the_queue(secretariat: Person) -> None:
    found = sent(secretariat, content=SIGNED.encode())
    said = unescape(found.text)
    assert "What could be put in the queue (2)" in re.sub(r"<[^>]+>", "", said)
    assert "paragraph 3" in said
    assert not HELD.search(said)
    assert not HELD.search(secretariat.get("/en/desk/queue"))
    assert re.search(r'id="propose"[^>]* checked', secretariat.get(f"{PATH}?propose=yes"))


def test_what_is_put_in_the_queue_waits_there_and_is_linked(secretariat: Person) -> None:
    found = sent(secretariat, content=SIGNED.encode(), propose="yes", visibility="board")
    said = unescape(found.text)
    assert "2 rows of this report wait in the queue." in said
    first, second = HELD.findall(said)
    assert "A report says it: “The Government of Jamaica" in secretariat.get(first)
    queue = secretariat.get("/en/desk/queue")
    assert first in queue
    assert second in queue
    page = secretariat.get(first)
    done = secretariat.send(page, first, act="discard", confirmed="yes")
    assert done.status_code == 200
    again = sent(secretariat, content=SIGNED.encode(), propose="yes")
    assert "1 row of this report waits in the queue." in unescape(again.text)
    assert "1 more was decided before" in unescape(again.text)


def test_the_board_puts_it_there_and_the_secretariat_decides(exchange: Exchange) -> None:
    exchange.invite("board@example.org", "board")
    board = exchange.signed_in("board@example.org")
    said = unescape(sent(board, content=SIGNED.encode(), propose="yes").text)
    assert "2 rows of this report wait in the queue." in said
    assert not HELD.search(said)


def test_an_office_puts_nothing_there(island: Person, secretariat: Person) -> None:
    assert 'id="propose"' not in island.get(PATH)
    found = sent(island, content=SIGNED.encode(), propose="yes", visibility="public")
    assert found.status_code == 200
    assert "queue" not in unescape(found.text)
    assert not HELD.search(secretariat.get("/en/desk/queue"))


def test_all_that_was_typed_is_there_again(secretariat: Person) -> None:
    found = sent(secretariat, "state/hti", b"\0\0", propose="yes", visibility="public")
    assert found.status_code == 422
    assert re.search(r'value="state/hti"[^>]* selected', found.text)
    assert re.search(r'id="propose"[^>]* checked', found.text)
    assert re.search(r'value="public" selected', found.text)
    wrong = sent(secretariat, content=SIGNED.encode(), propose="yes", visibility="all")
    assert wrong.status_code == 422
    assert "Use public, states or board." in wrong.text
    other = sent(secretariat, "org/caf", SIGNED.encode())
    assert other.status_code == 422
    assert "--for" not in other.text


def test_when_others_are_reading_the_form_comes_back_as_it_was(island: Person) -> None:
    held = report_answers._AT_ONCE
    assert held.acquire(blocking=False)
    assert held.acquire(blocking=False)
    try:
        found = sent(island, "state/hti")
    finally:
        held.release(2)
    assert found.status_code == 503
    assert found.headers["retry-after"] == "10"
    assert "Other reports are being read just now." in found.text
    assert re.search(r'value="state/hti"[^>]* selected', found.text)


def test_the_paper_is_for_the_states_whoever_makes_it(secretariat: Person) -> None:
    said = unescape(sent(secretariat, "state/hti").text)
    assert "For the Board" not in said
    assert 'download="condensed-hti-for-states-en-' in said


def test_who_may_not_is_not_led_here(exchange: Exchange) -> None:
    exchange.invite("body@example.org", "partner_body", "unit/mercosur-gci")
    body = exchange.signed_in("body@example.org")
    assert PATH not in body.get("/en/desk")
    assert body.client.get(PATH).status_code == 403


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_too_large_is_said_with_what_to_do_of_a_report(island: Person, lang: str) -> None:
    found = sent(island, content=b"0" * 30_100_000, lang=lang)
    assert found.status_code == 413
    said = unescape(found.text)
    assert re.search(r"30\sM[Bo]\b", said)
    if lang == "en":
        assert "Send the part of it that is needed." in said
