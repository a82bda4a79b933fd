"""Triangular suggestions on a page: both providers with their paths, for who is at the desk."""

from __future__ import annotations

from typing import Any

from lxml import html

from kg.base.i18n import LANGUAGES
from tests.api.pages.desk.office import Exchange
from tests.journeys.pages.select import select

DEMAND = "demand/xab-agua-rural"
PATH = f"/en/desk/triangles/{DEMAND}"


def test_each_suggestion_has_two_providers_with_their_paths(exchange: Exchange) -> None:
    person = exchange.signed_in("desk@ondavel.example.org")
    for lang in LANGUAGES:
        page: Any = html.document_fromstring(person.get(PATH.replace("/en/", f"/{lang}/")))
        found = select(page, "ol.matches > li")
        assert len(found) == 5
        for one in found:
            assert len(select(one, "h3")) == 2
            assert len(select(one, "ul.reasons")) == 2
            assert len(select(one, "details .walks li")) >= 2
        assert "{" not in page.text_content()
    assert person.client.get("/en/desk/triangles/org/oas").status_code == 422
    assert person.client.get("/en/desk/triangles/demand/nowhere").status_code == 404
    assert PATH in person.get(f"/en/match/{DEMAND}")
    assert "/desk/triangles/" not in person.get("/en/match/offer/xaa-malaria-camps")
    anybody = exchange.person()
    assert "/desk/triangles/" not in anybody.get(f"/en/match/{DEMAND}")
    assert anybody.client.get(PATH, follow_redirects=False).status_code in {303, 401}
