"""A host on the loopback that answers as it is told, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext

from ingest.fetching.asking import Client, Patience
from ingest.fetching.public_hosts import Reach

Reply = Callable[["Asked"], None]


@dataclass(frozen=True)
class Asked:
    """One request, and how it is answered."""

    path: str
    headers: Mapping[str, str]
    handler: BaseHTTPRequestHandler

    def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.handler.wfile.write(data)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer as hosts do; a header ``Content_Length`` may say what is not so."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **named}.items():
            self.handler.send_header(name, value)
        self.handler.end_headers()
        self.raw(body)


@dataclass
class Host:
    """Replies by path, those of one path in order, the last again and again."""

    url: str
    port: int
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def on(self, path: str, *replies: Reply) -> str:
        """Say how ``path`` answers; return its address."""
        self.replies[path] = list(replies)
        return self.url + path

    def client(self, most: int = 10**7, read: float = 5.0, tries: int = 5) -> Client:
        """Return who may ask this host, and waits for nobody between two tries."""
        reach = Reach(
            ports=frozenset({self.port}),
            allows=lambda address: address.is_loopback,
            resolve=lambda _host, _port: ["127.0.0.1"],
        )
        waits = Patience(connect=5.0, read=read, tries=tries, sleep=self.slept.append)
        return Client(reach, waits, most)

    def header(self, name: str) -> list[str | None]:
        """Return a header of each request so far."""
        return [asked.headers.get(name) for asked in self.asked]


def whole(body: bytes, **headers: str) -> Reply:
    """Answer with a file."""
    return lambda asked: asked.answer(200, body, **headers)


def status(code: int, **headers: str) -> Reply:
    """Answer with a status and nothing else."""
    return lambda asked: asked.answer(code, b"", **headers)


def cut(body: bytes, at: int, **headers: str) -> Reply:
    """Promise a file, and break off."""
    return lambda asked: asked.answer(200, body[:at], Content_Length=str(len(body)), **headers)


def ranged(body: bytes, etag: str) -> Reply:
    """Answer as hosts do that give parts of a file, where it still is the same."""

    def reply(asked: Asked) -> None:
        wanted = asked.headers.get("Range", "")
        if not wanted or asked.headers.get("If-Range") != etag:
            asked.answer(200, body, ETag=etag)
            return
        start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        part = f"bytes {start}-{len(body) - 1}/{len(body)}"
        asked.answer(206, body[start:], ETag=etag, Content_Range=part)

    return reply


@contextmanager
def serving(tls: SSLContext | None = None) -> Iterator[Host]:
    """Serve on a free port of the loopback."""
    hosts: list[Host] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = hosts[0]
            asked = Asked(self.path, dict(self.headers.items()), self)
            host.asked.append(asked)
            replies = host.replies.get(self.path, [status(404)])
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
            self.close_connection = True
            try:
                reply(asked)
            except (BrokenPipeError, ConnectionResetError):
                return  # whoever asked has heard enough

        def log_message(self, *_said: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        port = server.server_address[1]
        hosts.append(Host(f"http{'s' if tls else ''}://localhost:{port}", port))
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield hosts[0]
        finally:
            server.shutdown()
            thread.join()
