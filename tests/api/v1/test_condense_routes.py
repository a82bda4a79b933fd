"""Reports condensed for programs: for whom reads what is for states, and for nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from api import report_answers
from kg.base.audience import Audience
from tests.api.asking import bearer, client_of, key_for
from tests.api.pages.desk.office import Exchange
from tests.kg.condense.reports import TEXT

REPORT = ("report.txt", TEXT.encode())


def sent(exchange: Exchange, audience: Audience | None, lang: str = "en", **form: Any) -> Any:
    headers = {} if audience is None else bearer(key_for(exchange.desk, audience)[0])
    client = client_of(exchange.app, headers=headers)
    files: dict[str, Any] = {
        name: form.pop(name) for name in ("report", "previous") if name in form
    }
    return client.post(f"/v1/condense?lang={lang}", data=form, files=files)


@pytest.mark.parametrize("audience", ["states", "board"])
def test_what_is_in_a_report_is_answered_and_not_kept(
    exchange: Exchange, audience: Audience
) -> None:
    found = sent(exchange, audience, report=REPORT, **{"for": "state/hti"})
    assert found.status_code == 200, found.text
    assert found.headers["cache-control"] == "no-store"
    (state,) = found.json()["states"]
    assert state["id"] == "state/hti"
    assert any("1,250 officials of Haiti" in one["text"] for one in state["passages"])


def test_the_public_is_refused(exchange: Exchange) -> None:
    assert sent(exchange, None, report=REPORT).status_code == 403
    assert sent(exchange, "public", report=REPORT).status_code == 403


def test_a_browser_without_a_session_is_refused(exchange: Exchange) -> None:
    client = client_of(exchange.app)
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    found = client.post("/v1/condense", files={"report": REPORT}, headers=headers)
    assert found.status_code == 403


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"report": ("", b"")}, 422),
        ({"report": ("a.pdf", b"")}, 422),
        ({"report": REPORT, "for": "state/xyz"}, 404),
        ({"report": REPORT, "for": "org/caricom"}, 422),
        ({"report": REPORT, "previous": ("b.txt", b"\0\0")}, 422),
    ],
)
def test_what_is_wrong_is_a_problem(exchange: Exchange, form: dict[str, Any], status: int) -> None:
    found = sent(exchange, "board", **form)
    assert found.headers["content-type"] == "application/problem+json", found.text
    assert found.status_code == status, found.text
    assert found.json()["fix"]


def test_two_are_read_at_a_time(exchange: Exchange) -> None:
    held = report_answers._AT_ONCE
    assert held.acquire(blocking=False)
    assert held.acquire(blocking=False)
    try:
        found = sent(exchange, "states", report=REPORT)
    finally:
        held.release(2)
    assert found.status_code == 503
    assert found.headers["retry-after"]
    assert sent(exchange, "states", report=REPORT).status_code == 200


def test_a_program_is_told_what_to_send(exchange: Exchange) -> None:
    client = client_of(exchange.app, headers=bearer(key_for(exchange.desk, "states")[0]))
    twice = [("report", REPORT), ("report", REPORT)]
    bodies: list[dict[str, Any]] = [
        {"data": {"for": "state/hti"}},
        {"json": {}},
        {},
        {"files": twice},
    ]
    for body in bodies:
        found = client.post("/v1/condense", **body)
        assert (found.status_code, found.json()["code"]) == (422, "bad-upload"), body
        assert "multipart/form-data" in found.json()["fix"]
        assert "report" in found.json()["fix"]


def test_without_a_key_it_is_told_to_show_one(exchange: Exchange) -> None:
    found = client_of(exchange.app).post("/v1/condense", files={"report": REPORT})
    assert found.status_code == 403
    assert "Bearer" in found.json()["fix"]


def test_it_is_asked_by_post_alone(exchange: Exchange) -> None:
    found = client_of(exchange.app).get("/v1/condense")
    assert (found.status_code, found.headers["allow"]) == (405, "POST")
    assert "POST" in found.json()["fix"]


@pytest.mark.parametrize("lang", ["es", "fr"])
def test_problems_are_told_in_the_language_that_is_accepted(exchange: Exchange, lang: str) -> None:
    headers = {**bearer(key_for(exchange.desk, "states")[0]), "Accept-Language": lang}
    found = client_of(exchange.app, headers=headers).post(
        "/v1/condense", data={"for": "org/caricom"}, files={"report": REPORT}
    )
    assert found.headers["content-language"] == lang
    assert found.status_code == 422
    assert "--for" not in found.text
