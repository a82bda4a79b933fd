"""Atom feeds (RFC 4287), written through lxml: the same bytes for the same content.

Nothing here knows of the time: a feed is as new as the last day on which something in it was said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.base.text import in_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ATOM: Final = "http://www.w3.org/2005/Atom"
MEDIA: Final = "application/atom+xml; charset=utf-8"
NEVER: Final = "1970-01-01"
"""The day of what nobody dated: Atom wants one (RFC 4287, 4.2.15)."""
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class Words(NamedTuple):
    """A text, and its language where it is not the feed's."""

    text: str
    lang: str | None = None


class Link(NamedTuple):
    """An address, and what it is to the feed (RFC 4287, 4.2.7; RFC 5005, 3)."""

    rel: str
    href: str
    type: str


class Category(NamedTuple):
    """A sector: its id, and what it is called."""

    term: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: ``id`` is a URI that never changes, ``day`` an ISO date, empty where unknown."""

    id: str
    title: Words
    day: str
    page: str
    authors: tuple[str, ...] = ()
    summary: Words | None = None
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in one language; ``author`` is who writes entries that name no author."""

    id: str
    lang: str
    title: str
    subtitle: str
    author: str
    links: tuple[Link, ...]
    entries: tuple[Entry, ...] = field(default=())


def written(feed: Feed) -> str:
    """Return a feed as a document of XML."""
    from lxml import etree

    root = etree.Element(f"{{{ATOM}}}feed", {_LANG: feed.lang}, nsmap={None: ATOM})  # type: ignore[dict-item]  # no prefix
    _text(root, "id", Words(feed.id))
    _text(root, "title", Words(feed.title))
    _text(root, "subtitle", Words(feed.subtitle))
    _text(root, "updated", Words(_moment(max((e.day for e in feed.entries), default=""))))
    _author(root, feed.author)
    for link in feed.links:
        _add(root, "link", rel=link.rel, href=link.href, type=link.type)
    for entry in feed.entries:
        _entry(root, entry)
    etree.indent(root)
    body: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return body.decode() + "\n"


def _entry(root: Element, entry: Entry) -> None:
    one = _add(root, "entry")
    _text(one, "id", Words(entry.id))
    _text(one, "title", entry.title)
    _text(one, "updated", Words(_moment(entry.day)))
    for name in entry.authors:
        _author(one, name)
    _add(one, "link", rel="alternate", href=entry.page, type="text/html")
    for category in entry.categories:
        _add(one, "category", term=category.term, label=category.label)
    if entry.summary is not None:
        _text(one, "summary", entry.summary)


def _author(parent: Element, name: str) -> None:
    _text(_add(parent, "author"), "name", Words(name))


def _text(parent: Element, name: str, words: Words) -> None:
    one = _add(parent, name)
    one.text = _possible(words.text)
    if words.lang:
        one.set(_LANG, words.lang)


def _add(parent: Element, name: str, **attributes: str) -> Element:
    from lxml import etree

    plain = {key: _possible(text) for key, text in attributes.items()}
    return etree.SubElement(parent, f"{{{ATOM}}}{name}", plain)


def _possible(text: str) -> str:
    r"""Return a text without characters that XML cannot hold.

    >>> _possible("a\x00b\ufffe\ud800 <c>")
    'ab <c>'
    """
    return in_xml(text, "")


def _moment(day: str) -> str:
    return f"{day[:10] or NEVER}T00:00:00Z"
