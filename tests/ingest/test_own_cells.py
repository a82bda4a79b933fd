"""A record as its own form: every record of the examples comes back as it was."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from ingest.entries import cells_of, entry_source, office_of, pairs_of
from ingest.findings import Outcome
from ingest.known import known_from_store
from ingest.own_cells import alters, changed_cells, in_language, kind_of, own_cells
from kg.exchange.own_statements import OwnRecord, own_record
from kg.model.desk_types import Submission
from kg.store.opening import open_store

OFFICES = {"state/xaa": "unit/example-ondavel-desk", "state/xad": "unit/example-lirvanne-desk"}


@pytest.mark.parametrize("state", list(OFFICES))
def test_a_form_sent_as_it_is_alters_nothing(starter_copy: str, state: str) -> None:
    with closing(open_store(starter_copy)) as store:
        known, office = known_from_store(store), office_of(store, OFFICES[state])
        declared = [r.relation.end for r in store.relations_from([state])
                    if r.relation.type == "DECLARES"]  # fmt: skip
        assert len(declared) > 5
        for id_ in declared:
            own = own_record(store, id_, office.id)
            assert isinstance(own, OwnRecord)
            kind = kind_of(own.type)
            for lang in ("es", "en"):
                cells = {**in_language(own_cells(own), "", lang), "id": id_}
                # Through a submission, as the desk keeps it.
                kept = Submission(id="submission/x", row=pairs_of(kind, cells))
                source = entry_source(
                    kind, cells_of(kept), office, known, store, lang=lang, today=date(2026, 11, 29)
                )
                (item,) = source.items
                assert item.outcome is Outcome.ACCEPTED, (id_, item.findings)
                assert not alters(own, item.changes), id_
                other = {**cells, "capacity": "977"}
                (item,) = entry_source(
                    kind, other, office, known, store, lang=lang, today=date(2026, 11, 29)
                ).items
                assert alters(own, item.changes), id_


def test_what_is_another() -> None:
    before = {"title": "A", "sector": "140; 150", "capacity": "3", "status": "met"}
    after = {"title": "A", "sector": "150;140", "summary": "B", "status": "open"}
    assert changed_cells(before, after) == {"capacity": "", "summary": "B"}
