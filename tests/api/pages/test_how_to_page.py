"""How to use the exchange, for each role and language: the program's own words and days."""

from __future__ import annotations

import re

import pytest
from lxml import html
from starlette.testclient import TestClient

from api.pages.desk.desk_rooms import rooms_for
from api.pages.how_to import PARTS, how_to
from api.pages.page_sketch import Sketch
from kg.base.i18n import LANGUAGES
from kg.exchange.deadlines import DEADLINES, SHIPPED
from kg.exchange.life_cycle import LIVES
from kg.model.desk_types import FOCAL_ROLES, ContactRequest, FocalRole, Submission
from tests.journeys.pages.select import select

EACH = pytest.mark.parametrize(("role", "lang"), [(r, la) for r in FOCAL_ROLES for la in LANGUAGES])


@EACH
def test_each_role_has_its_pages_in_each_language(
    starter: TestClient, role: FocalRole, lang: str
) -> None:
    found = starter.get(f"/{lang}/how-to/{role}")
    assert found.status_code == 200
    document = html.document_fromstring(found.text)
    assert len(select(document, "div.sheet")) == 2
    pictures = select(document, "svg.sketch")
    assert len(pictures) >= 4
    assert all(picture.get("aria-label") for picture in pictures)
    assert "http://localhost:8000/-/sign-in" in found.text
    again = starter.get(f"/{lang}/how-to/{role}", headers={"If-None-Match": found.headers["etag"]})
    assert again.status_code == 304


def test_what_a_role_can_do_is_what_the_life_cycles_say() -> None:
    for role in FOCAL_ROLES:
        acts = {row.act for row in how_to(role, "fr").rows}
        for cls in (Submission, ContactRequest):
            said = {s.label.text("fr") for s in LIVES[cls].steps if PARTS[role] & set(s.by)}
            assert said <= acts
    assert how_to("board", "fr").rows == []


def test_days_are_those_of_the_deadlines() -> None:
    limits = [x for x in DEADLINES.named(SHIPPED).limits if x.record == "contact"]
    days = [d for d in how_to("authority", "en").days if d.what == "Contact request"]
    assert [d.stays for d in days] == [f"{limit.days} days" for limit in limits]
    assert how_to("authority", "en").standing == "A proposal: not adopted by the board."


def test_drawings_name_the_rooms_of_the_role() -> None:
    for role in FOCAL_ROLES:
        drawn = "".join(str(picture) for _, _, picture in how_to(role, "en").steps if picture)
        first = rooms_for(role)[0].label.text("en")
        assert f">{first}</text>" in drawn


def test_a_drawing_escapes_words_and_cuts_them() -> None:
    sketch = Sketch('<"&>')
    sketch.heading("<script>" + "long " * 40)
    sketch.field("a", "b")
    sketch.buttons(["one", "two " * 30, "three"])
    drawn = str(sketch.svg())
    assert "<script" not in drawn
    assert 'aria-label="&lt;&#34;&amp;&gt;"' in drawn
    assert "…</text>" in drawn
    ends = [
        float(x) + float(w) for x, w in re.findall(r'x="([\d.]+)"[^>]*textLength="([\d.]+)"', drawn)
    ]
    assert ends
    assert max(ends) <= 320


def test_without_a_role_it_is_the_first(starter: TestClient) -> None:
    first, authority = (starter.get(f"/pt/how-to{role}") for role in ("", "/authority"))
    titles = [page.text.partition("<h1")[2].partition("</h1>")[0] for page in (first, authority)]
    assert first.status_code == 200
    assert titles[0] == titles[1] != ""
    assert starter.get("/pt/how-to/minister").status_code == 422
