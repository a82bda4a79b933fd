"""What holds of rows of offers, demands and practices beside all others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ingest.sheet.headers.sheet_kinds import RECORDS
from ingest.sheet.rows.cell_values import missing_value
from ingest.sheet.rows.declarer import check_declarer
from ingest.sheet.rows.row_links import Ends
from ingest.sheet.rows.sector_cells import SECTOR, sectors_of_text
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft
from ingest.sheet.rows.told import is_known

_ACTOR = "actor"


def check_declared(
    draft: Draft, context: Context, id_: str | None, ends: Ends, props: Mapping[str, Any]
) -> Ends:
    """Find what a row lacks, and hold it where somebody else has declared its record.

    Return whom and what its columns name, with the sector that its words speak of.
    """
    if context.told is None or not is_known(context, id_):
        _check_complete(draft, props)
        ends = _with_sector(draft, context, ends)
    actors = next(ids for link, ids in ends.items() if link.column == _ACTOR)
    if id_ is not None and (context.told is None or _ACTOR in context.told):
        check_declarer(draft, context, id_, actors)
    return ends


def _check_complete(draft: Draft, props: Mapping[str, Any]) -> None:
    """Without an actor or a title nothing can be kept."""
    for column, there in ((_ACTOR, draft.text(_ACTOR)), ("title", props.get("title"))):
        if not there:
            missing_value(draft, column)


def _with_sector(draft: Draft, context: Context, ends: Ends) -> Ends:
    link = RECORDS[context.kind].link(SECTOR)
    if link is None or draft.text(SECTOR):
        return ends
    return {**ends, link: sectors_of_text(draft, context)}
