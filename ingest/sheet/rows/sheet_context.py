"""What the rows of one sheet have in common."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.known import Known
from ingest.sheet.rows.origins import Origins
from ingest.sheet.rows.sheet_draft import Draft
from ingest.sheet.values.lookup import Lookup
from kg.base.audience import Audience
from kg.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Context:
    """The kind of the sheet, what is known, where its rows come from, the store they go to.

    ``lang`` is the language of texts that do not say theirs, ``visibility`` what rows claim that do
    not say who may see them; ``dated`` is the day of which they speak. ``told`` are the columns of
    a fact that is told by itself, None for a sheet.
    """

    kind: str
    known: Known
    look: Lookup
    origins: Origins
    store: Store | None = None
    lang: str | None = None
    visibility: Audience | None = None
    dated: str | None = None
    told: frozenset[str] | None = None
    alone: bool = False
    vouched: bool = False

    def place(self, draft: Draft, source: str) -> str:
        """Return the place that a statement names: with the file where the source is another."""
        alone = self.told is not None or self.origins.is_own(source)
        return draft.where if alone else f"{draft.file} {draft.where}"
