"""The Caddyfile of the profile "tls", tried with a real Caddy before a real service."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from kg.access.hosts import hosts_of, public_origin
from kg.access.proxy import TrustedProxy, networks_of
from tests.api.asking import bearer, key_for
from tests.api.running import running
from tests.conftest import ROOT

CADDY: Final = shutil.which("caddy")
FILE: Final = ROOT / "deploy" / "Caddyfile"
SECRET: Final = "a-secret-of-the-proxy-0123456789"
pytestmark = [
    pytest.mark.skipif(CADDY is None, reason="there is no Caddy here (Debian: apt install caddy)"),
    pytest.mark.slow,  # a server is started, and makes certificates
]


def free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def proxied(folder: Path, upstream: str, port: int) -> Iterator[None]:
    """Run Caddy with the file that we ship, before a service."""
    (folder / "proxy-header.caddy").write_text(f'header_up X-Coopgraph-Proxy-Secret "{SECRET}"\n')
    environment = {
        **os.environ,
        "SITE": f"https://localhost:{port}",
        "UPSTREAM": upstream,
        "SECRETS": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    # Port 80, where it would lead people on to TLS, is not ours here.
    text = (ROOT / "deploy" / "Caddyfile").read_text("utf-8")
    (folder / "Caddyfile").write_text(
        text.replace("admin off", "admin off\n\tauto_https disable_redirects")
    )
    words = [str(CADDY), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    process = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def ask(port: int, path: str, **headers: str) -> tuple[int, str, Any]:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    line = http.client.HTTPSConnection("localhost", port, timeout=30, context=context)
    try:
        line.request("GET", path, headers={n.replace("_", "-"): v for n, v in headers.items()})
        answer = line.getresponse()
        return answer.status, answer.read().decode(), answer.headers
    finally:
        line.close()


def wait_for(port: int) -> None:
    latest = time.monotonic() + 60
    while time.monotonic() < latest:
        try:
            if ask(port, "/-/live")[0] == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    pytest.fail("Caddy does not answer")


def test_what_clients_say_of_themselves_is_dropped(world_url: str, tmp_path: Path) -> None:
    desk, port = f"sqlite://{tmp_path}/desk.db", free_port()
    key, _ = key_for(desk, "board")
    proxy = TrustedProxy(networks_of("127.0.0.1"), SECRET.encode())
    hosts = hosts_of("127.0.0.1", port, public_origin(f"https://localhost:{port}"))
    with (
        running(world_url, desk, proxy=proxy, hosts=hosts) as address,
        proxied(tmp_path, address.removeprefix("http://"), port),
    ):
        wait_for(port)
        said = {
            "X_Coopgraph_Audience": "board",
            "X_Coopgraph_Proxy_Secret": SECRET,
            "X_Request_ID": "given-by-client",
        }
        status, text, headers = ask(port, "/v1/export.jsonl", **said)
        assert (status, "Zzboard" in text) == (200, False)
        assert headers["x-request-id"] != "given-by-client"
        assert headers["strict-transport-security"]
        assert ask(port, "/v1/partners", **said)[0] == 403
        assert ask(port, "/v1/coverage?id=org/body", **bearer(key))[0] == 200
        assert "<title>" not in ask(port, "/es/", Host="other.example")[1], "no name but its own"


def test_the_file_is_one_that_caddy_takes(tmp_path: Path) -> None:
    (tmp_path / "proxy-header.caddy").write_text('header_up X-Coopgraph-Proxy-Secret "x"\n')
    done = subprocess.run(
        [str(CADDY), "validate", "--config", str(FILE), "--adapter", "caddyfile"],
        env={**os.environ, "SITE": "knowledge.example.org", "SECRETS": str(tmp_path),
             "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
