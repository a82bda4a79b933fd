"""The words by which full text finds a node, and the query that asks for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.base.text import fold, folded_words
from kg.model.registry import any_type_of, searchable
from kg.store.codec import StoredStatements


def words_of(id_: str, values: dict[str, Any]) -> str:
    """Return the folded words of a node's id and of its searchable fields, each once.

    >>> words_of("state/hti", {"name": {"fr": "Haïti", "es": "Haití"}})
    'state hti haiti'
    """
    type_ = any_type_of(id_)
    texts = (text for name in searchable(type_ or "") for text in _texts(values.get(name)))
    return " ".join(dict.fromkeys(folded_words("\n".join((id_, *texts)))))


def words_of_record(id_: str, body: str, stored_statements: StoredStatements) -> str:
    """Return the words by which a record is found by whoever reads some of its statements.

    Who may see a word is not decided here: where statements claim it, those are all words of all.
    """
    words = words_of(id_, json.loads(body))
    if not any(said.claims for said in stored_statements.values()):
        return words
    each = (words_of(id_, json.loads(said.props)) for said in stored_statements.values())
    return " ".join(dict.fromkeys(" ".join((words, *each)).split()))


def query_of(text: str) -> str:
    """Return the FTS5 query for nodes that hold every word of ``text`` as a prefix.

    Folded words hold letters and digits only; in quotes none of them is an operator.

    >>> query_of("Cooperação OR sur*")
    '"cooperacao"* "or"* "sur"*'
    """
    words = dict.fromkeys(fold(text).split())
    return " ".join(f'"{word}"*' for word in words)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for text in value.values() if isinstance(text, str))
    elif isinstance(value, list):
        yield from (text for text in value if isinstance(text, str))
