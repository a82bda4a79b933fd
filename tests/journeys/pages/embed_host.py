"""A page of another origin on this machine that shows pictures, as a site would."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HOST_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>A site</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>iframe {{ border: 0; max-width: 100%; }}</style></head>
<body><main><h1>A site</h1>
{snippet}
</main>
<script>
window.told = [];
addEventListener("message", (e) => told.push([e.origin, e.data]));
</script>
{script}
</body></html>
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing of what is asked for."""


@contextmanager
def hosting(folder: Path) -> Iterator[str]:
    """Serve the files of a folder on a port of their own; give the origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
