"""The sections of a condensed report: its words as they stand there, under headings of ours.

What does not fit is counted, with the pages where it stands: the document has all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from kg.condense.rows_in_words import fits_columns, in_words
from kg.model.documents import (
    ChangedExtract,
    Condensed,
    Extract,
    KeyFigure,
    Named,
    StateInReport,
    StateRow,
)

E = TypeVar("E", bound=Extract)


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each kind a paper has room for: how many, and how many words together."""

    most: int
    words: int


@dataclass(frozen=True, slots=True)
class Rooms:
    """What there is room for in one paper."""

    rows: Room
    passages: Room
    figures: Room = Room(6, 100)
    new: Room = Room(3, 70)
    changed: Room = Room(2, 70)
    quoted: Room = Room(9, 220)


TWO_PAGES: Final = Rooms(rows=Room(10, 200), passages=Room(4, 180))
"""A paper for one state."""
WITH_NEWS: Final = Rooms(
    rows=Room(8, 150), passages=Room(3, 130), figures=Room(5, 80), quoted=Room(8, 170)
)
"""The same where it also tells what is new against the report before."""
HALF_PAGE: Final = Rooms(rows=Room(6, 110), passages=Room(3, 110))
"""What concerns one state, where it is one of many."""
_COLUMNS: Final = 6
"""Columns of a table beside the one that says where its rows stand."""
_NARROWEST, _WIDEST = 6, 40
"""Characters that the width of a column is reckoned for."""


def rooms_of(document: Condensed) -> Rooms:
    """Return what there is room for in a paper of two pages."""
    return WITH_NEWS if document.new or document.changed else TWO_PAGES


def concerning(state: StateInReport, document: Condensed, rooms: Rooms) -> Section:
    """Return what concerns a state: rows of tables with their columns, then passages."""
    lang, annex = document.lang, rooms is HALF_PAGE
    title = msg("What concerns {state}", state=state.label).text(lang)
    if not state.rows and not state.passages:
        none = msg("The report does not name {state}.", state=state.label).text(lang)
        return Section(title, (Remark(none),), annex)
    shown, more = _fitting(state.rows, rooms.rows)
    unseen = max(0, state.rows_in_all - len(state.rows))
    blocks: list[Block] = [*_tables(shown, lang), *_more(more, lang, unseen)]
    said, further = _fitting(state.passages, rooms.passages)
    unseen = max(0, state.passages_in_all - len(state.passages))
    blocks += [_quoted(one, document, one.under) for one in said]
    return Section(title, (*blocks, *_more(further, lang, unseen), *_in_lists(state, lang)), annex)


def _in_lists(state: StateInReport, lang: str) -> Iterator[Paragraph]:
    if state.lists:
        said = nmsg(
            "It also stands in {count} list of many states.",
            "It also stands in {count} lists of many states.",
            state.lists,
        )
        yield Paragraph((Sentence(said.text(lang)),))


def figures(document: Condensed) -> Iterator[Section]:
    """Yield the key figures, each with what it counts as the report says it."""
    lang = document.lang
    shown, more = _fitting(document.figures, rooms_of(document).figures)
    if shown:
        columns = (
            Column(msg("Figure").text(lang), is_number=True, share=2),
            Column(msg("What it counts, in the words of the report").text(lang), share=6),
        )
        table = _placed(columns, shown, _figure_row, lang)
        yield Section(msg("Key figures").text(lang), (table, *_more(more, lang)))


def since_last(document: Condensed, state: StateInReport | None) -> Iterator[Section]:
    """Yield what is new or changed against the report before, what concerns a state first."""
    lang, rooms = document.lang, rooms_of(document)
    new, more = _fitting(_first_of(state, document.new), rooms.new)
    if new:
        title = msg("New since the last report").text(lang)
        yield Section(title, (_word_for_word(new, document), *_more(more, lang)))
    changed, further = _fitting(_first_of(state, document.changed), rooms.changed)
    if changed:
        columns = (
            Column(msg("Last report").text(lang), share=4),
            Column(msg("This report").text(lang), share=4),
        )
        table = _placed(columns, changed, _changed_row, lang)
        title = msg("Changed since the last report").text(lang)
        yield Section(title, (table, *_more(further, lang)))


def _first_of(state: StateInReport | None, extracts: Sequence[E]) -> list[E]:
    """Return extracts with those first that stand where the state is spoken of."""
    if state is None:
        return list(extracts)
    places = {(one.page, one.paragraph) for one in (*state.rows, *state.passages)}
    return sorted(extracts, key=lambda one: (one.page, one.paragraph) not in places)


def quoted(document: Condensed) -> Iterator[Section]:
    """Yield the sentences that say most of the report, in its order."""
    # Those that say most where there is not room for all; shown in the order of the report.
    ranked = sorted(document.quotations, key=lambda one: -one.score)
    chosen = {id(one) for one in _fitting(ranked, rooms_of(document).quoted)[0]}
    shown = [one for one in document.quotations if id(one) in chosen]
    if shown:
        title = msg("In the words of the report").text(document.lang)
        yield Section(title, (_word_for_word(shown, document),))


def unread(document: Condensed) -> Iterator[Section]:
    """Yield what could not be read."""
    if document.unread:
        items = tuple(Sentence(one) for one in document.unread)
        title = msg("What could not be read").text(document.lang)
        yield Section(title, (Points(items),))


def about(document: Condensed) -> Section:
    """Return which report it is: symbol, file, pages, checksum."""
    lang = document.lang
    parts = tuple(Sentence(f"{one.text(lang)}.") for one in _about(document))
    return Section(msg("The report").text(lang), (Paragraph(parts),))


def language_name(code: str, lang: str) -> str:
    """Return the name of a language as a reader of ``lang`` calls it."""
    return str(locale_of(lang).languages.get(code, code))


def _about(document: Condensed) -> Iterator[Message]:
    if document.symbol:
        yield msg("Symbol: {symbol}", symbol=document.symbol)
    yield msg("File: {file}", file=document.file)
    if document.pages is not None:
        yield nmsg("{count} page", "{count} pages", document.pages)
    yield msg("SHA-256 of the file: {sha256}", sha256=document.sha256)


_CHECK: Final = msg("Check in the original.")


def _place_column(lang: str) -> Column:
    return Column(msg("Where").text(lang), share=2)


def _tables(rows: Sequence[StateRow], lang: str) -> Iterator[Table]:
    """Yield rows as tables, those of one table of the report together; no two are called alike."""
    called = set[str]()
    for (caption, columns, _), group in groupby(rows, _table_of):
        of = list(group)
        name = caption
        if not name or name in called:
            at = places_of(of, lang)
            name = msg("{table} ({place})", table=name or msg("Table"), place=at).text(lang)
        called.add(name)
        yield _table(name, columns, of, lang)


def _table_of(row: StateRow) -> tuple[str, tuple[str, ...], bool]:
    """What rows share that stand in one table of the paper; those without their columns apart."""
    return row.caption, tuple(row.columns), fits_columns(row) or not row.columns


def _table(caption: str, columns: Sequence[str], rows: Sequence[StateRow], lang: str) -> Table:
    wide = max((len(row.cells) for row in rows), default=1)
    fits = all(row.cells and (fits_columns(row) or not row.columns) for row in rows)
    apart = wide <= _COLUMNS and fits
    heads = [*columns, *[""] * wide][:wide] if apart else [msg("Row").text(lang)]
    texts = [[*row.cells, *[""] * wide][:wide] if apart else [in_words(row)] for row in rows]
    said = tuple(
        (*(Sentence(text, lang=row.lang or None) for text in of), _at(row, lang, row.under))
        for row, of in zip(rows, texts, strict=True)
    )
    shares = [_share([head, *(of[at] for of in texts)]) for at, head in enumerate(heads)]
    named = [Column(head, share=share) for head, share in zip(heads, shares, strict=True)]
    where_ = Column(msg("Where").text(lang), share=_share([one[-1].text for one in said]))
    return Table(caption, (*named, where_), said, _CHECK.text(lang))


def _share(texts: Iterable[str]) -> int:
    """Return how wide a column is, so that what is short stays on one line."""
    return min(_WIDEST, max(_NARROWEST, *map(len, texts)))


def _placed(
    columns: tuple[Column, ...],
    extracts: Sequence[E],
    row: Callable[[E], tuple[str, ...]],
    lang: str,
) -> Table:
    """Return extracts as a table whose last column says where they stand."""
    rows = tuple(
        (*(Sentence(text, lang=one.lang or None) for text in row(one)), _at(one, lang))
        for one in extracts
    )
    return Table("", (*columns, _place_column(lang)), rows, _CHECK.text(lang))


def _figure_row(one: KeyFigure) -> tuple[str, ...]:
    """Return a figure and what it counts; of a total its table too, which may say its scale."""
    counts = one.counts or one.text
    return one.figure, f"{counts} · {one.caption}" if one.caption else counts


def _changed_row(one: ChangedExtract) -> tuple[str, ...]:
    return one.was, one.now


def _word_for_word(extracts: Sequence[Extract], document: Condensed) -> Table:
    lang = document.lang
    column = Column(msg("Word for word").text(lang), share=8)
    return _placed((column,), extracts, lambda one: (f"« {one.text} »",), lang)


def _at(one: Extract, lang: str, under: str = "") -> Sentence:
    return Sentence(_under(place(one).text(lang), under, lang))


def _under(said: str, heading: str, lang: str) -> str:
    """Return where words stand, with the heading that says whom they are about if they do not."""
    if not heading:
        return said
    return msg("{place}, under “{heading}”", place=said, heading=heading).text(lang)


def _quoted(one: Extract, document: Condensed, under: str = "") -> Quotation:
    lang, own = document.lang, one.lang or document.language or "und"
    said = _under(where(one, lang), under, lang)
    if own not in (document.language, "und"):
        # What is in another language than the report at large is marked so where it stands.
        said = msg("in {language}: {place}", language=language_name(own, lang), place=said).text(
            lang
        )
    return Quotation(one.text, own, Named(id="", label=""), said)


def _fitting(extracts: Iterable[E], room: Room) -> tuple[list[E], list[E]]:
    """Return what there is room for, at least the first, and the rest."""
    shown, rest, words = list[E](), list[E](), 0
    for one in extracts:
        words += len(one.text.split())
        fits = len(shown) < room.most and (words <= room.words or not shown)
        (shown if fits and not rest else rest).append(one)
    return shown, rest


def _more(rest: Sequence[Extract], lang: str, unseen: int = 0) -> Iterator[Paragraph]:
    """Yield how much there is beside: with its places, and ``unseen`` that is counted only."""
    if rest:
        said = nmsg(
            "And {count} more, in the original: {places}.",
            "And {count} more, in the original: {places}.",
            len(rest),
            places=places_of(rest, lang),
        )
        yield Paragraph((Sentence(said.text(lang)),))
    if unseen:
        said = nmsg("And {count} more.", "And {count} more.", unseen)
        yield Paragraph((Sentence(said.text(lang)),))
