"""A service that somebody can enter: its code, its clock, and how tests send its forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from starlette.testclient import TestClient

from api.authentication.access_settings import AccessSettings
from tests.api.asking import BASE
from tests.kg.access.clock import SetClock

OURS: Final = {"Sec-Fetch-Site": "same-origin", "Origin": BASE}


class House(NamedTuple):
    """A running service, its code, its clock, and how to make more readers or services."""

    client: TestClient
    code: str
    clock: SetClock
    settings: AccessSettings
    again: Callable[..., TestClient]


def token_in(page: str) -> str:
    """Return the token of the form on a page."""
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found, page
    return found[1]


def opened_form(client: TestClient) -> str:
    page = client.get("/-/enter")
    assert page.status_code == 200
    return token_in(page.text)


def send(client: TestClient, code: str, headers: Any = OURS, **fields: str) -> Any:
    token = fields.get("token") or opened_form(client)
    return client.post("/-/enter", data={"token": token, "code": code}, headers=headers)


def cookie_of(client: TestClient) -> str:
    return next(value for name, value in client.cookies.items() if "session" in name)
