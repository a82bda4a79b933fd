"""Who plays the story of the exchange: each with a browser, a mailbox and a language of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from time import monotonic, sleep
from typing import Any, Final

from playwright.sync_api import Page

from tests.browser import Watched, axe

PATIENCE: Final = 60.0
"""Seconds after which a letter is given up: never waited for when all is well."""
Letters = Callable[[str], Sequence[EmailMessage]]
"""The letters that lie in a mailbox, in the order in which they came."""


@dataclass
class Player:
    """Somebody at a browser; each page that they see is looked at."""

    address: str
    lang: str
    mailbox: str
    letters: Letters
    watched: Watched
    wrong: list[str] = field(default_factory=list)
    _read: int = 0

    @property
    def page(self) -> Page:
        return self.watched.page

    def go(self, path: str) -> None:
        """Open a page of their language, or an address as a whole."""
        whole = path if "://" in path else f"{self.address}/{self.lang}/{path}"
        answer = self.page.goto(whole, wait_until="load")
        assert answer is not None
        assert answer.status == 200, (whole, answer.status, self.page.content()[:3000])
        self.look()

    def look(self) -> None:
        """Note what is wrong with the page: language, width, what axe and its console say."""
        found = self.page.evaluate("document.documentElement.lang")
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        elsewhere = [url for url in self.watched.asked if not url.startswith(self.address)]
        said = [*self.watched.said, *elsewhere, *axe(self.page)]
        said += [f"{wide} px too wide"] if wide > 0 else []
        said += [f"in {found}"] if found != self.lang else []
        self.wrong += [f"{self.page.url}: {one}" for one in said]
        self.watched.said.clear()
        self.watched.asked.clear()

    def press(self, act: str) -> None:
        """Press the button of an act, and see where it leads."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.click(f'main button[value="{act}"]')
        self.look()

    def write(self, fields: dict[str, Any]) -> None:
        """Fill in the form of the page."""
        for name, text in fields.items():
            one = self.page.locator(f'main [name="{name}"]').first
            if one.get_attribute("type") == "radio":
                self.page.check(f'main [name="{name}"][value="{text}"]')
            elif one.evaluate("field => field.tagName") == "SELECT":
                one.select_option(text)
            else:
                one.fill(text)

    def submit(self, method: str = "post") -> None:
        """Press the one button of the page's form."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.click(f'main form[method="{method}"] button')
        self.look()

    def click(self, link: str) -> None:
        """Follow a link of the page, and see where it leads."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.click(link)
        self.look()

    def has(self, id_: str) -> bool:
        """Say whether the page leads to a record."""
        return self.page.locator(f'main a[href*="{id_}"]').count() > 0

    def exists(self, path: str) -> bool:
        """Say whether there is a page for them."""
        answer = self.page.request.get(f"{self.address}/{self.lang}/{path}")
        assert answer.status in (200, 404), (path, answer.status)
        return answer.status == 200

    def letter(self, words: str) -> str:
        """Return the text of the next letter that says something, once it has come."""
        given_up = monotonic() + PATIENCE
        while monotonic() < given_up:
            for number, letter in enumerate(self.letters(self.mailbox)):
                text = text_of(letter)
                if number >= self._read and words in text:
                    self._read = number + 1
                    return text
            sleep(0.05)
        subjects = [letter["Subject"] for letter in self.letters(self.mailbox)]
        raise AssertionError((self.mailbox, words, subjects))

    def sign_in(self) -> None:
        """Ask for a link, open it as the letter has it, and press its button."""
        self.go(f"{self.address}/-/sign-in?lang={self.lang}")
        self.write({"mailbox": self.mailbox})
        self.submit()
        self.follow("/-/sign-in/")
        self.submit()
        assert self.page.url.endswith(f"/{self.lang}/desk"), self.page.url

    def follow(self, path: str) -> None:
        """Open the link of the next letter that has one to a path."""
        text = self.letter(path)
        found = re.search(rf"https?://\S+?{re.escape(path)}\S*", text)
        assert found, text
        link = found[0]
        self.go(link if "lang=" in link else f"{link}?lang={self.lang}")

    def says(self, words: str) -> bool:
        return words in self.page.inner_text("main")


def text_of(letter: EmailMessage) -> str:
    """Return what a letter says as plain text."""
    part = letter.get_body(("plain",))
    assert part is not None
    text: str = part.get_content()
    return text
