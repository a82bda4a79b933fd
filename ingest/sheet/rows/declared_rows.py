"""What holds of rows of offers, demands and practices beside all others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ingest.findings import Outcome
from ingest.sheet.rows.cell_values import missing_value
from ingest.sheet.rows.declarer import check_declarer
from ingest.sheet.rows.row_links import Ends
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft
from ingest.sheet.rows.told import is_known
from kg.base.i18n import msg

_ACTOR = "actor"


def check_declared(
    draft: Draft, context: Context, id_: str | None, ends: Ends, props: Mapping[str, Any]
) -> None:
    """Find what a row lacks, and hold it where somebody else has declared its record."""
    if context.told is None or not is_known(context, id_):
        _check_complete(draft, props)
    actors = next(ids for link, ids in ends.items() if link.column == _ACTOR)
    if id_ is not None and (context.told is None or _ACTOR in context.told):
        check_declarer(draft, context, id_, actors)


def _check_complete(draft: Draft, props: Mapping[str, Any]) -> None:
    """Without an actor or a title nothing can be kept; without a sector it will not be found."""
    for column, there in ((_ACTOR, draft.text(_ACTOR)), ("title", props.get("title"))):
        if not there:
            missing_value(draft, column)
    if not draft.text("sector"):
        message = msg("Without a sector the record is hardly ever found.")
        draft.find("sector", "no-sector", Outcome.ACCEPTED, message, msg("Name a sector."))
