"""Routes on a page: what is to be confirmed is marked, and no number is shown."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

MARKS = {"es": "por confirmar", "en": "to be confirmed", "pt": "a confirmar", "fr": "à confirmer"}


@pytest.mark.parametrize("lang", MARKS)
def test_doubts_are_marked_in_every_language(starter: TestClient, lang: str) -> None:
    text = starter.get(f"/{lang}/paths?from=org/oas&to=org/segib").text
    assert MARKS[lang] in text
    assert "<meter" not in text
    assert re.search(r"\b0[.,]\d{3}\b", text) is None


def test_a_folded_route_lists_its_states_with_their_sources(starter: TestClient) -> None:
    text = starter.get("/en/paths?from=org/oas&to=org/segib").text
    found = re.findall(r"<details>.*?</details>", text, re.DOTALL)
    listed = next(one for one in found if "states that connect them here" in one)
    assert {"Argentina", "Bolivia", "Mexico", "Peru"} <= set(re.findall(r">([\w ]+)</a>", listed))
    (count,) = re.findall(r"The (\d+) states that connect them here</summary>", listed)
    assert f"Through: {count} shared states" in text
    assert listed.count("Sources:") == int(count)


def test_a_dispute_shows_all_sides_on_the_pages(starter: TestClient) -> None:
    for address in ("/en/paths?from=state/ven&to=org/oas", "/en/node/state/ven"):
        text = starter.get(address).text
        assert "position of the government" in text
        assert "position of the organisation" in text


def test_an_earlier_year_is_said_not_to_be_known(starter: TestClient) -> None:
    address = "/en/paths?from=state/arg&to=org/segib&as_of="
    assert "is not known" in starter.get(f"{address}1990-01-01").text
    assert "is not known" not in starter.get(f"{address}2026-11-25").text


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", "Haití – miembro de: Banco de Desarrollo del Caribe; Brasil – miembro de: "),
        ("en", "Haiti – member of: Caribbean Development Bank; Brazil – member of: "),
        ("pt", "Haiti – membro de: Banco de Desenvolvimento do Caribe; Brasil – membro de: "),
        ("fr", "Haïti – membre de : Banque de développement des Caraïbes ; Brésil – membre de : "),
    ],
)
def test_a_sentence_needs_no_article(starter: TestClient, lang: str, said: str) -> None:
    text = starter.get(f"/{lang}/paths?from=state/hti&to=org/mercosur").text
    assert said in text.replace("\u202f", " ").replace("\xa0", " ")


def test_initiatives_that_concern_both_stand_first(starter: TestClient) -> None:
    text = starter.get("/en/paths?from=org/segib&to=org/mercosur").text
    said = text.index("Initiatives that concern both")
    assert said < text.index('class="matches"')
    assert "/en/node/initiative/" in text[said : text.index("</section>", said)]
    assert "Initiatives that concern both" not in starter.get("/en/paths?from=haiti&to=caf").text
