"""What every page needs around its content: language, addresses, dates, numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from babel.dates import format_time
from fastapi import Request

from api.assets import asset_address
from api.authentication.access_state import access_of
from api.authentication.asker import asker_of, audience_of
from api.deps import raw_path, root_of, service_of
from api.languages import ENDONYMS
from kg.base import reader_manner
from kg.base.audience import Audience
from kg.base.i18n import LANGUAGES, Message, say, translations
from kg.base.millionths import MILLION
from kg.base.reader_manner import locale_of
from kg.definitions.shipped_titles import title_of
from kg.model.vocabulary import word
from kg.publisher.publisher import Publisher

if TYPE_CHECKING:
    from api.picture_links import EmbedLinks

EMBLEM: Final = "/-/emblem"
"""Where the emblem lies."""
ENTER: Final = "/-/enter"
"""The page without a language in its address."""


class Chrome:
    """The frame of a page in one language; it needs no store, so that errors can use it."""

    def __init__(self, request: Request, lang: str) -> None:
        self.request = request
        self.lang = lang
        self.given: Mapping[str, str] = {}
        self.audience: Audience = audience_of(request)
        self.session = asker_of(request).session
        self.focal_point = asker_of(request).focal_point
        self.revision: int | None = None
        self.as_of = ""
        self.fell_back = False
        self.shared: EmbedLinks | None = None
        """The picture that stands for this page elsewhere, where everybody may see it."""
        self.languages = [(code, ENDONYMS[code]) for code in LANGUAGES]
        self.root: str = root_of(request)
        self.tour = service_of(request).tour
        self.publisher: Publisher = service_of(request).knowledge.publisher

    def url(self, *parts: str, **query: Any) -> str:
        """Return the address of a page in the reader's language; ids go in as they are."""
        asked = {name: value for name, value in query.items() if value is not None}
        pairs = urlencode({**self.given, **asked})
        path = self.path(*parts)
        return f"{path}?{pairs}" if pairs else path

    def path(self, *parts: str) -> str:
        """Return the address of a page without parameters: where a form leads."""
        return f"{self.root}/{self.lang}/{'/'.join(parts)}"

    def today(self) -> str:
        """Return the address of this page on the present day."""
        kept = [p for p in self.request.query_params.multi_items() if p[0] != "as_of"]
        path = f"{self.root}{raw_path(self.request)}"
        return f"{path}?{urlencode(kept)}" if kept else path

    def data(self, path: str, **query: Any) -> str:
        """Return the address of the same as data; a list is said once for each of its values."""
        pairs = urlencode({"lang": self.lang, **self.given, **query}, doseq=True)
        return f"{self.root}/v1/{path}?{pairs}"

    def asset(self, path: str) -> str:
        """Return the address of a file of ours, another as soon as the file is."""
        return asset_address(self.root, path)

    @property
    def emblem(self) -> str | None:
        """The address of the emblem of whose pages these are, None where they have none."""
        found = service_of(self.request).emblem
        return None if found is None else f"{self.root}{EMBLEM}?v={found.digest}"

    def here(self, lang: str) -> str:
        """Return the address of this page in another language."""
        if raw_path(self.request).startswith("/-/"):
            return f"{self.root}{raw_path(self.request)}?lang={lang}"
        rest = raw_path(self.request).split("/", 2)[2:]
        query = self.request.url.query
        path = f"{self.root}/{lang}/{''.join(rest)}"
        return f"{path}?{query}" if query else path

    @property
    def speaker(self) -> str:
        """The mark of the office that is signed in, the same in each of its sessions."""
        sessions = access_of(self.request).sessions
        return sessions.speaker_of(self.session.token) if self.session else ""

    @property
    def section(self) -> str:
        """The part of the site that this page belongs to."""
        return "".join(raw_path(self.request).split("/")[2:3])

    def say(self, text: Message | str) -> str:
        """Return a sentence in the reader's language."""
        return str(say(text, self.lang))

    def say_literal(self, template: str) -> str:
        """Return a sentence that was written as ``msg`` elsewhere and arrives as English text."""
        return translations(self.lang).gettext(template)

    def word(self, field: str, value: str) -> str:
        """Return the word for a value of a field."""
        return self.say(word(field, value))

    def definition(self, name: str) -> str:
        """Return what readers call a lens or a guideline."""
        return self.say(title_of(name))

    def date(self, iso: str, precision: str | None = None) -> str:
        """Return a day, or the month, quarter, half-year or year that is known of it."""
        return reader_manner.day(iso, self.lang, precision)

    def since(self, iso: str, precision: str | None = None) -> str:
        """Return since when something holds, as far as it is known."""
        return self.say(reader_manner.since_when(iso, precision))

    def clock(self, moment: dt.datetime) -> str:
        """Return the time of an instant, in UTC: where its reader is, is not known."""
        return format_time(moment.astimezone(dt.UTC), "short", locale=locale_of(self.lang)) + " UTC"

    def language(self, code: str) -> str:
        """Return the name of a language in the reader's."""
        return reader_manner.language_name(code, self.lang)

    def number(self, value: float) -> str:
        """Return a number as the reader writes it."""
        return reader_manner.number(value, self.lang)

    def score(self, millionths: int) -> str:
        """Return a score, or what is added to one, with three decimals: as the terminal does."""
        return reader_manner.score(millionths, self.lang)

    def share(self, part: int, whole: int = MILLION) -> str:
        """Return a part of a whole in per cent."""
        return reader_manner.share(part, whole, self.lang)
