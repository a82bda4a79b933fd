"""Political facts rest on the body's own document, or are to be confirmed."""

from __future__ import annotations

import pytest

from kg.model.vocabulary import KINDS
from tools.to_source import OWN, PUBLISHED, TABLES, kinds, political, rows, speaks

MADE_OF_OURS = "source/coopgraph-compilation"


@pytest.mark.parametrize("table", TABLES)
def test_what_is_published_rests_on_a_document_of_the_body_itself(table: str) -> None:
    known = kinds()
    published = [row for row in political(table) if row["basis"] in PUBLISHED]
    assert published
    assert [row["id"] for row in published if not speaks(row, known)] == []


@pytest.mark.parametrize("table", TABLES)
def test_what_is_to_be_confirmed_names_no_publication_as_read(table: str) -> None:
    loose = [row for row in political(table) if row["basis"] not in PUBLISHED]
    assert [row["id"] for row in loose if not row["source"].startswith(MADE_OF_OURS)] == []


def test_a_mandate_of_an_initiative_is_a_document_of_the_body_itself() -> None:
    known = kinds()
    assert {known[row["mandate"]] for row in rows("initiatives") if row["mandate"]} <= set(OWN)


def test_every_source_of_a_political_fact_says_what_kind_of_publication_it_is() -> None:
    known = kinds()
    told = (row["source"] for table in TABLES for row in political(table))
    named = {id_ for sources in told for id_ in sources.split(";")}
    assert named - known.keys() == set()
    assert set(known.values()) <= KINDS.keys()


def test_who_speaks_for_itself_is_neither_news_nor_shared() -> None:
    assert not {"compilation", "encyclopaedia", "list", "news", "publication", "shared_file"} & {
        *OWN
    }
    known = kinds()
    for id_ in ("handwiki-oas", "friendlywiki-oas", "slideplayer-9581341", "news-pravda-es"):
        assert known[f"source/{id_}"] not in OWN
