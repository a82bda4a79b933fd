"""What an IATI service is asked for: the activities of a country, page after page.

The service is Datastore Classic of Code for IATI, as its documentation describes it
(https://datastore.codeforiati.org/docs/api/): no key, ``recipient-country`` (ISO 3166-1 alpha-2),
``reporting-org``, ``limit`` of at most 1000, ``offset``, and ``unwrap`` for plain IATI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from ingest.fetching.asking import Client
from ingest.fetching.download import FetchedFile, Progress, fetched
from ingest.fetching.fetch_errors import OddAnswerError, RefusedAnswerError
from ingest.fetching.web_address import WebAddress, web_address
from ingest.retrieval import note_of, read_retrieval
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.whole_files import writing

DEFAULT: Final = (
    "https://datastore.codeforiati.org/api/1/access/activity.xml"
    "?recipient-country={country}&reporting-org={publisher}&limit={limit}&offset={offset}&unwrap=True"
)
PAGE: Final = 1_000
"""Activities of a page: the most that the service gives."""
MOST_PAGES: Final = 2_000
_GONE: Final = 404
"""How the service says that there are no more pages."""
_PLACES: Final = frozenset({"country", "publisher", "limit", "offset"})
_PLACE: Final = re.compile(r"\{([^{}]*+)\}")
_ACTIVITY: Final = re.compile(rb"<iati-activity[\s>/]")
_IDENTIFIER: Final = re.compile(rb"<iati-identifier[^<>]{0,200}>([^<]{1,300})<")
_ROOT: Final = b"<iati-activities"
_PIECE: Final = 2**20
_OVERLAP: Final = 600


def service(template: str) -> str:
    """Return the template of a service, checked.

    Raises:
        BadOptionError: it has no place for the country, or one that nobody fills.
    """
    places = set(_PLACE.findall(template))
    if "country" not in places or not places <= _PLACES:
        fix = msg("Use {names} in braces, and {country} at least.", names=sorted(_PLACES),
                  country="{country}")  # fmt: skip
        raise BadOptionError("COOPGRAPH_IATI_SERVICE", template, fix)
    return template


def page_url(template: str, country: str, publisher: str, offset: int) -> str:
    """Return the address of a page; parts of the query that stay empty are left out.

    >>> page_url("https://example.org/q?c={country}&p={publisher}&o={offset}", "HN", "", 50)
    'https://example.org/q?c=HN&o=50'
    """
    values = {"country": country, "publisher": quote(publisher, ""), "limit": str(PAGE),
              "offset": str(offset)}  # fmt: skip
    path, mark, query = template.partition("?")
    kept = (part for part in query.split("&") if publisher or "{publisher}" not in part)
    return _PLACE.sub(lambda found: values[found[1]], path + mark + "&".join(kept))


def alpha_2(code: str, territories: Mapping[str, str]) -> str:
    """Return the two letters of a country (ISO 3166-1) as the service wants them.

    ``territories`` are those letters by themselves, by the three letters and by id, all capital.

    Raises:
        BadOptionError: there is no such country.
    """
    found = territories.get(code.strip().upper())
    if found is None:
        fix = msg("Use the letters of ISO 3166-1, such as HND or HN, or an id such as state/hnd.")
        raise BadOptionError("--country", code, fix)
    return found


@dataclass(frozen=True, slots=True)
class CountryFiles:
    """The activities of one country, as files of a folder: a page each.

    ``country`` is as ``alpha_2`` gives it; ``publisher`` the identifier of who reports, or empty.
    """

    template: str
    country: str
    publisher: str
    folder: Path

    def fetched(self, client: Client, progress: Progress | None = None) -> Iterator[FetchedFile]:
        """Fetch page after page and yield each file; pages of an earlier time beyond the last go.

        Raises:
            FetchError: the service cannot be asked, or gives something else than IATI.
            BadFileError: a file cannot be written.
        """
        page, before = _Page(0, b""), _Page(0, b"")
        number, offset = 1, 0
        while number <= MOST_PAGES and (number == 1 or page.activities):
            before = page
            url = page_url(self.template, self.country, self.publisher, offset)
            address = web_address(url, client.reach.ports)
            found = _fetched(client, address, self._path(number), progress)
            page = _counted(found.path, address) if found else _Page(0, b"")
            if found and (number == 1 or page.activities):
                _must_go_on(address, before, page)
                yield found
                number, offset = number + 1, offset + page.activities
            if found is None or "{offset}" not in self.template:
                break
        self._clear(number)

    def _path(self, number: int) -> Path:
        plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in self.publisher)[:60]
        publisher = f"-{plain}" if plain else ""
        return self.folder / f"iati-{self.country.lower()}{publisher}-{number:04}.xml"

    def _clear(self, number: int) -> None:
        """Remove pages of an earlier time, from ``number`` on: those alone that were fetched."""
        while read_retrieval(target := self._path(number)) is not None:
            _remove(target)
            number += 1


class _Page(NamedTuple):
    activities: int
    first: bytes
    """The identifier of the first."""


def _fetched(
    client: Client, address: WebAddress, target: Path, progress: Progress | None
) -> FetchedFile | None:
    """Return a page, None where the service says that there is none."""
    try:
        return fetched(client, address, target, progress)
    except RefusedAnswerError as error:
        if error.code == _GONE:
            return None
        raise


def _counted(path: Path, address: WebAddress) -> _Page:
    """Return how many activities a page has.

    Raises:
        OddAnswerError: it is no IATI; then it is removed.
    """
    count, first, rooted, text = 0, b"", False, b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            text += piece
            rooted = rooted or _ROOT in text
            found = None if first else _IDENTIFIER.search(text)
            first = found[1] if found else first
            # What begins in the last bytes is counted with the piece after them.
            whole = max(0, len(text) - _OVERLAP)
            count += sum(match.start() < whole for match in _ACTIVITY.finditer(text))
            text = text[whole:]
    if not rooted:
        _remove(path)
        raise OddAnswerError(
            msg("{host} answers, but not with IATI activities.", host=address.host),
            msg("Check COOPGRAPH_IATI_SERVICE, or fetch a file of the publisher itself."),
        )
    return _Page(count + len(_ACTIVITY.findall(text)), first)


def _must_go_on(address: WebAddress, before: _Page, page: _Page) -> None:
    if page.first and page.first == before.first:
        raise OddAnswerError(
            msg("{host} gives the same page again and again.", host=address.host),
            msg("Check the place of {offset} in COOPGRAPH_IATI_SERVICE.", offset="{offset}"),
        )


def _remove(path: Path) -> None:
    with writing(path):
        path.unlink(missing_ok=True)
        note_of(path).unlink(missing_ok=True)
