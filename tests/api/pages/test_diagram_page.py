"""The page of a diagram: what it offers without a script, and what its address says."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import html

from tests.journeys.pages.select import select


def page(client: TestClient, address: str, status: int = 200) -> Any:
    response = client.get(address)
    assert response.status_code == status, response.text[:500]
    return html.document_fromstring(response.text)


def shown(document: Any) -> list[str]:
    return [node.get("data-id") for node in select(document, ".cg-node")]


def press(client: TestClient, document: Any, name: str, value: str) -> Any:
    """Press a button as a browser without a script does: its form, then its own name and value."""
    buttons = [b for b in select(document, f"button[name='{name}']") if b.get("value") == value]
    form = select(document, "#cg-act")[0]
    pairs = [(i.get("name"), i.get("value")) for i in select(form, "input")]
    query = [*pairs, (buttons[0].get("name"), buttons[0].get("value"))]
    response = client.get(form.get("action"), params=query)
    assert response.status_code == 200
    return html.document_fromstring(response.text)


def test_neighbours_open_and_fold_by_buttons(starter: TestClient) -> None:
    begun = page(starter, "/en/diagram/org/segib")
    opened = press(starter, begun, "open", "state/col")
    assert set(shown(opened)) > set(shown(begun))
    address = select(opened, ".cg-explorer")[0].get("data-address")
    assert parse_qs(urlsplit(address).query) == {"open": ["state/col"]}
    folded = press(starter, opened, "fold", "state/col")
    assert set(shown(folded)) == set(shown(begun))


def test_steps_are_honest(starter: TestClient) -> None:
    counts = [len(shown(page(starter, f"/en/diagram/org/segib?steps={n}"))) for n in (1, 2, 3)]
    assert counts[0] < counts[1] < counts[2]
    assert starter.get("/en/diagram/org/segib?steps=4").status_code == 422


def test_every_record_shown_is_told_in_words(starter: TestClient) -> None:
    document = page(starter, "/en/diagram/org/segib?open=state/col")
    assert sorted(e.get("data-id") for e in select(document, ".cg-entry")) == sorted(
        shown(document)
    )


def test_what_is_left_out_is_gone_and_can_be_had_back(starter: TestClient) -> None:
    document = page(starter, "/en/diagram/org/segib?hide=State&hide=concept")
    assert not [id_ for id_ in shown(document) if id_.startswith("state/")]
    ticked = {e.get("value") for e in select(document, "input[name='hide'][checked]")}
    assert ticked == {"State", "concept"}


def test_a_year_leads_to_its_end(starter: TestClient) -> None:
    answer = starter.get("/en/diagram/org/segib?year=2004&open=state/col", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/en/diagram/org/segib?open=state%2Fcol&as_of=2004-12-31"


def test_an_address_goes_by_its_parameters_alone(starter: TestClient) -> None:
    address = "/en/diagram/org/segib?fold=state%2Fcol&open=state%2Farg&hide=Sector&to=org%2Fcaricom"
    found = select(page(starter, address), ".cg-explorer")[0].get("data-address")
    assert found == address


def test_routes_are_drawn_and_said(starter: TestClient) -> None:
    document = page(starter, "/en/diagram/org/segib?to=CARICOM&k=2")
    assert "org/caricom" in shown(document)
    assert len(select(document, ".cg-ways li")) == 2
    broad = [e for e in select(document, ".cg-line") if float(e.get("stroke-width")) > 3]
    assert broad
    assert select(document, ".cg-dim")
    nowhere = page(starter, "/en/diagram/org/segib?to=nobody+of+that+name")
    assert "nobody of that name" in select(nowhere, ".notice")[0].text_content()


def test_a_search_finds_in_the_diagram_and_in_the_base(starter: TestClient) -> None:
    document = page(starter, "/en/diagram/org/segib?find=Colombia")
    assert select(document, ".cg-hits a[href='#row-state/col']")
    document = page(starter, "/en/diagram/org/segib?find=CARICOM")
    assert select(document, ".cg-hits a[href='/en/diagram/org/caricom']")
    document = page(starter, "/en/diagram/org/segib?find=qqqqqq")
    assert not select(document, ".cg-hits a")


def test_a_record_without_relations_of_that_day(starter: TestClient) -> None:
    document = page(starter, "/en/diagram/org/segib?as_of=1900-01-01")
    assert "org/segib" in shown(document)


@pytest.mark.parametrize("query", ["open=%3Cscript%3E", "hide=%3Cb%3E", "find=%3Cscript%3Ealert"])
def test_hostile_addresses_stay_text(starter: TestClient, query: str) -> None:
    response = starter.get(f"/en/diagram/org/segib?{query}")
    assert response.status_code == 200
    assert "<script>" not in response.text
    assert "<b>" not in response.text


def test_nothing_is_inline(starter: TestClient) -> None:
    document = page(starter, "/en/diagram/org/segib?open=state/col&to=org/caricom")
    assert not document.xpath("//style | //script[not(@src)] | //@style")
    assert not [name for e in document.iter() for name in e.attrib if name.startswith("on")]
