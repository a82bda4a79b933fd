"""Courtesy translations: proposed by the secretariat, seen once the office has approved them.

An office writes in one language. What is added in another is said by a source of its own, and the
record names the languages of which that is so, so that nobody takes it for the office's words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from kg.base.errors import UnknownIdError
from kg.base.i18n import LANGUAGES, choose
from kg.exchange.acceptance import Ledgers
from kg.exchange.exchange_errors import OutdatedError
from kg.exchange.moving import Seen, move, require_current, require_step
from kg.exchange.parties import Who
from kg.exchange.translated_texts import COURTESY, TEXTS, TRANSLATIONS, ours, own_texts
from kg.model.changes import Change, NodeStatement, Withdrawal, state_node
from kg.model.claims import canonical, chosen_node
from kg.model.desk_types import Translation
from kg.model.nodes import Source
from kg.model.records import NodeRecord
from kg.model.registry import type_of
from kg.store.protocol import Store

_SOURCE: Final = Source(id=TRANSLATIONS, title={
    "en": "Courtesy translations", "es": "Traducciones de cortesía",
    "pt": "Traduções de cortesia", "fr": "Traductions de courtoisie",
})  # fmt: skip


def original_of(knowledge: Store, id_: str) -> dict[str, dict[str, str]]:
    """Return title and summary of a record as others than the translators state them.

    Raises:
        UnknownIdError: there is no such record.
    """
    return own_texts(_record(knowledge, id_))


def mark_of_texts(texts: Mapping[str, Any]) -> str:
    """Return by what it is known that a record still says what was translated."""
    return hashlib.sha256(canonical(dict(texts)).encode()).hexdigest()[:32]


def missing_languages(props: Mapping[str, Any]) -> list[str]:
    """Return the languages of the pages in which a record has no title."""
    title = props.get("title") or {}
    return [lang for lang in LANGUAGES if title and not title.get(lang)]


def written_in(texts: Mapping[str, Mapping[str, str]], lang: str) -> tuple[str, str, str]:
    """Return title, summary and language of the text that a translator into ``lang`` reads."""
    title, found = choose(texts.get("title", {}), lang)
    return title, texts.get("summary", {}).get(found, ""), found


def approve(ledgers: Ledgers, seen: Seen[Translation], who: Who, now: datetime) -> Translation:
    """Let a translation be seen by those who see the record; again, it alters nothing.

    Raises:
        NotAtThisStageError, NotYoursError, ConflictError: as ``move``; nothing is written then.
        OutdatedError: the record says something else by now, or says it in that language itself.
        UnknownIdError: the record is gone.
        StoreError: it cannot be written.
    """
    record, knowledge = seen.record, ledgers.knowledge
    require_step(record, "approve", who)
    require_current(ledgers.desk, seen)
    found = _record(knowledge, record.record or "")
    texts = own_texts(found)
    if mark_of_texts(texts) != record.original or record.lang in texts.get("title", {}):
        raise OutdatedError(record.id)
    said: dict[str, dict[Any, Any]] = {
        "title": {record.lang: record.title},
        "summary": {record.lang: record.summary} if record.summary else {},
    }
    changes = _stated(found, _with(found, said), record.id, now)
    knowledge.apply([state_node(_SOURCE, _SOURCE.id), *changes], note=record.id)
    return move(ledgers.desk, seen, "approve", who, now, led_to=knowledge.point().token)


def take_back(ledgers: Ledgers, seen: Seen[Translation], who: Who, now: datetime) -> Translation:
    """Let a translation be seen no more.

    Raises:
        NotAtThisStageError, NotYoursError, ConflictError: as ``move``; nothing is written then.
        StoreError: it cannot be written.
    """
    record, knowledge = seen.record, ledgers.knowledge
    require_step(record, "take back", who)
    require_current(ledgers.desk, seen)
    if is_shown(knowledge, record):
        found = _record(knowledge, record.record or "")
        changes = _stated(found, _without(found, record.lang or ""), record.id, now)
        knowledge.apply(changes, note=record.id)
    return move(ledgers.desk, seen, "take back", who, now)


def is_shown(knowledge: Store, record: Translation) -> bool:
    """Say whether a translation is what readers of its language see now."""
    found = knowledge.get([record.record or ""]).get(record.record or "")
    said = ours(found) if found else None
    title: Mapping[str, str] = said.props.get("title", {}) if said else {}
    return record.title is not None and title.get(record.lang or "") == record.title


def _record(knowledge: Store, id_: str) -> NodeRecord:
    found = knowledge.get([id_]).get(id_)
    if found is None or not any(s.source != TRANSLATIONS for s in found.statements):
        raise UnknownIdError(id_)
    return found


def _with(found: NodeRecord, said: Mapping[str, Mapping[Any, Any]]) -> dict[str, dict[str, str]]:
    before = ours(found)
    texts = before.props if before else {}
    return {name: {**texts.get(name, {}), **said[name]} for name in TEXTS}


def _without(found: NodeRecord, lang: str) -> dict[str, dict[str, str]]:
    before = ours(found)
    texts = before.props if before else {}
    return {
        name: {code: text for code, text in texts.get(name, {}).items() if code != lang}
        for name in TEXTS
    }


def _stated(
    found: NodeRecord, texts: Mapping[str, Mapping[str, str]], where: str, now: datetime
) -> Sequence[Change]:
    kept = {name: dict(said) for name, said in texts.items() if said}
    if not kept.get("title"):
        return [Withdrawal(found.id, TRANSLATIONS)]
    others = [s for s in found.statements if s.source != TRANSLATIONS]
    # As made up as the record itself. Who may read it is what others claim: nothing of it here.
    nature = chosen_node(type_of(found.id) or "", others).get("nature")
    props: dict[str, Any] = {**kept, COURTESY: sorted(kept["title"])}
    if nature:
        props["nature"] = nature
    day = now.date().isoformat()
    return [NodeStatement(found.id, TRANSLATIONS, props, where, "published", day)]


def of_record(
    records: Sequence[Translation], id_: str, lang: str, *states: str
) -> Iterator[Translation]:
    """Yield the translations of a record into a language that are in one of these states."""
    return (r for r in records if (r.record, r.lang) == (id_, lang) and r.state in states)
