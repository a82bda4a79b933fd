"""What a list is asked for stands in its address, and each choice can be taken back."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from api.pages.list_questions import ListQuestion

LATER = "as_of=2029-01-01"


def test_each_choice_can_be_left_out() -> None:
    asked = ListQuestion({"state": "state/xaa", "sector": "sector/dac/140"}, "agua", show="over")
    assert asked.without("state") == {"sector": "sector/dac/140", "q": "agua", "show": "over"}
    assert asked.without("show") == {"sector": "sector/dac/140", "state": "state/xaa", "q": "agua"}


def test_what_was_chosen_stands_as_chips_that_take_it_back(starter: TestClient) -> None:
    text = starter.get("/es/demands?state=state/xaa&show=all").text
    (chips,) = re.findall(r'<ul class="chips chosen".*?</ul>', text, re.DOTALL)
    addresses = [unescape(one) for one in re.findall(r'href="([^"]+)"', chips)]
    assert addresses == ["/es/demands?show=all", "/es/demands?state=state%2Fxaa", "/es/demands"]
    assert "Ondavela" in chips
    assert 'class="chips chosen"' not in starter.get("/es/demands").text


@pytest.mark.parametrize(
    ("lang", "said", "over"),
    [
        ("es", "vigente hasta el", "vencida desde el"),
        ("en", "valid until", "expired since"),
        ("pt", "vigente até", "vencida desde"),
        ("fr", "valable jusqu’au", "expirée depuis le"),
    ],
)
def test_what_is_over_says_since_when_wherever_it_stands(
    starter: TestClient, lang: str, said: str, over: str
) -> None:
    assert said in starter.get(f"/{lang}/offers").text
    assert over not in starter.get(f"/{lang}/offers").text
    text = starter.get(f"/{lang}/offers?{LATER}&show=over").text
    assert over in text
    (id_, *_) = re.findall(rf'href="/{lang}/node/(offer/[^"?]+)', text)
    for page in ("node", "match"):
        assert over in starter.get(f"/{lang}/{page}/{id_}?{LATER}").text, page
    picture = starter.get(f"/{lang}/embed/actor?id={id_}&{LATER}").text
    assert {"es": "(vencida)", "en": "(expired)", "pt": "(vencida)", "fr": "(expirée)"}[
        lang
    ] in picture


def test_a_title_in_another_language_says_so_where_it_is_seen(starter: TestClient) -> None:
    text = starter.get("/pt/demands?state=state/xaa&show=all").text
    assert '<span class="spoken">em inglês</span>' in text
    assert '<span class="spoken">em português</span>' not in text


def test_the_numbers_of_choices_are_what_choosing_them_finds(starter: TestClient) -> None:
    text = starter.get("/en/offers").text
    for facet in ("sector", "state", "language", "region", "modality", "show"):
        (select,) = re.findall(rf'<select id="(?:f-)?{facet}".*?</select>', text, re.DOTALL)
        found = re.findall(r'<option value="([^"]+)"[^>]*>[^<]*\((\d+)\)', select)
        assert found, facet
        for id_, number in found[:4]:
            answer = starter.get(f"/en/offers?{facet}={id_}").text
            assert f'<h2 id="found">{number} found</h2>' in answer, (facet, id_)
