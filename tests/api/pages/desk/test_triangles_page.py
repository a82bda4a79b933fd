"""Triangular suggestions on a page: both providers with their paths, for who is at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from kg.base.i18n import LANGUAGES
from tests.api.pages.desk.office import Exchange
from tests.journeys.pages.select import select

DEMAND = "demand/xab-agua-rural"
PATH = f"/en/desk/triangles/{DEMAND}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_suggestion_has_two_providers_with_their_paths(exchange: Exchange, lang: str) -> None:
    answer = exchange.signed_in("desk@ondavel.example.org").get(PATH.replace("/en/", f"/{lang}/"))
    page: Any = html.document_fromstring(answer)
    found = select(page, "ol.matches > li")
    assert len(found) == 5
    for one in found:
        assert len(select(one, "h3")) == 2
        assert len(select(one, "ul.reasons")) == 2
        assert len(select(one, "details .walks li")) >= 2
    assert "{" not in page.text_content()


def test_the_page_of_a_demand_leads_there_for_who_is_at_the_desk(exchange: Exchange) -> None:
    address = f"/en/match/{DEMAND}"
    assert PATH in exchange.signed_in("secretariat@example.org").get(address)
    assert "/desk/triangles/" not in exchange.person().get(address)
    offer = exchange.signed_in("secretariat@example.org").get("/en/match/offer/xaa-malaria-camps")
    assert "/desk/triangles/" not in offer


def test_what_is_no_demand_is_said(exchange: Exchange) -> None:
    person = exchange.signed_in("secretariat@example.org")
    assert person.client.get("/en/desk/triangles/org/oas").status_code == 422
    assert person.client.get("/en/desk/triangles/demand/nowhere").status_code == 404


def test_nobody_else_is_let_in(exchange: Exchange) -> None:
    assert exchange.person().client.get(PATH, follow_redirects=False).status_code in (303, 401, 403)
