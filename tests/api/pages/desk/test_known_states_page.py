"""What is known of each state: for those who complete it, in the order of names, gaps said."""

from __future__ import annotations

from typing import Any

from lxml import html

from tests.api.pages.desk.office import Exchange
from tests.journeys.pages.select import select

PATH = "/en/desk/states"


def test_the_secretariat_and_the_board_see_each_state_by_name(exchange: Exchange) -> None:
    exchange.invite("board@example.org", "board")
    for mailbox in ("secretariat@example.org", "board@example.org"):
        document: Any = html.document_fromstring(exchange.signed_in(mailbox).get(PATH))
        names = [" ".join(e.text_content().split()) for e in select(document, ".coverage tbody th")]
        assert len(names) == 35
        assert names[0] == "Antigua and Barbuda"
        assert names[-1] == "Venezuela"
        assert "nothing entered yet" in document.text_content()
        assert "A gap is a gap in what we know" in document.text_content()
        assert select(document, "nav.desk a[aria-current]")[0].text == "States"


def test_an_office_sees_its_own_line_elsewhere(exchange: Exchange) -> None:
    person = exchange.signed_in("desk@ondavel.example.org")
    answer = person.client.get(PATH)
    assert answer.status_code == 403
    assert "/desk/states" not in person.get("/en/desk")


def test_nobody_else_is_let_in(exchange: Exchange) -> None:
    assert exchange.person().client.get(PATH, follow_redirects=False).status_code in (303, 401, 403)
