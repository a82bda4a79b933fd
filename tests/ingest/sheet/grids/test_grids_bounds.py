"""Sheets within bounds: met before rows are looked at, and what one cell or word may cost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import csvrows
from ingest.child.child_limits import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROW_TEXT, MAX_ROWS
from ingest.known import Known
from ingest.loading import Source
from ingest.sheet import sheet_source
from ingest.sheet.grids.grids import read_grids
from ingest.sheet.headers.header_words import recognise
from ingest.sheet.rows.cell_values import MAX_VALUES
from ingest.sheet.values.lookup import Lookup
from ingest.sheet.values.near import MAX_COMPARED, MAX_SUGGESTED, MAX_WORD
from ingest.starter import starter_sources
from kg.base.errors import BadFileError
from tests.conftest import TODAY
from tests.ingest.sheet.conftest import findings, items, node

HEAD = "actor,title,sector\n"

Read = Callable[..., Source]


def codes(source: Source) -> list[str]:
    return [finding.code for finding in findings(source)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + "," * (MAX_COLUMNS + 1) + "x\n", "columns"),
        (HEAD + "a\n" * (MAX_ROWS + 1), "rows"),
        (HEAD + ("," * 300 + "\n") * (MAX_CELLS // 300 + 1), "cells"),
        (HEAD + '"' + "a,\n" * (MAX_ROW_TEXT // 3 + 1), "CSV"),
        (HEAD + "a" * (MAX_ROW_TEXT + 1), "text"),
        (HEAD + "a" * 200_000, "CSV"),
        ("x" * 31_000_000, "MB"),
    ],
    ids=["columns", "rows", "cells", "an open quotation mark", "a row", "a cell", "a file"],
)
def test_text_beyond_the_bounds_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(BadFileError, match=words):
        read_grids(path)


def test_delimiters_behind_the_last_cell_do_not_count(read: Read) -> None:
    source = read("offers", HEAD + "HTI,Agua,14030" + "," * 2 * MAX_COLUMNS + "\n")
    assert node(items(source)[0]).props["title"] == {"und": "Agua"}


def test_a_long_cell_is_cut_before_anything_looks_at_it(read: Read) -> None:
    source = read("offers", f"{HEAD}HTI,{'a' * 100_000},14030\n")
    assert "too-long" in codes(source)
    source = read("offers", f"{HEAD}{'b' * 100_000},Agua,14030\n")
    (found,) = (f for f in findings(source) if f.code == "unknown-actor")
    assert len(found.message.text()) < MAX_CELL // 10


def test_the_lines_of_a_text() -> None:
    text = 'a,"b\nc"\r\nd\re\n\n,'
    assert list(csvrows.csv_rows(text)) == [["a", "b\nc"], ["d"], ["e"], [], ["", ""]]


def test_too_many_values_of_a_cell(read: Read) -> None:
    words = ";".join(f"x{n}" for n in range(MAX_VALUES + 50))
    source = read("offers", f'actor,title,sector,region\nHTI,Agua,14030,"{words}"\n')
    assert codes(source).count("too-many-values") == 1
    assert codes(source).count("unknown-region") == MAX_VALUES


@pytest.mark.parametrize("column", ["identifiers", "website"])
def test_values_that_are_too_long_for_the_model(read: Read, column: str) -> None:
    value = {"identifiers": "a" * 3_000, "website": f"https://x.org/{'a' * 3_000}"}[column]
    source = read("actors", f"name,{column}\nUn Cuerpo Nuevo,{value}\n")
    assert codes(source) == [{"identifiers": "too-long", "website": "bad-address"}[column]]


def test_a_word_is_compared_with_names_once(known: Known) -> None:
    look = Lookup(known)
    first = look.sector("agva potavle")
    assert look.sector("agva potavle").nearest is first.nearest


def test_long_words_are_not_compared(known: Known) -> None:
    found = Lookup(known).sector("agua " * MAX_WORD)
    assert (found.how, found.nearest) == ("none", ())


def test_suggestions_end(known: Known) -> None:
    look = Lookup(known)
    found = [look.modality(f"zz {n}") for n in range(MAX_COMPARED + 5)]
    assert found[0].nearest
    assert found[MAX_SUGGESTED - 1].nearest
    assert not found[MAX_SUGGESTED].nearest
    assert look.modality(f"zz {MAX_COMPARED + 5}").how == "none"


@pytest.mark.parametrize(
    ("header", "column", "lang"),
    [("Title (es) ", "title", "es"), ("title_pt", "title", "pt"),
     ("Título [inglés]", "title", "en"), ("Título  em  francês", "title", "fr"),
     ("title : es", "title", "es")],
)  # fmt: skip
def test_the_language_at_the_end_of_a_header(header: str, column: str, lang: str) -> None:
    found = recognise(header, "offers")
    assert found is not None
    assert (found.column, found.lang) == (column, lang)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, known: Known) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", Path("/dev/zero"), tmp_path, tmp_path / "a\0b"):
        with pytest.raises(BadFileError):
            sheet_source(path, "offers", known, today=TODAY)


def test_starter_tables_have_the_same_bounds(tmp_path: Path) -> None:
    (tmp_path / "states.csv").write_text("," * (MAX_COLUMNS + 1) + "x\n", "utf-8")
    with pytest.raises(BadFileError, match="columns"):
        list(starter_sources(tmp_path))


@pytest.mark.shared
def test_the_reported_sheet(shared: Path, known: Known) -> None:
    path = shared / "cases/hostile/redos_x.xlsx"
    source = sheet_source(path, "offers", known, today=TODAY)
    assert "too-long" in codes(source)
