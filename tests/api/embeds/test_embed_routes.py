"""Pictures for other sites: the public's, whoever asks; under a policy of their own."""

from __future__ import annotations

from starlette.testclient import TestClient


def test_a_picture_is_a_document_of_its_own(starter: TestClient) -> None:
    answer = starter.get("/en/embed/actor?id=org/segib")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert "set-cookie" not in answer.headers
    assert "public" in answer.headers["cache-control"]
    again = starter.get(
        "/en/embed/actor?id=org/segib", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status_code == 304


def test_other_pages_are_not_framed(starter: TestClient) -> None:
    assert "frame-ancestors 'none'" in starter.get("/en/").headers["content-security-policy"]


def test_what_is_wrong_is_said(starter: TestClient) -> None:
    assert starter.get("/en/embed/cake").status_code in (400, 404, 422)
    assert starter.get("/en/embed/actor").status_code == 422
    assert starter.get("/en/embed/actor?id=org/nobody").status_code == 404
