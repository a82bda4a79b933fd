"""What a consultation says of a guideline's rules and criteria, for the board to read beside them.

Each position stands with its office and its words; none is counted.
"""

from __future__ import annotations

from contextlib import suppress

from api.authentication.access_state import access_of
from api.deps import Reader
from kg.base.store_errors import StoreMissingError
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.parties import Who
from kg.exchange.positions import ItemPositions, positions_on


def said_of(reader: Reader, guideline: str, version: str) -> dict[str, ItemPositions]:
    """Return by item what was said of a version; nothing where nobody has a desk.

    Items are ``rule/<id>``, ``criterion/<name>``, ``otherwise``, and the empty text for the whole.

    Raises:
        ForbiddenError: the reader is not the board.
        StoreError: the desk cannot be read.
    """
    reader.view.require_board()
    desk = access_of(reader.request).desk
    with suppress(StoreMissingError), desk.opened() as store:
        inquiry = DeskInquiry(store, Who("board"), reader.view.as_of, reader.lang)
        return positions_on(inquiry, guideline, version)
    return {}
