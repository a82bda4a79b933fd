"""What a consultation says of a guideline's rules and criteria, for the board to read beside them.

Each position stands with its office and its words; none is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from api.authentication.access_state import access_of
from api.deps import Reader
from api.pages.desk.consultation_parts import item_label, said_shown
from api.pages.page_context import Context
from kg.base.store_errors import StoreMissingError
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.parties import Who
from kg.exchange.positions import ItemPositions, consultation_on, positions_in
from kg.model.desk_types import Consultation


@dataclass(frozen=True, slots=True)
class Consulted:
    """A consultation on a version of a guideline, with what was said by item."""

    record: Consultation
    said: dict[str, ItemPositions]


def consulted_on(reader: Reader, guideline: str, version: str) -> Consulted | None:
    """Return the last consultation on a version; None where there is none, or nobody has a desk.

    Raises:
        ForbiddenError: the reader is not the board.
        StoreError: the desk cannot be read.
    """
    reader.view.require_board()
    with _desk_of(reader) as inquiry:
        record = consultation_on(inquiry, guideline, version)
        return None if record is None else Consulted(record, positions_in(inquiry, record))


@contextmanager
def _desk_of(reader: Reader) -> Iterator[DeskInquiry]:
    """Give the desk as the board reads it, empty where none was made yet."""
    who, day = Who("board"), reader.view.as_of
    with suppress(StoreMissingError), access_of(reader.request).desk.opened() as store:
        yield DeskInquiry(store, who, day, reader.lang)
        return
    yield DeskInquiry(None, who, day, reader.lang)


def consultation_shown(p: Context, found: Consulted | None) -> dict[str, Any]:
    """Return the consultation as the board's page shows it; ``said`` by the key of its item."""
    if found is None:
        return {"consultation": None, "said": {}}
    said = {
        key: {
            "label": item_label(p, key),
            "anchor": f"said-{key.replace('/', '-') or 'whole'}",
            **said_shown(p, found.record, one),
        }
        for key, one in found.said.items()
    }
    return {"consultation": found.record, "said": said}
