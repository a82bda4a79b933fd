"""How tests ask as somebody: with real keys of a real desk, under a name that the service has."""

from __future__ import annotations

from contextlib import closing
from typing import Any, Final

from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.authentication.access_settings import AccessSettings
from kg.access.clock import utc_now
from kg.access.hosts import hosts_of
from kg.access.keys import make_key
from kg.base.audience import Audience
from kg.store.opening import create_store

PORT: Final = 8000
BASE: Final = f"http://localhost:{PORT}"
PUBLIC: Final = AccessSettings(hosts=hosts_of("127.0.0.1", PORT))
"""A service that nobody can show anything to."""


def desk_beside(url: str) -> str:
    """Return the address of the desk of a store in a file."""
    return f"{url.removesuffix('.db')}.desk.db"


def access(desk: str, **more: Any) -> AccessSettings:
    """Return the settings of a service on the loopback that knows the keys of a desk."""
    return AccessSettings(**{"hosts": hosts_of("127.0.0.1", PORT), "desk": desk, **more})


def key_for(desk: str, audience: Audience, expires: str | None = None) -> tuple[str, str]:
    """Make a key on a desk, which is made where there is none; return it with its id."""
    with closing(create_store(desk, room="desk")) as store:
        text, known = make_key(store, audience, "A test", expires, utc_now())
    return text, known.id


def bearer(key: str) -> dict[str, str]:
    """Return the header that shows a key."""
    return {"Authorization": f"Bearer {key}"}


def client_of(app: FastAPI, **more: Any) -> TestClient:
    """Return a reader of a service, who follows no redirect."""
    return TestClient(app, **{"base_url": BASE, "follow_redirects": False, **more})


def client_for(
    url: str, audience: Audience, desk: str | None = None, *, examples: bool = True
) -> TestClient:
    """Return a reader of the service over a store: with a key, but for the public without."""
    desk = desk or desk_beside(url)
    app = create_app(url, access=access(desk), cache=None, examples=examples)
    shown = {} if audience == "public" else bearer(key_for(desk, audience)[0])
    return client_of(app, headers=shown)
