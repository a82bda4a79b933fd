"""Offices at their desks: who signs in by a mailed link, and does what the pages offer."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass, field
from email.message import EmailMessage
from html import unescape
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from httpx2 import Response

from api.app import create_app
from kg.access.clock import utc_now
from kg.exchange.campaign_list import EXAMPLE_LIST, CampaignList, campaign_list
from kg.exchange.mail.delivery import Mail
from kg.exchange.moving import begin, new_id
from kg.exchange.parties import Who
from kg.model.desk_types import FocalPoint
from kg.store.opening import create_store
from tests.api.asking import BASE, access, client_of, desk_beside

_TOKEN = re.compile(r'name="token" value="([^"]+)"')
_SEEN = re.compile(r'name="(seen|shown)" value="([^"]*)"')
"""What a form says of what its reader saw."""
SECRETARIAT = Who("secretariat")


@dataclass
class Letters:
    """A post that keeps letters: what would have been sent."""

    sent: list[EmailMessage] = field(default_factory=list)

    def send(self, message: EmailMessage) -> None:
        self.sent.append(message)


@dataclass
class Exchange:
    """A service over a store with its desk, and its letters."""

    url: str
    cache: Path
    letters: Letters = field(default_factory=Letters)
    campaign: CampaignList = field(default_factory=lambda: campaign_list(EXAMPLE_LIST))
    more: dict[str, Any] = field(default_factory=dict)
    """Further settings of access, such as a clock or a secret shared with another service."""

    def __post_init__(self) -> None:
        mail = Mail(self.letters, "exchange@example.org", BASE)
        self.desk = desk_beside(self.url)
        self.app: FastAPI = create_app(
            self.url,
            access=access(self.desk, **{"mail": mail, **self.more}),
            cache=self.cache,
            campaign=self.campaign,
        )

    def invite(self, mailbox: str, role: str, office: str | None = None, lang: str = "en") -> str:
        """Invite a focal point, as the secretariat does at a terminal."""
        new = FocalPoint.model_validate({
            "id": new_id(FocalPoint), "role": role, "office": office, "mailbox": mailbox,
            "lang": lang,
        })  # fmt: skip
        with closing(create_store(self.desk, room="desk")) as desk:
            return begin(desk, new, "invite", SECRETARIAT, utc_now()).id

    def person(self) -> Person:
        return Person(self)

    def signed_in(self, mailbox: str) -> Person:
        person = self.person()
        person.sign_in(mailbox)
        return person


class Person:
    """Somebody with a browser."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.client = client_of(exchange.app)
        self.client.headers["Sec-Fetch-Site"] = "same-origin"

    def get(self, path: str) -> str:
        """Return a page, following where it leads."""
        found = self.client.get(path, follow_redirects=True)
        assert found.status_code == 200, (path, found.status_code, found.text[:3000])
        return unescape(found.text)

    def send(self, page: str, action: str, **fields: str) -> Response:
        """Send the form of a page, and follow where it leads."""
        token = _TOKEN.search(page)
        assert token, page[:3000]
        fields = {**dict(_SEEN.findall(page)), **fields}
        return self.client.post(action, data={"token": token[1], **fields}, follow_redirects=True)

    def upload(self, name: str, content: bytes, **fields: str) -> Response:
        """Upload a sheet with the form of its page, and follow where it leads."""
        path = "/en/desk/upload"
        token = _TOKEN.search(self.get(path))
        assert token
        return self.client.post(
            path,
            data={"token": token[1], "kind": "offers", **fields},
            files={"file": (name, content)},
            follow_redirects=True,
        )

    def ask_for_link(self, mailbox: str) -> Response:
        return self.send(self.get("/-/sign-in?lang=en"), "/-/sign-in?lang=en", mailbox=mailbox)

    def sign_in(self, mailbox: str) -> None:
        before = len(self.exchange.letters.sent)
        self.ask_for_link(mailbox)
        (letter,) = self.exchange.letters.sent[before:]
        path = link_in(letter)
        found = self.send(self.get(path), path)
        assert found.status_code == 200, found.text[:3000]

    def enter(self, kind: str, act: str, lang: str = "en", **cells: Any) -> Response:
        path = f"/{lang}/desk/new/{kind}"
        return self.send(self.get(path), path, act=act, **cells)


def link_in(letter: EmailMessage) -> str:
    """Return the path of the link in a letter."""
    text = letter.get_content()
    found = re.search(rf"{re.escape(BASE)}(/-/sign-in/\S+)", text)
    assert found, text
    return found[1]
