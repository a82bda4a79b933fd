"""Who acts as an office without a mailed link: by a key, or because a trusted proxy says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.authentication.asker import AUDIENCE_HEADER, FOCAL_POINT_HEADER, SECRET_HEADER
from kg.access.clock import utc_now
from kg.access.keys import Acting, make_key
from kg.access.proxy import trusted_proxy
from kg.exchange.focal_points import READS_AS, mailbox_mark
from kg.exchange.moving import move, seen_record
from kg.model.desk_types import FocalPoint
from kg.store.opening import create_store
from tests.api.asking import access, bearer, client_of, key_for
from tests.api.house import token_in
from tests.api.pages.desk.conftest import ISLAND, snapshots  # noqa: F401 (a fixture)
from tests.api.pages.desk.office import SECRETARIAT, Exchange

PEER = "10.1.2.3"
SECRET = "a-secret-that-is-long-enough-0123456789"
OURS = {"Sec-Fetch-Site": "same-origin"}
DEMAND = {
    "title": "Wells for the outer islands", "summary": "Who digs them?", "sector": "14030",
    "languages": "en", "visibility": "states",
}  # fmt: skip
Made = Callable[..., TestClient]


@pytest.fixture
def exchange(starter_copy: str, snapshots: Path) -> Iterator[Exchange]:  # noqa: F811
    made = Exchange(starter_copy, snapshots)
    yield made
    made.app.state.service.close()
    made.app.state.access.close()


@pytest.fixture
def made(exchange: Exchange, tmp_path: Path) -> Iterator[Made]:
    """Make services behind a proxy, over the same store and desk."""
    (tmp_path / "secret").write_text(f"{SECRET}\n", "utf-8")
    opened: list[TestClient] = []

    def make(peer: str = PEER, **more: Any) -> TestClient:
        proxy = trusted_proxy("10.1.0.0/16", str(tmp_path / "secret"))
        settings = access(exchange.desk, proxy=proxy, **more)
        app = create_app(exchange.url, access=settings, cache=exchange.cache)
        opened.append(client_of(app, client=(peer, 40_000)).__enter__())
        return opened[-1]

    yield make
    for one in opened:
        one.__exit__(None, None, None)


def active(exchange: Exchange, role: str = "authority", office: str | None = ISLAND) -> str:
    """Return a focal point that may act; its mailbox is its role's."""
    id_ = exchange.invite(f"{role}@example.org", role, office)
    moved(exchange, id_, "verify")
    return id_


def moved(exchange: Exchange, id_: str, act: str, **said: str) -> None:
    with closing(create_store(exchange.desk, room="desk")) as desk:
        seen = seen_record(desk, FocalPoint, id_, SECRETARIAT)
        move(desk, seen, act, SECRETARIAT, utc_now(), **said)


def acting_key(exchange: Exchange, id_: str, role: str = "authority") -> str:
    acting = Acting(id_, mailbox_mark(f"{role}@example.org"))
    with closing(create_store(exchange.desk, room="desk")) as desk:
        reads = READS_AS[role]  # type: ignore[index]
        return make_key(desk, reads, "A script", None, utc_now(), acting=acting)[0]


def by_proxy(id_: str, **more: str) -> dict[str, str]:
    return {FOCAL_POINT_HEADER: id_, SECRET_HEADER: SECRET, **more}


def who(client: TestClient, headers: Any) -> tuple[int, str]:
    """Return how the desk answers, and as which audience somebody reads."""
    version = client.get("/-/version", headers=headers)
    audience = version.json().get("audience", "") if version.status_code == 200 else ""
    return client.get("/en/desk", headers=headers).status_code, audience


def enter(client: TestClient, headers: Any, **more: str) -> Any:
    fields = {**DEMAND, "act": "propose", **more}
    return client.post("/en/desk/new/demands", data=fields, headers=headers)


@pytest.mark.parametrize(
    ("role", "office", "audience"),
    [
        ("authority", ISLAND, "states"),
        ("partner_body", "unit/mercosur-gci", "public"),
        ("secretariat", None, "board"),
        ("board", None, "board"),
    ],
)
def test_who_acts_reads_as_the_role_does(
    exchange: Exchange, made: Made, role: str, office: str | None, audience: str
) -> None:
    id_ = active(exchange, role, office)
    key, client = acting_key(exchange, id_, role), made()
    assert who(client, bearer(key)) == (200, audience)
    assert who(client, by_proxy(id_)) == (200, audience)
    assert who(made(most="public"), bearer(key)) == (200, "public")
    assert who(made(most="public"), by_proxy(id_)) == (200, "public")


def test_a_script_with_a_key_enters_something_without_a_page(
    exchange: Exchange, made: Made
) -> None:
    key, client = acting_key(exchange, active(exchange)), made()
    sent = enter(client, bearer(key))
    assert sent.status_code == 303
    entry = client.get(sent.headers["location"], headers=bearer(key))
    assert DEMAND["title"] in entry.text


@pytest.mark.parametrize("audience", ["states", "board"])
def test_a_plain_key_only_reads(exchange: Exchange, made: Made, audience: Any) -> None:
    key, _ = key_for(exchange.desk, audience)
    client = made()
    assert who(client, bearer(key)) == (303, audience)
    assert enter(client, bearer(key)).status_code == 403
    # What was typed is kept in the page until somebody signs in.
    kept = enter(client, {**bearer(key), **OURS})
    assert kept.status_code == 403
    assert 'action="/-/kept' in kept.text


@pytest.mark.parametrize("act", ["suspend", "change"])
def test_a_key_ends_with_its_focal_point(exchange: Exchange, made: Made, act: str) -> None:
    id_ = active(exchange)
    key, client = acting_key(exchange, id_), made()
    assert who(client, bearer(key)) == (200, "states")
    moved(exchange, id_, act, **({"mailbox": "other@example.org"} if act == "change" else {}))
    for address in ("/en/desk", "/v1/status", "/en/"):
        assert client.get(address, headers=bearer(key)).status_code == 401
    moved(exchange, id_, "resume" if act == "suspend" else "verify")
    if act == "change":
        assert who(client, bearer(key))[0] == 401, "it was made for another mailbox"
    else:
        moved(exchange, id_, "verify")
        assert who(client, bearer(key)) == (200, "states")


@pytest.mark.parametrize("act", ["suspend", "change"])
def test_whom_a_proxy_names_is_nobody_once_they_may_not_act(
    exchange: Exchange, made: Made, act: str
) -> None:
    id_, client = active(exchange), made()
    assert who(client, by_proxy(id_)) == (200, "states")
    moved(exchange, id_, act, **({"mailbox": "other@example.org"} if act == "change" else {}))
    assert who(client, by_proxy(id_, **{AUDIENCE_HEADER: "board"})) == (303, "public")


def test_nobody_is_named_by_what_is_no_focal_point(exchange: Exchange, made: Made) -> None:
    invited, client = exchange.invite("new@example.org", "authority", ISLAND), made()
    for id_ in (invited, "focalpoint/0000", "key/x", "state/hti", ISLAND, "x" * 3_000, "' OR 1=1"):
        assert who(client, by_proxy(id_, **{AUDIENCE_HEADER: "board"})) == (303, "public")


def test_an_empty_name_leaves_it_to_the_audience(exchange: Exchange, made: Made) -> None:
    client, id_ = made(), active(exchange)
    assert who(client, by_proxy("", **{AUDIENCE_HEADER: "board"})) == (303, "board")
    assert who(client, by_proxy(id_, **{AUDIENCE_HEADER: ""})) == (200, "states")


def test_nobody_but_the_proxy_names_who_acts(
    exchange: Exchange, made: Made, caplog: pytest.LogCaptureFixture
) -> None:
    id_ = active(exchange)
    client = made()
    for headers in (
        {FOCAL_POINT_HEADER: id_}, {FOCAL_POINT_HEADER: id_, SECRET_HEADER: "wrong"},
    ):  # fmt: skip
        assert who(client, headers) == (303, "public")
    twice: Any = [*by_proxy(id_).items(), (FOCAL_POINT_HEADER, id_)]
    assert who(client, twice) == (303, "public")
    assert who(made("10.2.0.1"), by_proxy(id_)) == (303, "public")
    assert "are ignored" in caplog.text
    assert id_ not in caplog.text
    assert SECRET not in caplog.text


def test_a_form_of_somebody_whom_a_proxy_names_comes_from_a_page_of_ours(
    exchange: Exchange, made: Made
) -> None:
    client, id_ = made(), active(exchange)
    page = client.get("/en/desk/new/demands", headers=by_proxy(id_))
    assert "Sign out" not in page.text
    token = token_in(page.text)
    theirs = exchange.invite("other@example.org", "authority", ISLAND)
    moved(exchange, theirs, "verify")
    other = token_in(client.get("/en/desk/new/demands", headers=by_proxy(theirs)).text)
    assert enter(client, by_proxy(id_)).status_code == 403, "no page sent it"
    for site in ("cross-site", "same-site", "none"):
        headers = by_proxy(id_, **{"Sec-Fetch-Site": site})
        assert enter(client, headers, token=token).status_code == 403
    for wrong in ("", "x", other):
        assert enter(client, by_proxy(id_, **OURS), token=wrong).status_code == 403
    assert enter(client, by_proxy(id_, **OURS), token=token).status_code == 303


def test_a_key_beside_a_session_does_not_let_forms_pass(exchange: Exchange, made: Made) -> None:
    id_ = active(exchange)
    person = exchange.signed_in("authority@example.org")
    key = acting_key(exchange, id_)
    headers = {**bearer(key), "Sec-Fetch-Site": "cross-site"}
    found = person.client.post("/-/leave", headers=headers)
    assert found.status_code == 403
    assert person.client.get("/en/desk").status_code == 200


def test_pages_of_those_who_act_are_kept_for_nobody_else(exchange: Exchange, made: Made) -> None:
    client, first = made(), active(exchange)
    second = exchange.invite("second@example.org", "authority", ISLAND)
    moved(exchange, second, "verify")
    pages = [client.get("/en/", headers=by_proxy(id_)) for id_ in (first, second)]
    pages.append(client.get("/en/", headers=by_proxy("", **{AUDIENCE_HEADER: "states"})))
    assert len({page.headers["etag"] for page in pages}) == 3
    for page in pages:
        assert page.headers["cache-control"] == "private, no-cache"
        assert FOCAL_POINT_HEADER in page.headers["vary"]
    assert "My desk" in pages[0].text
    assert "My desk" not in pages[2].text
