"""Which texts of a record are courtesy translations, and what becomes of them when it changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from kg.model.changes import Change, NodeStatement, Withdrawal
from kg.model.claims import chosen_node
from kg.model.records import NodeRecord, Statement
from kg.model.registry import type_of
from kg.model.relations import DECLARED
from kg.store.protocol import Store

TRANSLATIONS: Final = "source/desk/translation"
"""The source that states courtesy translations, and nothing else."""
COURTESY: Final = "courtesy"
TEXTS: Final = ("title", "summary")


def ours(record: NodeRecord) -> Statement | None:
    """Return what the translators state of a record, None where they state nothing."""
    return next((s for s in record.statements if s.source == TRANSLATIONS), None)


def own_texts(record: NodeRecord) -> dict[str, dict[str, str]]:
    """Return title and summary by language as all others state them."""
    others = [s for s in record.statements if s.source != TRANSLATIONS]
    shown = chosen_node(type_of(record.id) or "", others)
    return {name: shown[name] for name in TEXTS if shown.get(name)}


def in_step(knowledge: Store, stated: Sequence[Change]) -> Iterator[Change]:
    """Yield what becomes of the translations of records that are stated anew.

    Where the texts are others by now, nobody has translated them. Who may read the record is said
    by others: a translation makes no claim about it.
    """
    for said in stated:
        if not isinstance(said, NodeStatement) or type_of(said.id) not in DECLARED:
            continue
        record = knowledge.get([said.id]).get(said.id)
        before = ours(record) if record else None
        if record is None or before is None:
            continue
        texts: dict[str, Any] = {n: said.props[n] for n in TEXTS if said.props.get(n)}
        if texts != own_texts(record):
            yield Withdrawal(said.id, TRANSLATIONS)
