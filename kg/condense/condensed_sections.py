"""The sections of a condensed report: its words as they stand there, under headings of ours.

What does not fit is counted, with the pages where it stands: the document has all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from kg.base.i18n import Message, msg, nmsg
from kg.base.reader_manner import language_name
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
from kg.condense.places import place, places_of, under, where
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
    rows=Room(7, 125), passages=Room(2, 90), figures=Room(4, 65), quoted=Room(6, 110)
)
"""The same where it also tells what is new against the report before."""
HALF_PAGE: Final = Rooms(rows=Room(6, 110), passages=Room(3, 110))
"""What concerns one state, where it is one of many."""
_COLUMNS: Final = 6
"""Columns of a table beside the one that says where its rows stand."""
_NARROWEST, _WIDEST = 4, 40
"""Characters that the width of a column is reckoned for."""
_LINE: Final = 100
"""Characters that stand beside each other in a table."""
_BESIDE: Final = 2
"""Characters of room between two columns."""
_HEAD_WORDS: Final = 15
"""Words for which there would be room in place of the head of another table."""
_SENTENCE: Final = 30
"""Words of a sentence that says what a figure counts better than those beside it alone."""


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
    shown, more = _fitting(state.rows, rooms.rows, _table_of)
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
    shown, more = _figures_shown(document)
    if shown:
        columns = (
            Column(msg("Figure").text(lang), is_number=True, share=2),
            Column(msg("What it counts, in the words of the report").text(lang), share=6),
        )
        table = _placed(columns, shown, _figure_row, lang)
        yield Section(msg("Key figures").text(lang), (table, *_more(more, lang)))


def _figures_shown(document: Condensed) -> tuple[list[KeyFigure], list[KeyFigure]]:
    return _fitting(_of_sentences(document.figures), rooms_of(document).figures)


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
    """Yield the sentences that say most of the report, in its order, but those told above."""
    above = {said for one in _figures_shown(document)[0] for said in _figure_row(one)}
    # Those that say most where there is not room for all; shown in the order of the report.
    ranked = sorted(
        (one for one in document.quotations if one.text not in above), key=lambda one: -one.score
    )
    chosen = {id(one) for one in _fitting(ranked, rooms_of(document).quoted)[0]}
    shown = [one for one in document.quotations if id(one) in chosen]
    if shown:
        title = msg("In the words of the report").text(document.lang)
        yield Section(title, (_word_for_word(shown, document),))


def unread(document: Condensed) -> Iterator[Section]:
    """Yield what could not be read."""
    if document.unread:
        items = tuple(Sentence(one) for one in document.unread)
        title = msg("What was left out or could not be read").text(document.lang)
        yield Section(title, (Points(items),))


def about(document: Condensed) -> Section:
    """Return which report it is: symbol, file, pages, checksum."""
    lang = document.lang
    parts = tuple(Sentence(f"{one.text(lang)}.") for one in _about(document))
    return Section(msg("The report").text(lang), (Paragraph(parts),))


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


def _table_of(row: StateRow) -> tuple[str, tuple[str, ...], bool]:
    """What rows share that stand in one table of the paper; those without their columns apart."""
    return row.caption, tuple(row.columns), fits_columns(row) or not row.columns


def _tables(rows: Sequence[StateRow], lang: str) -> Iterator[Table]:
    """Yield rows as tables, those under the same words together; no two are called alike.

    A table without a caption is called as the heading above it; where there are several, each row
    says its own.
    """
    groups: dict[tuple[str, tuple[str, ...], bool], list[StateRow]] = {}
    for row in rows:
        groups.setdefault(_table_of(row), []).append(row)
    called = set[str]()
    for at, ((caption, columns, _), of) in enumerate(groups.items(), 1):
        sections = {row.section for row in of}
        name = caption or ("" if len(sections) > 1 else of[0].section)
        if not name or name in called:
            pages = places_of(of, lang)
            name = msg("{table} ({place})", table=name or msg("Table"), place=pages).text(lang)
        called.add(name)
        under = [
            row.under or (row.section if not caption and len(sections) > 1 else "") for row in of
        ]
        note = _CHECK.text(lang) if at == len(groups) else ""
        yield _table((name, note), columns, of, under, lang)


def _table(
    words: tuple[str, str],
    columns: Sequence[str],
    rows: Sequence[StateRow],
    under: Sequence[str],
    lang: str,
) -> Table:
    """Return rows as one table; ``words`` are its caption and its note, ``under`` those of rows."""
    wide = max((len(row.cells) for row in rows), default=1)
    fits = all(row.cells and (fits_columns(row) or not row.columns) for row in rows)
    apart = wide <= _COLUMNS and fits
    heads = [*columns, *[""] * wide][:wide] if apart else [msg("Row").text(lang)]
    texts = [[*row.cells, *[""] * wide][:wide] if apart else [in_words(row)] for row in rows]
    said = tuple(
        (*(Sentence(text, lang=row.lang or None) for text in of), _at(row, lang, over))
        for row, of, over in zip(rows, texts, under, strict=True)
    )
    filled = [*heads, msg("Where").text(lang)]
    of_columns = [[head, *(of[at] for of in texts)] for at, head in enumerate(heads)]
    shares = _shares([*of_columns, [filled[-1], *(one[-1].text for one in said)]])
    named = [Column(head, share=share) for head, share in zip(filled, shares, strict=True)]
    return Table(words[0], tuple(named), said, words[1])


def _shares(columns: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide columns are: what is short stays on one line, and no word is broken.

    Where there is not room for all, those give way that have more than their longest word.
    """
    least = [
        min(_WIDEST, max(_NARROWEST, *(len(word) for text in of for word in text.split() or [""])))
        + _BESIDE
        for of in columns
    ]
    full = [
        max(low, min(_WIDEST, max(map(len, of))) + _BESIDE)
        for low, of in zip(least, columns, strict=True)
    ]
    over, give = sum(full) - _LINE, sum(full) - sum(least)
    if over <= 0 or not give:
        return full
    return [
        high - min(over, give) * (high - low) // give for low, high in zip(least, full, strict=True)
    ]


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
    """Return a figure and what it counts: its sentence, if it is short; of a total its table too.

    A table may say the scale of its sums.
    """
    if one.caption:
        return one.figure, f"{one.counts or one.text} · {one.caption}"
    is_whole = not one.counts or len(one.text.split()) <= _SENTENCE
    return one.figure, one.text if is_whole else one.counts


def _of_sentences(figures: Sequence[KeyFigure]) -> list[KeyFigure]:
    """Put figures of one sentence together, where it is shown whole."""
    found: dict[tuple[str, int | None, int], KeyFigure] = {}
    for at, one in enumerate(figures):
        is_whole = not one.caption and len(one.text.split()) <= _SENTENCE
        key = (one.text, one.page, one.paragraph) if is_whole else ("", None, at)
        known = found.get(key)
        if known is not None:
            both = f"{known.figure} · {one.figure}"
            found[key] = one.model_copy(update={"figure": both})
        else:
            found[key] = one
    return list(found.values())


def _changed_row(one: ChangedExtract) -> tuple[str, ...]:
    return one.was, one.now


def _word_for_word(extracts: Sequence[Extract], document: Condensed) -> Table:
    lang = document.lang
    column = Column(msg("Word for word").text(lang), share=8)
    return _placed((column,), extracts, lambda one: (f"« {one.text} »",), lang)


def _at(one: Extract, lang: str, heading: str = "") -> Sentence:
    return Sentence(under(place(one).text(lang), heading, lang))


def _quoted(one: Extract, document: Condensed, heading: str = "") -> Quotation:
    lang, own = document.lang, one.lang or document.language or "und"
    said = under(where(one, lang), heading, lang)
    if own not in (document.language, "und"):
        # What is in another language than the report at large is marked so where it stands.
        said = msg("in {language}: {place}", language=language_name(own, lang), place=said).text(
            lang
        )
    return Quotation(one.text, own, Named(id="", label=""), said)


def _fitting(
    extracts: Iterable[E], room: Room, head: Callable[[E], Hashable] | None = None
) -> tuple[list[E], list[E]]:
    """Return what there is room for, at least the first, and the rest.

    ``head`` says which stand under one head, that takes room too.
    """
    shown, rest, words, heads = list[E](), list[E](), 0, set[Hashable]()
    for one in extracts:
        words += len(one.text.split())
        if head is not None and head(one) not in heads:
            heads.add(head(one))
            words += _HEAD_WORDS
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
