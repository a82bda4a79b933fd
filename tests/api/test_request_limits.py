"""What a service takes on, what it answers compressed and from memory, and what it writes down."""

from __future__ import annotations

import gzip
import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from api.app import create_app
from api.authentication.access_settings import AccessSettings
from api.kept_answers import Answers, Made
from api.request_limits import Limited, Limits
from coopgraph.connections import Patience, protocol_with
from kg.access.hosts import hosts_of
from tests.api.asking import PUBLIC, access, bearer, client_of, key_for

GET = b"GET /-/live HTTP/1.1\r\nHost: localhost\r\n\r\n"


@contextmanager
def listening(url: str, patience: Patience, kind: Any = None) -> Iterator[int]:
    """Give the port of a service whose connections have some patience."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        app = create_app(url, access=AccessSettings(hosts=hosts_of("127.0.0.1", port)), cache=None)
        config = uvicorn.Config(
            app, log_level="critical", http=kind or protocol_with(patience),
            timeout_keep_alive=patience.idle, timeout_graceful_shutdown=1,
        )  # fmt: skip
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.02)
            yield port
        finally:
            server.should_exit = True
            thread.join()


def opened(port: int, sent: bytes = b"") -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), timeout=30)
    line.sendall(sent)
    return line


def told(line: socket.socket) -> bytes:
    """Return all that is answered until the other side closes."""
    found = b""
    while piece := line.recv(65536):
        found += piece
    return found


def test_connections_that_say_nothing_are_closed(world_url: str) -> None:
    with listening(world_url, Patience(headers=0.5)) as port:
        lines = [opened(port, b"GET / HT" if n % 2 else b"") for n in range(300)]
        with closing(opened(port, GET)) as other:
            assert other.recv(12) == b"HTTP/1.1 200", "others are answered meanwhile"
        assert {told(line)[:12] for line in lines} == {b"HTTP/1.1 408"}
        for line in lines:
            line.close()


def test_no_part_of_an_answer_waits_for_the_one_before(world_url: str) -> None:
    found: list[int] = []

    class Looked(protocol_with(Patience())):  # type: ignore[misc]
        def data_received(self, data: bytes) -> None:
            line = self.transport.get_extra_info("socket")
            found.append(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            super().data_received(data)

    with listening(world_url, Patience(), Looked) as port, closing(opened(port, GET)) as line:
        assert line.recv(12) == b"HTTP/1.1 200"
    assert found == [1]


def test_headers_drop_by_drop_gain_no_time(world_url: str) -> None:
    with listening(world_url, Patience(headers=0.5)) as port, closing(opened(port)) as line:
        ended = False
        for letter in GET.replace(b"\r\n\r\n", b"\r\nX: ") + b"y" * 400:
            try:
                line.sendall(bytes([letter]))
            except OSError:
                ended = True
                break
            time.sleep(0.02)
        assert ended


def test_a_body_that_does_not_come_is_not_waited_for(world_url: str) -> None:
    head = b"POST /-/enter HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf"
    with listening(world_url, Patience(body=0.5)) as port, closing(opened(port, head)) as line:
        assert b"HTTP/1.1 200" not in told(line)


def test_who_is_silent_makes_room_for_who_asks(world_url: str) -> None:
    with listening(world_url, Patience(most=20)) as port:
        lines = [opened(port) for _ in range(60)]
        for _ in range(5):
            with closing(opened(port, GET)) as other:
                assert other.recv(12) == b"HTTP/1.1 200"
        for line in lines:
            line.close()


def test_no_more_connections_than_there_is_room_for(world_url: str) -> None:
    with listening(world_url, Patience(most=5)) as port:
        head = (
            f"POST /-/enter HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n"
        )
        half = head.encode() + b"Content-Length: 100\r\n\r\nhalf"
        lines = [opened(port, half) for _ in range(5)]
        time.sleep(0.5)  # they are being answered
        with closing(opened(port)) as late:
            answer = told(late)
        assert answer.startswith(b"HTTP/1.1 503")
        assert b"Retry-After" in answer
        for line in lines:
            line.close()


def test_a_body_that_nobody_asked_for_is_not_read_to_its_end(world_url: str) -> None:
    head = b"GET /-/live HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    with listening(world_url, Patience()) as port, closing(opened(port, head)) as line:
        sent = 0
        try:
            while sent < 400:
                line.sendall(piece)
                sent += 1
        except OSError:
            pass
        assert sent < 400


def test_headers_without_end_are_refused(world_url: str) -> None:
    with client_of(create_app(world_url, access=PUBLIC, cache=None)) as client:
        answer = client.get("/v1/status", headers={f"X-{n}": "y" * 1000 for n in range(50)})
    assert (answer.status_code, answer.json()["code"]) == (431, "headers-too-large")


def test_another_spelling_gets_links_of_its_own(world_url: str) -> None:
    with client_of(create_app(world_url, access=PUBLIC, cache=None)) as client:
        odd = client.get("/es/search?q=wells&&&zz").text
        plain = client.get("/es/search?q=wells").text
        again = client.get("/es/search?q=wells&&&").text
    assert "&&" not in plain
    assert "&amp;&amp;" not in plain
    assert odd
    assert again


def test_an_idle_reader_is_left_after_a_while(world_url: str) -> None:
    with listening(world_url, Patience(idle=1)) as port, closing(opened(port, GET)) as line:
        assert told(line).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("said", ["content-length", "chunked"])
def test_what_is_too_large_is_refused(world_url: str, said: str) -> None:
    with client_of(create_app(world_url, access=PUBLIC, cache=None)) as client:
        headers = {"Sec-Fetch-Site": "same-origin"}
        body = b"x" * 70_000
        content = iter([body[:10_000]] * 7) if said == "chunked" else body
        answer = client.post("/-/enter", content=content, headers=headers)
    assert answer.status_code == 413
    assert answer.json()["fix"]


def counted(url: str, limits: Limits, peer: str) -> TestClient:
    app = create_app(url, access=PUBLIC, cache=None, limits=limits)
    return client_of(app, client=(peer, 50_000))


def test_who_asks_too_often_is_told_when_to_come_back(world_url: str) -> None:
    with counted(world_url, Limits(rate=0.001, burst=3), "203.0.113.7") as client:
        answers = [client.get("/v1/status") for _ in range(5)]
        assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
        assert int(answers[-1].headers["retry-after"]) > 0
        assert answers[-1].json()["code"] == "too-many-requests"
        page = client.get("/es/", headers={"Accept": "text/html"})
        assert (page.status_code, "<html" in page.text) == (429, True)


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "testclient"])
def test_this_machine_is_not_counted(world_url: str, peer: str) -> None:
    with counted(world_url, Limits(rate=0.001, burst=1), peer) as client:
        assert {client.get("/v1/status").status_code for _ in range(5)} == {200}


def test_one_address_takes_nothing_from_another(world_url: str) -> None:
    app = create_app(world_url, access=PUBLIC, cache=None, limits=Limits(rate=0.001, burst=1))
    for last in range(3):
        with client_of(app, client=(f"203.0.113.{last}", 50_000)) as client:
            assert [client.get("/v1/status").status_code for _ in range(2)] == [200, 429]


def test_beyond_what_is_answered_at_once_readers_are_asked_to_come_back(world_url: str) -> None:
    app = create_app(world_url, access=PUBLIC, cache=None)
    begun, end = threading.Event(), threading.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        import anyio

        begun.set()
        await anyio.to_thread.run_sync(end.wait)
        await app(scope, receive, send)

    busy = Limited(slow, Limits(at_once=1))

    async def service(scope: Scope, receive: Receive, send: Send) -> None:
        await busy({**scope, "app": app} if scope["type"] == "http" else scope, receive, send)

    client = client_of(service)  # type: ignore[arg-type]
    first = threading.Thread(target=client.get, args=("/v1/status",))
    first.start()
    begun.wait()
    refused = client_of(service).get("/v1/status")  # type: ignore[arg-type]
    end.set()
    first.join()
    app.state.service.close()
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")


def test_a_store_that_cannot_be_used_says_when_to_come_back(tmp_path: object) -> None:
    app = create_app(f"sqlite://{tmp_path}/none.db", access=PUBLIC, cache=None)
    with client_of(app) as client:
        answer = client.get("/v1/status")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")


# --- compressed


def test_what_is_public_is_compressed(world_url: str) -> None:
    with client_of(create_app(world_url, access=PUBLIC, cache=None)) as client:
        packed = client.get("/v1/status", headers={"Accept-Encoding": "br, gzip;q=0.8"})
        plain = client.get("/v1/status", headers={"Accept-Encoding": "gzip;q=0, identity"})
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert packed.json() == plain.json()
        assert packed.headers["etag"] != plain.headers["etag"]
        for answer, coding in ((packed, "gzip"), (plain, "identity")):
            assert "Accept-Encoding" in answer.headers["vary"]
            known = {"If-None-Match": answer.headers["etag"], "Accept-Encoding": coding}
            again = client.get("/v1/status", headers=known)
            assert (again.status_code, again.headers["etag"]) == (304, answer.headers["etag"])


@pytest.mark.parametrize("audience", ["states", "board"])
def test_what_is_not_public_is_not(world_url: str, tmp_path: object, audience: str) -> None:
    desk = f"sqlite://{tmp_path}/desk.db"
    key, _ = key_for(desk, audience)  # type: ignore[arg-type]
    with client_of(create_app(world_url, access=access(desk), cache=None)) as client:
        for more in ("", "?audience=public"):
            answer = client.get(f"/v1/status{more}", headers=bearer(key))
            assert answer.status_code == 200
            assert "content-encoding" not in answer.headers


def test_a_form_is_not_compressed(world_url: str) -> None:
    with client_of(create_app(world_url, access=PUBLIC, cache=None)) as client:
        answer = client.get("/-/enter")
    assert "content-encoding" not in answer.headers


# --- made once


def made(size: int = 10) -> Made:
    return Made(b"x" * size, "text/plain", {})


def test_who_asks_the_same_waits_for_one_answer() -> None:
    answers, calls, go = Answers(), [], threading.Event()

    def make() -> Made:
        calls.append(1)
        go.wait()
        return made()

    threads = [threading.Thread(target=answers.get, args=("tag", make)) for _ in range(8)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()
    assert len(calls) == 1


def test_what_is_kept_is_bounded() -> None:
    answers, calls = Answers(most=800), []

    def make() -> Made:
        calls.append(1)
        return made(90)

    for number in range(20):
        answers.get(str(number), make)
    answers.get("19", make)
    assert len(calls) == 20
    answers.get("0", make)
    assert len(calls) == 21


def test_a_failure_is_not_kept() -> None:
    answers = Answers()

    def fail() -> Made:
        raise ValueError

    for number in range(20):
        with pytest.raises(ValueError, match=r"^$"):
            answers.get(f"tag {number % 10}", fail)
    assert not answers._making
    assert answers.get("tag", made).body == made().body


def test_what_is_kept_leaves_no_lock_behind() -> None:
    answers = Answers()
    for _ in range(2):
        answers.get("tag", made)
    assert not answers._making


def test_an_answer_made_twice_takes_room_once() -> None:
    answers = Answers(most=800)
    inner = answers.get

    def make() -> Made:
        answers._making.clear()  # as where one who made it before has failed
        inner("tag", lambda: made(90))
        return made(90)

    answers.get("tag", make)
    assert answers._size == 90


def test_compressed_bytes_hold_no_time() -> None:
    from api.kept_answers import made as pack

    packed = pack("a" * 2_000, "text/plain", {}, public=True).packed
    assert packed == pack("a" * 2_000, "text/plain", {}, public=True).packed
    assert gzip.decompress(packed or b"") == b"a" * 2_000


# --- the log


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if "requests" in record.name]


def test_each_request_is_one_line_without_what_was_typed(
    world_url: str, tmp_path: object, caplog: pytest.LogCaptureFixture
) -> None:
    desk = f"sqlite://{tmp_path}/desk.db"
    key, _ = key_for(desk, "board")
    caplog.set_level(logging.INFO)
    with client_of(create_app(world_url, access=access(desk), cache=None)) as client:
        hostile = {"User-Agent": "a\tb", "X-Request-ID": 'x", "status": 200', "Cookie": "zzcookie"}
        answers = [
            client.get("/v1/search?q=zztyped&secret=zzquery", headers={**bearer(key), **hostile}),
            client.get("/v1/nodes/org/zzpath"),
            client.get("/en/zznowhere"),
            client.post("/-/enter", data={"code": "ZZCODE"}),
        ]
    text = "\n".join(lines(caplog))
    assert len(lines(caplog)) == len(answers)
    for secret in ("zz", "ZZ", key, "203.0", "testclient", 'status": 200'):
        assert secret not in text
    for answer in answers:
        assert f"{answer.headers['x-request-id']}" in text
    assert "/v1/search" in text
    assert "/v1/nodes/{" in text


def test_a_mistake_of_ours_has_an_id_and_a_line(
    world_url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(world_url, access=PUBLIC, cache=None)

    def broken(*_: object) -> None:
        raise RuntimeError("zzinside")

    monkeypatch.setattr(app.state.service.knowledge, "view", broken)
    caplog.set_level(logging.INFO)
    with client_of(app, raise_server_exceptions=False) as client:
        answer = client.get("/v1/status")
    assert answer.status_code == 500
    assert "zzinside" not in answer.text
    assert any(answer.headers["x-request-id"] in line for line in lines(caplog))


def test_only_a_trusted_proxy_names_a_request(world_url: str, tmp_path: object) -> None:
    from kg.access.proxy import TrustedProxy, networks_of

    proxy = TrustedProxy(networks_of("203.0.113.0/24"), b"secret")
    app = create_app(world_url, access=access(f"sqlite://{tmp_path}/d.db", proxy=proxy), cache=None)
    for peer, given, taken in (
        ("203.0.113.9", "abc-12345", True),
        ("203.0.113.9", "short", False),
        ("203.0.113.9", "with space and more", False),
        ("198.51.100.1", "abc-12345", False),
    ):
        with client_of(app, client=(peer, 50_000)) as client:
            answer = client.get("/v1/status", headers={"X-Request-ID": given})
        assert (answer.headers["x-request-id"] == given) is taken


def test_the_log_of_a_service_is_lines_of_json() -> None:
    """As it leaves a process whose stderr is no terminal."""
    import subprocess
    import sys

    program = """
import logging, structlog
from coopgraph.logs import write_log
write_log()
from api.request_log import _LOG
_LOG.info("request", route="a\\nb", status=200)
logging.getLogger("coopgraph.api").error("x %s", "y\\nz")
logging.getLogger("other").info("not told")
try:
    raise ValueError("inside")
except ValueError:
    logging.getLogger("uvicorn.error").exception("failed")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    found = [json.loads(line) for line in done.stderr.splitlines()]
    assert [one["event"] for one in found] == ["request", "x y\nz", "failed"]
    assert found[0]["route"] == "a\nb"
    assert "ValueError" in found[2]["exception"]
