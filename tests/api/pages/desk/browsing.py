"""A running exchange in a real browser, and offices that sign in there by a mailed link."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from kg.access.clock import utc_now
from kg.exchange.mail.delivery import Mail
from kg.exchange.moving import begin, new_id
from kg.exchange.parties import Who
from kg.model.desk_types import FocalPoint
from kg.store.opening import create_store
from tests.api.asking import BASE, desk_beside
from tests.api.pages.desk.office import Letters, link_in
from tests.api.running import running

OFFICES = {
    "island": ("desk@ondavel.example.org", "authority", "unit/example-ondavel-desk"),
    "other": ("desk@lirvanne.example.org", "authority", "unit/example-lirvanne-desk"),
    "secretariat": ("secretariat@example.org", "secretariat", None),
    "board": ("board@example.org", "board", None),
}


@dataclass
class Running:
    """The address of a service, its store, and the letters that it sent."""

    address: str
    store: str
    desk: str
    letters: Letters = field(default_factory=Letters)

    def sign_in(self, page: Page, who: str, lang: str = "en") -> None:
        """Sign in as one of the offices, by the letter that comes."""
        before = len(self.letters.sent)
        page.goto(f"{self.address}/-/sign-in?lang={lang}")
        page.locator("#mailbox").fill(OFFICES[who][0])
        page.locator("form.enter button").click()
        page.locator("[role=status]").wait_for()
        for _ in range(100):  # it leaves after the answer
            if len(self.letters.sent) > before:
                break
            page.wait_for_timeout(50)
        (letter,) = self.letters.sent[before:]
        page.goto(f"{self.address}{link_in(letter)}?lang={lang}")
        page.locator("main form button").click()
        page.wait_for_url(f"**/{lang}/desk")


@contextmanager
def running_exchange(store: str, **more: Any) -> Iterator[Running]:
    """Give a service over a store, whose desk knows the invented offices."""
    desk, letters = desk_beside(store), Letters()
    with closing(create_store(desk, room="desk")) as made:
        for mailbox, role, office in OFFICES.values():
            facts = {"role": role, "office": office, "mailbox": mailbox, "lang": "en"}
            new = FocalPoint.model_validate({"id": new_id(FocalPoint), **facts})
            begin(made, new, "invite", Who("secretariat"), utc_now())
    mail = Mail(letters, "exchange@example.org", BASE)
    with running(store, desk, mail=mail, **more) as address:
        yield Running(address, store, desk, letters)
