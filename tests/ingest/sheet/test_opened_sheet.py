"""A sheet is opened by what was said, by what is kept, or by its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.known import Known
from ingest.sheet.mapping import SheetMapping, mapping_of
from ingest.sheet.opened_sheet import OpenedSheet, open_sheet
from ingest.sheet.source import rows_of
from kg.base.audience import Audience
from kg.base.errors import BadFileError
from kg.model.changes import NodeStatement
from tests.conftest import TODAY
from tests.ingest.sheet.conftest import Rows, as_csv, write_book

ODD = [["Nome da coisa", "Quem dá", "Observações"], ["a", "Brasil", "x"]]


def opened(
    folder: Path, rows: Rows, kind: str, *given: SheetMapping, **more: object
) -> OpenedSheet:
    path = folder / "odd.csv"
    path.write_text(as_csv(rows), "utf-8")
    return open_sheet(path, kind, *given, **more)  # type: ignore[arg-type]


def test_the_next_file_is_known_by_its_headers(tmp_path: Path) -> None:
    said = mapping_of("activities", ["A=title", "B=provider"], ["status=closed"], "ABC")
    first = opened(tmp_path, ODD, "activities", said)
    assert not first.is_kept
    turned = [row[::-1] for row in ODD]
    second = opened(tmp_path, turned, "activities", kept=[first.mapping])
    assert second.is_kept
    assert second.header.columns == {"title", "provider"}
    assert second.mapping.source == "ABC"
    assert second.mapping.all_rows == first.mapping.all_rows


@pytest.mark.parametrize(
    "rows",
    [
        [[*ODD[0][:2], "Outra"], ODD[1]],
        [[*ODD[0], "Mais uma"], [*ODD[1], "y"]],
        [ODD[0][:2], ODD[1][:2]],
    ],
)
def test_other_headers_are_another_sheet(tmp_path: Path, rows: Rows) -> None:
    kept = opened(tmp_path, ODD, "activities", mapping_of("activities", ["A=title"], []))
    with pytest.raises(BadFileError, match="title"):
        opened(tmp_path, rows, "activities", kept=[kept.mapping])


def test_a_mapping_of_another_kind_is_not_used(tmp_path: Path) -> None:
    kept = opened(tmp_path, ODD, "agreements", mapping_of("agreements", ["A=title"], []))
    with pytest.raises(BadFileError):
        opened(tmp_path, ODD, "activities", kept=[kept.mapping])


def test_what_is_said_counts_before_what_is_kept(tmp_path: Path) -> None:
    kept = opened(tmp_path, ODD, "activities", mapping_of("activities", ["A=title"], []))
    said = mapping_of("activities", ["C=title"], [])
    found = opened(tmp_path, ODD, "activities", said, kept=[kept.mapping])
    assert not found.is_kept
    assert found.mapping.columns == {"Observações": "title"}


def test_a_source_that_is_said_is_that_of_the_file(tmp_path: Path) -> None:
    said = mapping_of("activities", ["A=title"], [], "ABC")
    kept = opened(tmp_path, ODD, "activities", said).mapping
    assert opened(tmp_path, ODD, "activities", kept=[kept]).mapping.source == "ABC"
    other = opened(tmp_path, ODD, "activities", kept=[kept], source="DEF")
    assert (other.mapping.source, other.is_kept) == ("DEF", True)


def test_what_no_column_says_all_rows_may_say(tmp_path: Path) -> None:
    rows = [["Título", "Sector"], ["a", "14030"]]
    with pytest.raises(BadFileError) as caught:
        opened(tmp_path, rows, "offers")
    assert "--set actor=…" in caught.value.sentence()
    found = opened(tmp_path, rows, "offers", mapping_of("offers", [], ["actor=HTI"]))
    assert found.header.columns == {"title", "sector"}


def test_the_error_says_which_options_to_type(tmp_path: Path) -> None:
    rows = [["Nome da coisa", "Nosso plano", "Outra"], ["a", "b", "c"]]
    with pytest.raises(BadFileError) as caught:
        opened(tmp_path, rows, "milestones")
    said = caught.value.sentence()
    assert "Nome da coisa, Nosso plano, Outra" in said
    assert '--map "Nosso plano=initiative" --map "Nome da coisa=name"' in said


def test_the_grid_that_a_mapping_fits_is_read(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book.xlsx", {"Capa": [["a"], ["b"]], "Dados": ODD})
    found = open_sheet(book, "activities", mapping_of("activities", ["Nome da coisa=title"], []))
    assert found.grid.name == "Dados"


TEMPLATE = [["País", "Título", "Sector"], ["", "Riego", "31140"]]


@pytest.mark.parametrize("columns", [[], ["País=actor"], ["A=actor", "título=title"]])
def test_what_one_state_says_of_all_rows_is_not_said_by_the_next(
    tmp_path: Path, columns: list[str]
) -> None:
    """The headers are those of the template, which all of them fill in."""
    said = mapping_of("offers", columns, ["actor=HTI", "visibility=public"])
    kept = opened(tmp_path, TEMPLATE, "offers", said).mapping
    found = opened(tmp_path, TEMPLATE, "offers", kept=[kept])
    assert not found.is_kept
    assert found.mapping.all_rows == {}
    assert opened(tmp_path, TEMPLATE, "offers", kept).mapping.all_rows


@pytest.mark.parametrize(
    ("of_all", "asked", "claim"),
    [("public", "board", "board"), ("board", "public", "board"), ("public", "states", "states")],
)
def test_of_two_who_say_it_of_all_rows_the_strictest_counts(
    tmp_path: Path, known: Known, of_all: str, asked: Audience, claim: str
) -> None:
    said = mapping_of("offers", [], ["actor=HTI", f"visibility={of_all}"])
    found = opened(tmp_path, TEMPLATE, "offers", said)
    source = rows_of(found, tmp_path / "odd.csv", known, today=TODAY, visibility=asked)
    changes = [change for item in source.items for change in item.changes]
    claims = {c.visibility for c in changes if isinstance(c, NodeStatement)}
    assert claims == {claim}
