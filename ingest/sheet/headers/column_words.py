"""What the columns of a kind of sheet are called: words of people, else those of the model."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ingest.sheet.headers.record_words import OWN_WORDS, RECORD_WORDS
from ingest.sheet.headers.sheet_kinds import COLUMNS, RECORDS, SETTLED, Kind
from ingest.sheet.headers.synonyms import SYNONYMS, Words
from kg.base.i18n import LANGUAGES, Message
from kg.model.registry import metas


@cache
def words_of(kind: str, column: str) -> Words:
    """Return the words for a column of a kind, by language; the first of each is ours."""
    tables = [SYNONYMS, RECORD_WORDS] if kind in SETTLED else [RECORD_WORDS, SYNONYMS]
    for table in (OWN_WORDS.get(kind, {}), *tables):
        if column in table:
            return table[column]
    label = label_of_column(RECORDS[kind], column)
    return {lang: (label.text(lang),) for lang in LANGUAGES}


def label_of_column(kind: Kind, column: str) -> Message:
    """Return what the model calls a column: a field's label, or a heading of its relation."""
    link = kind.link(column)
    if link is not None:
        return link.relation.inward if link.inward else link.relation.outward
    fields = {of: field for field, of in kind.sums.items()}
    return metas(kind.node)[fields.get(column, column)].label


def all_words() -> Iterator[tuple[str, str]]:
    """Yield every word for a column of some kind, with its language."""
    for kind, columns in COLUMNS.items():
        for column in columns:
            for lang, words in words_of(kind, column).items():
                yield from ((word, lang) for word in words)
