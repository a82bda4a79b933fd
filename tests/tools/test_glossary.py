"""The table of the glossary is made of the tables beside it, and of nothing else."""

from __future__ import annotations

from kg.glossary.table import PATH, Entry, Phrase, Table, read
from tools.glossary import (
    DATA,
    LANGS,
    Said,
    build,
    curated,
    everything,
    lines,
    phrase_of,
    rows_of,
    trusted,
)

MOST_BYTES = 1_000_000


def test_the_committed_table_is_up_to_date() -> None:
    assert rows_of(PATH) == lines(everything())


def test_the_table_is_small() -> None:
    assert PATH.stat().st_size < MOST_BYTES
    assert (DATA / "coded_words.csv").stat().st_size < MOST_BYTES


def test_every_term_is_of_a_sector_in_use_and_a_language() -> None:
    used = {row["id"] for row in rows_of(DATA / "sectors.csv") if row["status"] == "active"}
    rows = rows_of(DATA / "glossary.csv")
    assert {row["sector"] for row in rows} <= used
    assert {row["language"] for row in rows} == {*LANGS}
    assert not [term for row in rows for term in row["terms"].split(";") if not phrase_of(term)]


def test_every_entry_leads_to_a_sector_in_use() -> None:
    used = {row["id"] for row in rows_of(DATA / "sectors.csv") if row["status"] == "active"}
    assert {entry.sector for entry in read(PATH)} <= used


def test_sectors_that_share_a_term_share_its_weight() -> None:
    said: list[Said] = [
        ("trigo", "es", "sector/dac/31161", "synonym"),
        ("trigo", "pt", "sector/dac/311", "synonym"),
        ("trigo duro", "es", "sector/dac/31161", "synonym"),
    ]
    assert [(e.phrase, e.weight) for e in curated(said)] == [
        (("trig",), 500),
        (("trig",), 500),
        (("trig", "dur"), 1600),
    ]


def test_a_term_that_stands_in_terms_of_other_sectors_is_trusted_less() -> None:
    sectors: dict[Phrase, list[str]] = {
        ("securid",): ["sector/dac/152"],
        ("securid", "alimentari"): ["sector/dac/43071"],
        ("securid", "social"): ["sector/dac/16012"],
        ("pesc",): ["sector/dac/313"],
        ("pesc", "artesanal"): ["sector/dac/31320"],
    }
    trust = trusted(sectors, [])
    assert trust["securid",] < trust["securid", "social"] < trust["pesc",]


def test_what_coded_data_contradict_is_trusted_less() -> None:
    sectors: dict[Phrase, list[str]] = {("pesc",): ["sector/dac/313"]}
    row = {"phrase": "pesc", "total": "50", "sector": "110", "count": "50"}
    assert trusted(sectors, [row])["pesc",] < trusted(sectors, [])["pesc",]


def test_a_word_of_terms_and_its_beginning_are_learnt() -> None:
    said: list[Said] = [
        ("salud materna", "es", "sector/dac/13020", "synonym"),
        ("mortalidad materna", "es", "sector/dac/13020", "synonym"),
    ]
    table = Table(build(said, []))
    for stem in ("matern", "maternel"):
        found: list[Entry] = [*table.learnt(stem)]
        assert [(e.sector, e.kind) for e in found] == [("sector/dac/13020", "learnt")]
