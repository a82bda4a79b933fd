"""Reports condensed for programs: for whom reads what is for states, and for nobody else."""

from __future__ import annotations

import logging
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
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


MARK = "Zyxqoria"
"""A word that is nowhere but in the report that is sent."""


def test_nothing_of_a_report_stays(
    exchange: Exchange, tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("uploads")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    caplog.set_level(logging.DEBUG)
    text = TEXT.replace("the Agency", MARK).encode()
    for name, content in ((f"{MARK}.txt", text), (f"{MARK}.pdf", b"%PDF-1.7 " + text)):
        found = sent(exchange, "states", report=(name, content), **{"for": "state/hti"})
        assert found.status_code in (200, 422)
        assert MARK in found.text
    assert list(folder.iterdir()) == []
    assert MARK not in caplog.text
    kept = Path(exchange.url.removeprefix("sqlite:///")).parent
    files = [
        path for place in (kept, exchange.cache) for path in place.rglob("*") if path.is_file()
    ]
    assert files
    assert not [path for path in files if MARK.encode() in path.read_bytes()]


def parts(*named: tuple[str, str, str], end: str = "--b--\r\n") -> bytes:
    """A body of parts: the name of each, of its file, and what is in it."""
    said = ""
    for name, file, text in named:
        more = f'; filename="{file}"' if file else ""
        said += f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{text}\r\n'
    return (said + end).encode()


@pytest.mark.parametrize(
    "body",
    [
        parts(("report", "a.txt", TEXT), ("report", "b.txt", TEXT)),
        parts(("report", "a.txt", TEXT), ("other", "b.txt", TEXT)),
        parts(("report", "a.txt", TEXT), end=""),
        parts(("for", "", "state/hti"), ("for", "", "state/brb"), ("report", "a.txt", TEXT)),
        parts(("report", "", TEXT)),
        parts(*((f"f{n}", "", "x") for n in range(30)), ("report", "a.txt", TEXT)),
        b"--b\r\n", b"", b"\0" * 1000,
    ],
)  # fmt: skip
def test_a_form_that_is_none_is_refused(exchange: Exchange, body: bytes) -> None:
    headers = bearer(key_for(exchange.desk, "states")[0])
    headers["Content-Type"] = "multipart/form-data; boundary=b"
    found = client_of(exchange.app, headers=headers).post("/v1/condense", content=body)
    assert 400 <= found.status_code < 500, found.text
    assert found.headers["content-type"] == "application/problem+json"


def test_too_large_is_said(exchange: Exchange) -> None:
    found = sent(exchange, "states", report=("a.txt", b"x " * 15_100_000))
    assert found.status_code == 413
    assert found.json()["fix"]


def test_the_service_answers_while_reports_are_read(exchange: Exchange) -> None:
    """Of many that come at once two are read, each of the others is told to ask again."""
    long = ("a.txt", (TEXT * 400).encode())
    client = client_of(exchange.app)
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(sent, exchange, "states", report=long) for _ in range(6)]
        answered = 0
        while not all(one.done() for one in asked):
            assert client.get("/v1/status").status_code == 200
            answered += 1
    statuses = [one.result().status_code for one in asked]
    assert set(statuses) <= {200, 503}
    assert 200 in statuses
    assert all(
        one.result().headers["retry-after"] for one in asked if one.result().status_code == 503
    )
    assert answered > 1


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
