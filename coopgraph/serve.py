"""The running service: uvicorn around the web application."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from coopgraph.cli.output import notices
from coopgraph.session import Asked
from coopgraph.settings import default_audience
from kg.errors import WrongUseError
from kg.i18n import msg
from kg.store import open_store

_GRACE_SECONDS: Final = 2


class PortTakenError(WrongUseError):
    """Another process listens on the port."""

    slug = "port-taken"

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            msg("{host}:{port} cannot be listened on.", host=host, port=port),
            msg("Name another port: --port {other}.", other=port + 1),
        )


def serve(asked: Asked, host: str, port: int) -> None:
    """Serve the API and the pages until interrupted.

    On loopback the pages answer whoever ``asked`` names; elsewhere the public, unless told so.

    Raises:
        PortTakenError: the address is in use.
        StoreError: the store cannot be opened.
    """
    import uvicorn

    from api.app import create_app

    _check_free(host, port)
    open_store(asked.settings.store, password=asked.settings.password).close()
    audience = min(asked.audience, default_audience(host), key=("public", "states", "board").index)
    served = replace(asked, audience=audience)
    app = create_app(
        served.settings.store,
        password=served.settings.password,
        audience=served.audience,
        cache=served.settings.cache_folder,
        lang=served.lang,
    )
    address = f"http://{host}:{port}/"
    notices().print(msg("Serving on {address} (Ctrl+C ends it)", address=address).text(asked.lang))
    uvicorn.run(
        app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=_GRACE_SECONDS
    )


def _check_free(host: str, port: int) -> None:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortTakenError(host, port) from None
