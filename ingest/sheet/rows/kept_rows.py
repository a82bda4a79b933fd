"""What is kept of the rows of a sheet that wait: as they came, without what is about a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from ingest.findings import Item, Kept, Outcome
from ingest.personal_data import LEFT_OUT, masked, masked_closely, names_a_person
from ingest.sheet.headers.header_words import Name
from ingest.sheet.headers.headers import Header
from ingest.sheet.rows.origins import Origins
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft, as_text

READER: Final = "sheet"
_OFFICES: Final = ("confirmed_by",)
"""Columns that name an office: one that names a person is left out whole."""


def kept_rows(
    items: Iterable[Item], drafts: Sequence[Draft], header: Header, context: Context
) -> list[Item]:
    """Return the items of a sheet, those that wait with what is kept of their rows."""
    words = _words(header)
    return [
        replace(item, kept=_kept(draft, header, words, context))
        if item.outcome is Outcome.HELD
        else item
        for item, draft in zip(items, drafts, strict=True)
    ]


def _words(header: Header) -> Mapping[int, str]:
    """The headers by index, each different: a second one of the same words bears its number."""
    told: Counter[str] = Counter()
    words: dict[int, str] = {}
    for index, written in sorted(header.words.items()):
        word = masked(written)
        told[word] += 1
        words[index] = word if word and told[word] == 1 else f"{word} [{index + 1}]".strip()
    return words


def _kept(draft: Draft, header: Header, words: Mapping[int, str], context: Context) -> Kept:
    filled = [index for index, cell in enumerate(draft.raw) if cell != ""]
    names = {index: words.get(index, f"[{index + 1}]") for index in filled}
    row = {names[i]: _shown(i, names[i], as_text(draft.raw[i]), header) for i in filled}
    more = _of_all_rows(draft, header)
    row |= {word: masked(as_text(draft.cells[name])) for word, name in more.items()}
    facts = {
        "columns": {
            **{names[i]: list(header.names[i][:2]) for i in filled if i in header.names},
            **{word: list(name[:2]) for word, name in more.items()},
        },
        "numbers": [names[i] for i in filled if isinstance(draft.raw[i], float)],
        "habits": draft.habits.facts(),
        "closing": [masked(word) for word in draft.closing],
        "lang": context.lang,
        "visibility": context.visibility,
        "own": _own(context.origins),
    }
    return Kept(READER, context.kind, row, facts)


def _of_all_rows(draft: Draft, header: Header) -> dict[str, Name]:
    """What no column says: it was said for all rows, and is called as our column."""
    told = {name[:2] for name in header.names.values()}
    return {":".join(filter(None, name[:2])): name for name in draft.cells if name[:2] not in told}


def _shown(index: int, word: str, text: str, header: Header) -> str:
    """A cell without what is about a person; in a column that nobody reads, less may be left."""
    name = header.names.get(index)
    if name is None:
        return masked_closely(word, text)
    if name.column in _OFFICES and names_a_person(text):
        return LEFT_OUT
    return masked(text)


def _own(origins: Origins) -> dict[str, Any]:
    own = origins.own
    return {
        "id": own.id,
        "title": dict(own.title),
        "retrieved": own.retrieved,
        "checksum": own.checksum,
        "borrowed": origins.borrowed,
    }


def cells_of(kept: Kept) -> Iterator[tuple[str, str]]:
    """Yield the cells of a row that is read again: what was left out of it is empty."""
    yield from ((word, text) for word, text in kept.row.items() if text != LEFT_OUT)
