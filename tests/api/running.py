"""The service as it runs: uvicorn on a free port of the loopback, in a thread of the test."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from api.app import create_app
from api.authentication.access_settings import AccessSettings
from kg.access.hosts import hosts_of


@contextmanager
def running(url: str, desk: str, **more: Any) -> Iterator[str]:
    """Give the address of a service over a store that knows the keys of a desk."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        access = AccessSettings(**{"hosts": hosts_of("127.0.0.1", port), "desk": desk, **more})
        app = create_app(url, access=access, cache=None)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", proxy_headers=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.02)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()
