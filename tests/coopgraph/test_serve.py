"""``serve`` and ``demo`` as processes: a real terminal, real sockets, nothing in between."""

from __future__ import annotations

import codecs
import http.client
import json
import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pytest

from tests.api.asking import bearer, desk_beside, key_for
from tests.journeys.cli.conftest import Run

CODE: Final = re.compile(r"\b([0-9A-Z]{4}(?:-[0-9A-Z]{4}){4})\b")
SECRET: Final = "a-secret-that-is-long-enough-0123456789"
PATIENCE: Final = 60.0
"""Seconds after which a process is given up: never waited for when all is well."""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@dataclass
class Served:
    """A running service, what it printed, and how to ask it."""

    port: int
    process: subprocess.Popen[bytes]
    terminal: int
    printed: str = ""
    decoder: codecs.IncrementalDecoder = field(default_factory=codecs.getincrementaldecoder("utf8"))
    """What is read at once may end in the middle of a character."""
    cookies: dict[str, str] = field(default_factory=dict)

    def read(self) -> None:
        """Take what was printed lately."""
        while select.select([self.terminal], [], [], 0)[0]:
            try:
                found = os.read(self.terminal, 65536)
            except OSError:  # a terminal whose process has ended
                return
            if not found:
                return
            self.printed += self.decoder.decode(found)

    def ask(
        self, method: str, path: str, headers: Any = None, **fields: str
    ) -> tuple[int, str, Any]:
        """Return status, text and headers of an answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **(headers or {})}
        if method == "POST":
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, path, urlencode(fields) if fields else None, sent)
            answer = line.getresponse()
            text = answer.read().decode()
        finally:
            line.close()
        for cookie in answer.headers.get_all("set-cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text, answer.headers

    def raw(self, request: str) -> str:
        """Return the first line that is answered to bytes as they are."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
            line.sendall(request.encode("latin-1"))
            return line.makefile("rb").readline().decode("latin-1").strip()

    def end(self) -> int:
        """Interrupt the process and return its status."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(PATIENCE)
        with suppress(OSError):
            self.read()
        return status


@contextmanager
def serving(*arguments: str, at_terminal: bool, **environment: str) -> Iterator[Served]:
    """Run ``coopgraph`` on a free port, at a terminal or with pipes, until it answers."""
    port = free_port()
    command = [sys.executable, "-m", "coopgraph", *arguments, "--port", str(port)]
    ours, theirs = pty.openpty() if at_terminal else os.pipe()
    stdin = theirs if at_terminal else subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=stdin, stdout=theirs, stderr=theirs, env={**os.environ, **environment},
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    served = Served(port, process, ours)
    try:
        wait_for(served, lambda: is_up(port))
        yield served
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def is_up(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_for(served: Served, done: Callable[[], bool]) -> None:
    given_up = time.monotonic() + PATIENCE
    while not done():
        served.read()
        assert served.process.poll() is None, served.printed
        assert time.monotonic() < given_up, served.printed
        time.sleep(0.05)


def token_in(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def test_the_code_of_the_terminal_lets_one_person_in(starter_copy: str) -> None:
    with serving("serve", "--store", starter_copy, at_terminal=True) as served:
        wait_for(served, lambda: CODE.search(served.printed) is not None)
        code = CODE.findall(served.printed)[0]
        origin = f"http://127.0.0.1:{served.port}"
        assert f"{origin}/-/enter" in served.printed
        assert served.ask("GET", "/en/partners")[0] == 403
        token = token_in(served.ask("GET", "/-/enter")[1])
        assert served.ask("POST", "/-/enter", {"Origin": origin}, token=token, code="x")[0] == 403
        here = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
        status, _, headers = served.ask("POST", "/-/enter", here, token=token, code=code.lower())
        assert (status, headers["Location"]) == (303, "/en/")
        status, page, headers = served.ask("GET", "/en/partners")
        assert (status, headers["Cache-Control"]) == (200, "private, no-cache")
        held = dict(served.cookies)
        assert served.ask("POST", "/-/leave", here, token=token_in(page))[0] == 303
        assert served.ask("GET", "/en/partners")[0] == 403
        served.cookies = held
        assert served.ask("GET", "/en/partners")[0] == 403, "the session is over for all"
        served.cookies = {}
        assert 'name="code"' not in served.ask("GET", "/-/enter")[1], "the code is spent"
        assert served.end() == 0
        assert "Traceback" not in served.printed


def test_without_a_terminal_there_is_no_code(starter_copy: str) -> None:
    with serving("serve", "--store", starter_copy, at_terminal=False) as served:
        assert 'name="code"' not in served.ask("GET", "/-/enter")[1]
        assert served.ask("GET", "/en/partners")[0] == 403
        assert served.ask("GET", "/v1/partners?audience=board")[0] == 403
        key, _ = key_for(desk_beside(starter_copy), "board")
        assert served.ask("GET", "/v1/partners", bearer(key))[0] == 200
        assert served.end() == 0
        assert "Serving on" in served.printed
        assert not CODE.search(served.printed)
        said = [line for line in served.printed.splitlines() if not line.startswith("{")]
        assert not any("-/enter" in line for line in said)


def test_where_nobody_may_see_more_there_is_no_code(starter_copy: str) -> None:
    arguments = ("serve", "--store", starter_copy, "--audience", "public")
    with serving(*arguments, at_terminal=True) as served:
        key, _ = key_for(desk_beside(starter_copy), "board")
        assert served.ask("GET", "/v1/partners", bearer(key))[0] == 403
        assert served.end() == 0
        assert not CODE.search(served.printed)


def test_sockets_get_no_more_than_libraries(starter_copy: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET, "utf-8")
    settings = {
        "COOPGRAPH_TRUST_PROXY": "10.9.9.9", "COOPGRAPH_TRUST_PROXY_SECRET_FILE": str(secret),
        "FORWARDED_ALLOW_IPS": "*", "WEB_CONCURRENCY": "4",
    }  # fmt: skip
    with serving("serve", "--store", starter_copy, at_terminal=False, **settings) as served:
        ours = f"Host: 127.0.0.1:{served.port}\r\n"
        end = "Connection: close\r\n\r\n"
        assert " 200 " in served.raw(f"GET /v1/status HTTP/1.1\r\n{ours}{end}")
        for host in ("Host: evil.example\r\n", "Host: 127.0.0.1\r\n", "Host: \r\n"):
            assert " 421 " in served.raw(f"GET /v1/status HTTP/1.1\r\n{host}{end}")
        for hosts in ("", ours + ours, f"{ours}Host: evil.example\r\n"):
            answer = served.raw(f"GET /v1/status HTTP/1.1\r\n{hosts}{end}")
            assert re.search(r" (400|421) ", answer), answer
        assert " 421 " in served.raw(f"GET /v1/status HTTP/1.0\r\n{end}")
        assert " 421 " in served.raw(f"GET http://evil.example/v1/status HTTP/1.1\r\n{ours}{end}")
        said = f"X-Coopgraph-Audience: board\r\nX-Coopgraph-Proxy-Secret: {SECRET}\r\n"
        lied = "X-Forwarded-For: 10.9.9.9\r\nForwarded: for=10.9.9.9\r\nX-Real-IP: 10.9.9.9\r\n"
        answer = served.raw(f"GET /v1/partners HTTP/1.1\r\n{ours}{said}{lied}{end}")
        assert " 403 " in answer
        served.end()
        assert "127.0.0.1" in served.printed, "who was not believed stands in the log"
        assert SECRET not in served.printed


def test_a_proxy_on_this_machine_says_who_asks(starter_copy: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n", "utf-8")
    settings = {
        "COOPGRAPH_TRUST_PROXY": "127.0.0.0/8",
        "COOPGRAPH_TRUST_PROXY_SECRET_FILE": str(secret),
        "COOPGRAPH_PUBLIC_URL": "https://knowledge.example",
    }
    with serving("serve", "--store", starter_copy, at_terminal=False, **settings) as served:
        host = {"Host": "knowledge.example"}
        said = {**host, "X-Coopgraph-Audience": "board"}
        right = {**said, "X-Coopgraph-Proxy-Secret": SECRET}
        assert served.ask("GET", "/v1/partners", host)[0] == 403
        assert served.ask("GET", "/v1/partners", said)[0] == 403
        assert served.ask("GET", "/v1/partners", right)[0] == 200
        for who in (host, right):
            found = json.loads(served.ask("GET", "/v1/status", who)[1])
            assert (found["counts"]["Offer"], found["counts"]["State"]) == (0, 35)
            assert served.ask("GET", "/v1/nodes/state/xaa", who)[0] == 404


def test_a_service_on_this_machine_shows_examples(starter_copy: str) -> None:
    with serving("serve", "--store", starter_copy, at_terminal=False) as served:
        found = json.loads(served.ask("GET", "/v1/status")[1])
        assert found["counts"]["Offer"] == found["examples"]["Offer"] >= 60
        assert served.ask("GET", "/v1/nodes/state/xaa")[0] == 200


WRONG: Final[dict[str, tuple[list[str], dict[str, str], str]]] = {
    "everywhere": (["--host", "0.0.0.0"], {}, "COOPGRAPH_PUBLIC_URL"),
    "everywhere, IPv6": (["--host", "::"], {}, "COOPGRAPH_PUBLIC_URL"),
    "nowhere": (["--host", ""], {}, "COOPGRAPH_PUBLIC_URL"),
    "an address": (["--host", "192.0.2.7"], {}, "COOPGRAPH_PUBLIC_URL"),
    "a name": (["--host", "kb.example"], {}, "COOPGRAPH_PUBLIC_URL"),
    "no scheme": ([], {"PUBLIC_URL": "kb.example"}, "COOPGRAPH_PUBLIC_URL"),
    "a path": ([], {"PUBLIC_URL": "https://kb.example/kb"}, "COOPGRAPH_PUBLIC_URL"),
    "credentials": ([], {"PUBLIC_URL": "https://a:hunter2@kb.example"}, "COOPGRAPH_PUBLIC_URL"),
    "no secret": ([], {"TRUST_PROXY": "10.0.0.1"}, "COOPGRAPH_TRUST_PROXY_SECRET_FILE"),
    "no peers": ([], {"TRUST_PROXY_SECRET_FILE": "/etc/hostname"}, "COOPGRAPH_TRUST_PROXY"),
    "bad peers": (
        [], {"TRUST_PROXY": "proxy", "TRUST_PROXY_SECRET_FILE": "/etc/hostname"},
        "COOPGRAPH_TRUST_PROXY",
    ),
    "no file": ([], {"TRUST_PROXY": "::1", "TRUST_PROXY_SECRET_FILE": "/nowhere/x"}, "/nowhere/x"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_meant_ends_with_2_and_the_fix(
    run: Run, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    arguments, environment, word = WRONG[case]
    for name, value in environment.items():
        monkeypatch.setenv(f"COOPGRAPH_{name}", value)
    done = run("serve", *arguments, "--json")
    assert (done.status, done.out) == (2, "")
    assert word in done.problem["detail"] + done.problem["fix"]
    assert done.problem["fix"]
    assert "hunter2" not in done.err


def test_a_port_that_is_taken_is_named(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port))
    assert done.status == 2
    assert f"127.0.0.1:{port}" in done.err


def test_the_demo_opens_the_address_and_never_the_code(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" >> {seen}\n', "utf-8")
    browser.chmod(0o755)
    with serving("demo", at_terminal=True, BROWSER=str(browser)) as served:
        wait_for(served, lambda: CODE.search(served.printed) is not None and seen.exists())
        code = CODE.findall(served.printed)[0]
        wait_for(served, lambda: seen.read_text("utf-8").endswith("\n"))
        assert seen.read_text("utf-8") == f"http://127.0.0.1:{served.port}/-/enter\n"
        assert served.ask("GET", "/en/partners")[0] == 403, "the demo answers the public too"
        assert code.replace("-", "") not in served.ask("GET", "/-/enter")[1].replace("-", "")
        served.end()
