"""A condensed report as a paper: headings in the reader's language, words in the report's own."""

from __future__ import annotations

from collections.abc import Iterator

from kg.base.audience import Audience
from kg.base.i18n import Message, msg, nmsg
from kg.base.reader_manner import language_name
from kg.brief.paper import Content, Paper, Section, Sentence, published_by
from kg.condense.condensed_sections import (
    HALF_PAGE,
    about,
    concerning,
    figures,
    quoted,
    rooms_of,
    since_last,
    unread,
)
from kg.graph.view import View
from kg.model.documents import Condensed, Named, StateInReport

KIND = "condensed"
LABEL = msg("Report condensed")


def readers_of(audience: Audience) -> Audience:
    """Return whom the paper is for that somebody of an audience makes: the states at most.

    It says what a report says, and nothing that only the board may know.

    >>> readers_of("board"), readers_of("public")
    ('states', 'public')
    """
    return "states" if audience == "board" else audience


def condensed_paper(
    document: Condensed, view: View, audience: Audience, state: Named | None = None
) -> Paper:
    """Return a condensed report as a paper, in the language of the document.

    ``audience``: who asks for it; it is for the states at most.

    ``state``: for whom it is; then it has two pages. Without it what concerns the states that the
    report names follows, half a page each.
    """
    lang = document.lang
    return Paper(
        kind=KIND,
        label=LABEL.text(lang),
        subject=state,
        lang=lang,
        audience=readers_of(audience),
        for_board=False,
        as_of=document.as_of,
        revision=document.revision,
        content=Content(
            title=document.title,
            points=tuple(Sentence(one.text(lang)) for one in _points(document, state)),
            sections=tuple(_sections(document, state)),
            missing=tuple(one.text(lang) for one in _missing(document)),
        ),
        published=published_by(view.publisher, lang),
    )


def _sections(document: Condensed, state: Named | None) -> Iterator[Section]:
    if state is not None:
        yield concerning(_of(document, state), document, rooms_of(document))
    yield from figures(document)
    yield from since_last(document, None if state is None else _of(document, state))
    yield from quoted(document)
    yield from unread(document)
    yield about(document)
    if state is None:
        for one in document.states:
            yield concerning(one, document, HALF_PAGE)


def _of(document: Condensed, state: Named) -> StateInReport:
    return next(
        (one for one in document.states if one.id == state.id),
        StateInReport(id=state.id, label=state.label, rows=[], passages=[]),
    )


def _points(document: Condensed, state: Named | None) -> Iterator[Message]:
    if document.language:
        yield msg(
            "The report is in this language: {language}. It is quoted word for word.",
            language=language_name(document.language, document.lang),
        )
    if state is None:
        yield nmsg(
            "It names {count} state of the Organisation.",
            "It names {count} states of the Organisation.",
            len(document.states),
        )
    else:
        found = _of(document, state)
        rows = found.rows_in_all or len(found.rows)
        passages = found.passages_in_all or len(found.passages)
        yield msg(
            "What names {state}: {rows}, {passages}.",
            state=state.label,
            rows=nmsg("{count} row of a table", "{count} rows of tables", rows),
            passages=nmsg("{count} passage", "{count} passages", passages),
        )
    if document.new or document.changed:
        yield msg(
            "Since the last report: {new}, {changed}.",
            new=nmsg("{count} passage is new", "{count} passages are new", len(document.new)),
            changed=nmsg(
                "{count} stands otherwise", "{count} stand otherwise", len(document.changed)
            ),
        )


def _missing(document: Condensed) -> Iterator[Message]:
    if document.unread:
        yield msg("Parts of the report were left out or could not be read: they are named above.")
