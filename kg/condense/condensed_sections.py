"""The sections of a condensed report: its words as they stand there, under headings of ours.

What does not fit is counted, with the pages where it stands: the document has all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeVar

from kg.base.i18n import Message, msg, nmsg
from kg.base.reader_manner import locale_of
from kg.brief.paper import (
    Block,
    Column,
    Paragraph,
    Points,
    Quotation,
    Remark,
    Section,
    Sentence,
    Table,
)
from kg.condense.places import place, places_of, where
from kg.model.documents import (
    ChangedExtract,
    Condensed,
    Extract,
    ExtractedRow,
    KeyFigure,
    Named,
    StateInReport,
)

E = TypeVar("E", bound=Extract)


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each kind a paper has room for: how many, and how many words together."""

    most: int
    words: int


ROWS: Final = Room(12, 260)
PASSAGES: Final = Room(6, 260)
"""What concerns one state, in a paper of its own: two pages in all."""
ROWS_EACH: Final = Room(6, 110)
PASSAGES_EACH: Final = Room(3, 110)
"""What concerns one state, in half a page."""
FIGURES: Final = Room(8, 140)
NEW: Final = Room(5, 130)
CHANGED: Final = Room(5, 130)
_COLUMNS: Final = 6
"""Columns of a table beside the one that says where its rows stand."""


def concerning(state: StateInReport, document: Condensed, *, half_page: bool) -> Section:
    """Return what concerns a state: rows of tables with their columns, then passages."""
    lang = document.lang
    rows, passages = (ROWS_EACH, PASSAGES_EACH) if half_page else (ROWS, PASSAGES)
    title = msg("What concerns {state}", state=state.label).text(lang)
    if not state.rows and not state.passages:
        none = msg("The report does not name {state}.", state=state.label).text(lang)
        return Section(title, (Remark(none),), annex=half_page)
    shown, more = _fitting(state.rows, rows)
    blocks: list[Block] = [*_tables(shown, lang), *_more(more, lang)]
    said, further = _fitting(state.passages, passages)
    blocks += [*(_quoted(one, document) for one in said), *_more(further, lang)]
    return Section(title, tuple(blocks), annex=half_page)


def figures(document: Condensed) -> Iterator[Section]:
    """Yield the key figures, each with what it counts as the report says it."""
    lang = document.lang
    shown, more = _fitting(document.figures, FIGURES)
    if shown:
        columns = (
            Column(msg("Figure").text(lang), is_number=True, share=2),
            Column(msg("What it counts, in the words of the report").text(lang), share=6),
            _place_column(lang),
        )
        rows = tuple(_figure_row(one, lang) for one in shown)
        table = Table("", columns, rows, _CHECK.text(lang))
        yield Section(msg("Key figures").text(lang), (table, *_more(more, lang)))


def since_last(document: Condensed) -> Iterator[Section]:
    """Yield what is new or changed against the report before."""
    lang = document.lang
    new, more = _fitting(document.new, NEW)
    if new:
        quoted = (_quoted(one, document) for one in new)
        yield Section(msg("New since the last report").text(lang), (*quoted, *_more(more, lang)))
    changed, further = _fitting(document.changed, CHANGED)
    if changed:
        columns = (
            Column(msg("Last report").text(lang), share=4),
            Column(msg("This report").text(lang), share=4),
            _place_column(lang),
        )
        rows = tuple(_changed_row(one, lang) for one in changed)
        table = Table("", columns, rows, _CHECK.text(lang))
        yield Section(
            msg("Changed since the last report").text(lang), (table, *_more(further, lang))
        )


def quoted(document: Condensed) -> Iterator[Section]:
    """Yield the sentences that say most of the report, in its order."""
    if document.quotations:
        blocks = tuple(_quoted(one, document) for one in document.quotations)
        yield Section(msg("In the words of the report").text(document.lang), blocks)


def unread(document: Condensed) -> Iterator[Section]:
    """Yield what could not be read."""
    if document.unread:
        items = tuple(Sentence(one) for one in document.unread)
        title = msg("What could not be read").text(document.lang)
        yield Section(title, (Points(items),))


def about(document: Condensed) -> Section:
    """Return which report it is: title, symbol, file, pages, language, checksum."""
    lang = document.lang
    parts = [
        Sentence(document.title, lang=document.language or None),
        *(Sentence(one.text(lang)) for one in _about(document)),
    ]
    return Section(msg("The report").text(lang), (Points(tuple(parts)),))


def language_name(code: str, lang: str) -> str:
    """Return the name of a language as a reader of ``lang`` calls it."""
    return str(locale_of(lang).languages.get(code, code))


def _about(document: Condensed) -> Iterator[Message]:
    if document.symbol:
        yield msg("Symbol: {symbol}", symbol=document.symbol)
    yield msg("File: {file}", file=document.file)
    if document.pages is not None:
        yield nmsg("{count} page", "{count} pages", document.pages)
    if document.language:
        yield msg(
            "Its words stay in its language: {language}. Nothing is rewritten.",
            language=language_name(document.language, document.lang),
        )
    yield msg("SHA-256 of the file: {sha256}", sha256=document.sha256)


_CHECK: Final = msg("Check in the original.")


def _place_column(lang: str) -> Column:
    return Column(msg("Where").text(lang), share=2)


def _tables(rows: Sequence[ExtractedRow], lang: str) -> Iterator[Table]:
    """Yield rows as tables, those of one table of the report together."""
    for (caption, columns), group in groupby(rows, lambda row: (row.caption, tuple(row.columns))):
        yield _table(caption, columns, list(group), lang)


def _table(caption: str, columns: Sequence[str], rows: Sequence[ExtractedRow], lang: str) -> Table:
    wide = max((len(row.cells) for row in rows), default=1)
    apart = wide <= _COLUMNS and all(row.cells for row in rows)
    heads = [*columns, *[""] * wide][:wide] if apart else [msg("Row").text(lang)]
    said = tuple((*_cells(row, len(heads) if apart else 0), _at(row, lang)) for row in rows)
    named = (*(Column(name, share=8 // len(heads) or 1) for name in heads), _place_column(lang))
    return Table(caption, named, said, _CHECK.text(lang))


def _cells(row: ExtractedRow, wide: int) -> Iterator[Sentence]:
    """Yield the cells of a row, filled up to so many; 0: the row as one text."""
    texts = [*row.cells, *[""] * wide][:wide] if wide else [row.text]
    return (Sentence(text, lang=row.lang or None) for text in texts)


def _figure_row(one: KeyFigure, lang: str) -> tuple[Sentence, ...]:
    said = one.counts or one.text
    return (
        Sentence(one.figure, lang=one.lang or None),
        Sentence(said, lang=one.lang or None),
        _at(one, lang),
    )


def _changed_row(one: ChangedExtract, lang: str) -> tuple[Sentence, ...]:
    of = one.lang or None
    return (Sentence(one.was, lang=of), Sentence(one.now, lang=of), _at(one, lang))


def _at(one: Extract, lang: str) -> Sentence:
    return Sentence(place(one).text(lang))


def _quoted(one: Extract, document: Condensed) -> Quotation:
    name = document.symbol or document.title
    source = Named(id="", label=name)
    return Quotation(one.text, one.lang or document.language or "und", source,
                     where(one, document.lang))  # fmt: skip


def _fitting(extracts: Iterable[E], room: Room) -> tuple[list[E], list[E]]:
    """Return what there is room for, at least the first, and the rest."""
    shown, rest, words = list[E](), list[E](), 0
    for one in extracts:
        words += len(one.text.split())
        fits = len(shown) < room.most and (words <= room.words or not shown)
        (shown if fits and not rest else rest).append(one)
    return shown, rest


def _more(rest: Sequence[Extract], lang: str) -> Iterator[Paragraph]:
    if rest:
        said = nmsg(
            "And {count} more, in the original: {places}.",
            "And {count} more, in the original: {places}.",
            len(rest),
            places=places_of(rest, lang),
        )
        yield Paragraph((Sentence(said.text(lang)),))
