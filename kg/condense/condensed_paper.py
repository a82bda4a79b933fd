"""A condensed report as a paper: headings in the reader's language, words in the report's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.base.audience import Audience
from kg.base.i18n import Message, msg
from kg.brief.paper import (
    Block,
    Content,
    Paper,
    Points,
    Quotation,
    Section,
    Sentence,
    published_by,
)
from kg.graph.view import View
from kg.model.documents import Condensed, Extract, Named, StateInReport

KIND = "condensed"
LABEL = msg("Report condensed")
_TITLES: dict[str, Message] = {
    "figures": msg("Key figures"),
    "new": msg("New since the last report"),
    "changed": msg("Changed since the last report"),
    "quoted": msg("In the words of the report"),
    "unread": msg("What could not be read"),
}


def condensed_paper(document: Condensed, view: View, audience: Audience) -> Paper:
    """Return a condensed report as a paper for an audience, in the language of the document."""
    lang = document.lang
    only = document.states[0] if len(document.states) == 1 else None
    return Paper(
        kind=KIND,
        label=LABEL.text(lang),
        subject=None if only is None else Named(id=only.id, label=only.label),
        lang=lang,
        audience=audience,
        for_board=False,
        as_of=document.as_of,
        revision=document.revision,
        content=Content(
            title=document.title,
            points=(),
            sections=tuple(_sections(document)),
        ),
        published=published_by(view.publisher, lang),
    )


def _sections(document: Condensed) -> Iterator[Section]:
    lang = document.lang
    for state in document.states:
        yield Section(state.label, _of_state(state, document))
    for name, extracts in (
        ("figures", document.figures), ("new", document.new), ("changed", document.changed),
        ("quoted", document.quotations),
    ):  # fmt: skip
        if extracts:
            yield Section(_TITLES[name].text(lang), tuple(_quoted(extracts, document)))
    if document.unread:
        items = tuple(Sentence(one) for one in document.unread)
        yield Section(_TITLES["unread"].text(lang), (Points(items),))


def _of_state(state: StateInReport, document: Condensed) -> tuple[Block, ...]:
    return tuple(_quoted([*state.rows, *state.passages], document))


def _quoted(extracts: Sequence[Extract], document: Condensed) -> Iterator[Quotation]:
    source = Named(id="", label=document.title)
    for one in extracts:
        yield Quotation(one.text, one.lang, source, where(one, document.lang))


def where(one: Extract, lang: str) -> str:
    """Return where words stand, so that they can be checked in the original."""
    if one.page is None:
        found = msg("paragraph {paragraph}; check in the original", paragraph=one.paragraph)
    else:
        found = msg(
            "page {page}, paragraph {paragraph}; check in the original",
            page=one.page, paragraph=one.paragraph,
        )  # fmt: skip
    return found.text(lang)
