"""The form of a good practice, filled with what is known of what two offices have concluded."""

from __future__ import annotations

from collections.abc import Iterable

from api.pages.desk.at_desk import AtDesk
from api.pages.page_context import Context
from kg.base.errors import UnknownIdError
from kg.exchange.moving import seen_record
from kg.graph.view import View
from kg.model.desk_types import ContactRequest

_LANGUAGE = "language/"


def practice_cells(here: AtDesk, number: str) -> dict[str, str]:
    """Return the cells of a practice that a confirmed request may become, for either side.

    Raises:
        UnknownIdError: there is no such request for who asks, or it is not confirmed by both.
    """
    with here.desk() as desk:
        id_ = f"{ContactRequest.prefix}/{number}"
        record = seen_record(desk, ContactRequest, id_, here.who).record
    if record.state != "confirmed" or record.activity is None:
        raise UnknownIdError(id_)
    view, frame = here.reader.view, Context(here.reader)
    title = frame.label(record.activity) if frame.known(record.activity) else None
    languages = _ends(view, record.about, "IN_LANGUAGE")
    cells = {
        "title": title.text if title else "",
        "sector": "; ".join(_ends(view, [record.activity], "IN_SECTOR")),
        "languages": "; ".join(id_.removeprefix(_LANGUAGE) for id_ in languages),
        "evidence": record.activity,
    }
    return {name: text for name, text in cells.items() if text}


def _ends(view: View, ids: Iterable[str], relation: str) -> list[str]:
    """Return where relations of a type lead from records that can be seen, each once."""
    found = (view.snapshot.index(id_) for id_ in ids)
    out = view.adjacency((relation,), "out")
    ends = (view.id(end) for node in found if node is not None for end in out.of(node).tolist())
    return list(dict.fromkeys(ends))
