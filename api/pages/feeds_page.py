"""Feeds of the lists and of searches: for everybody alike, whoever asks and whatever they send."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final
from urllib.parse import quote, urlencode, urlsplit

from fastapi import APIRouter, Query, Response

from api.deps import PageReader, Reader
from api.kept_answers import Made, made
from api.pages.atom import MEDIA, Category, Entry, Feed, Link, Words, written
from api.pages.declared_page import LEADS
from api.pages.list_questions import TYPES, Asked, ListQuestion
from api.pages.page_context import Context, Text
from api.public_address import public_address
from api.representations import answer
from kg.base.i18n import msg
from kg.browse.declared_list import days_of, said_on
from kg.graph.actors import declarers
from kg.graph.taxonomy import sectors_of
from kg.model.fields import EXAMPLE
from kg.model.registry import NODES
from kg.model.vocabulary import TO_CONFIRM
from kg.questions import SearchQuestion

router = APIRouter()
ENTRIES: Final = 50
"""Entries of one page of a feed."""
PAGES: Final = 40
_SINCE: Final = "2026"
"""The year from which names of ours are counted (RFC 4151, 2.1)."""
_HTML: Final = "text/html"
_FEED: Final = "application/atom+xml"
Page = Annotated[int, Query(ge=1, le=PAGES)]


@router.get("/{lang:language}/feeds/demands")
def demands(reader: PageReader, asked: Asked, page: Page = 1) -> Response:
    """Give the demands of a list as a feed."""
    return _list(reader, "demands", asked, page)


@router.get("/{lang:language}/feeds/offers")
def offers(reader: PageReader, asked: Asked, page: Page = 1) -> Response:
    """Give the offers of a list as a feed."""
    return _list(reader, "offers", asked, page)


@router.get("/{lang:language}/feeds/practices")
def practices(reader: PageReader, asked: Asked, page: Page = 1) -> Response:
    """Give the good practices of a list as a feed."""
    return _list(reader, "practices", asked, page)


@router.get("/{lang:language}/feeds/search")
def search(
    reader: PageReader,
    q: Annotated[str, Query(min_length=1, max_length=SearchQuestion.MAX_TEXT)],
    type_: Annotated[str, Query(alias="type", max_length=80)] = "",
) -> Response:
    """Give the best hits of a search as a feed, the last said first."""
    question = SearchQuestion(q, ENTRIES, type_ or None)
    given = {"q": q, **({"type": question.type} if question.type else {})}

    def make(p: Context) -> Feed:
        hits = reader.answer(question).results
        nodes = [reader.view.index(hit.id) for hit in hits]
        days = days_of(reader.view, reader.inquiry.records, nodes)
        title = p.say(msg("Search: {q}", q=q))
        newest = sorted(nodes, key=days.__getitem__, reverse=True)
        feed = _Of(p, reader, "search", given)
        return feed.of(title, "", [(node, days[node]) for node in newest])

    return _answer(reader, make)


def _list(reader: Reader, name: str, asked: ListQuestion, page: int) -> Response:
    type_ = TYPES[name]

    def make(p: Context) -> Feed:
        nodes = asked.found(reader, type_).nodes
        days = said_on(reader.view, reader.inquiry.records, type_)
        part = nodes[(page - 1) * ENTRIES : page * ENTRIES]
        last = min(-(-len(nodes) // ENTRIES) or 1, PAGES)
        feed = _Of(p, reader, name, asked.given, (page, last))
        title, lead = p.say(NODES[type_].plural), p.say(LEADS[type_])
        return feed.of(title, lead, [(node, days[node]) for node in part])

    return _answer(reader, make)


def _answer(reader: Reader, make: Any) -> Response:
    def atom() -> Made:
        return made(written(make(Context(reader))), MEDIA, {}, public=True)

    return answer(reader, atom)


class _Of:
    """A feed of one list or search: its addresses, made from where readers elsewhere come to."""

    def __init__(
        self,
        p: Context,
        reader: Reader,
        name: str,
        given: Mapping[str, str],
        place: tuple[int, int] = (1, 1),
    ) -> None:
        self._place = place
        self._p = p
        self._reader = reader
        self._address = public_address(reader.request)
        self._name = name
        self._given = dict(given) | ({"as_of": p.as_of} if "as_of" in p.given else {})

    def of(self, title: str, lead: str, dated: Iterable[tuple[int, str]]) -> Feed:
        """Return the feed with these records, each with the day on which it was last said."""
        p = self._p
        return Feed(
            id=self._tag(self._path("feeds")),
            lang=p.lang,
            title=f"{title} · {p.publisher.name.said(p.lang)}",
            subtitle=lead,
            author=p.publisher.body.said(p.lang),
            links=tuple(self._links(*self._place)),
            entries=tuple(self._entry(node, day) for node, day in dated),
        )

    def _links(self, page: int, last: int) -> Iterable[Link]:
        yield Link("self", self._page(page), _FEED)
        yield Link("alternate", f"{self._address}/{self._path()}", _HTML)
        if page < last:
            yield Link("next", self._page(page + 1), _FEED)
        if page > 1:
            yield Link("previous", self._page(page - 1), _FEED)

    def _page(self, page: int) -> str:
        more = {"page": str(page)} if page > 1 else {}
        return f"{self._address}/{self._path('feeds', **more)}"

    def _path(self, *parts: str, **more: str) -> str:
        path = "/".join((self._p.lang, *parts, self._name))
        given = self._given | more
        return f"{path}?{urlencode(given)}" if given else path

    def _entry(self, node: int, day: str) -> Entry:
        p, view = self._p, self._reader.view
        id_, props = view.id(node), view.props(node)
        words = props.get("summary") or props.get("text")
        summary = _words(p.text(words)) if isinstance(words, dict) else None
        return Entry(
            id=self._tag(id_),
            title=self._title(id_),
            day=day,
            page=f"{self._address}/{p.lang}/node/{quote(id_, safe=_IN_PATHS)}",
            authors=tuple(sorted(p.label(view.id(who)).text for who in _who(self._reader, node))),
            summary=summary,
            categories=(
                *(Category(view.id(s), p.label(view.id(s)).text) for s in sectors_of(view, node)),
                *(Category(term, label) for term, label in self._marks(id_)),
            ),
        )

    def _title(self, id_: str) -> Words:
        """Return the title of a record, with its marks: readers of feeds show no badges."""
        title = self._p.label(id_)
        marks = [label for _, label in self._marks(id_)]
        marks += [self._p.say(msg("courtesy translation"))] if title.courtesy else []
        return Words("".join(f"[{mark}] " for mark in marks) + title.text, title.lang)

    def _marks(self, id_: str) -> Iterable[tuple[str, str]]:
        """Yield what a reader has to know before anything else: term and words of each."""
        if self._p.nature(id_) == EXAMPLE:
            yield EXAMPLE, self._p.word("nature", EXAMPLE)
        if self._p.to_confirm(id_):
            yield "to-confirm", self._p.say(TO_CONFIRM)

    def _tag(self, what: str) -> str:
        """Return a name that stays, wherever the record may be found later (RFC 4151)."""
        return f"tag:{urlsplit(self._address).hostname},{_SINCE}:{quote(what, safe=_IN_TAGS)}"


_IN_PATHS: Final = "/%:~"
"""What an id may hold besides letters and digits; it stands in addresses as it is."""
_IN_TAGS: Final = "/?&=%:~+"


def _who(reader: Reader, node: int) -> Iterable[int]:
    """Return who declares what somebody declared; of all else the service is the author."""
    return [who for who in declarers(reader.view, node) if who != node]


def _words(text: Text) -> Words:
    return Words(text.text, text.lang)
