"""Cells as they come in: cleaned, mended with a finding, or held where their letters are lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.known import Known
from ingest.loading import Source
from ingest.sheet import sheet_source
from tests.conftest import TODAY
from tests.ingest.sheet.conftest import as_csv, codes, items, node, write_book
from tests.ingest.sheet.grids.test_grids import HEAD, write_ods

TITLE = "Educación técnica para niñas"


@pytest.fixture
def sheet(known: Known, tmp_path: Path) -> Callable[[bytes], Source]:
    def reading(raw: bytes) -> Source:
        path = tmp_path / "o.csv"
        path.write_bytes(raw)
        return sheet_source(path, "offers", known, today=TODAY)

    return reading


def table(*titles: str) -> str:
    return as_csv([HEAD, *(["CHL", title, "11220"] for title in titles)])


def title(source: Source) -> object:
    (item,) = items(source)
    return node(item).props["title"]["und"]


@pytest.mark.parametrize(
    ("encoding", "outcome"),
    [("cp1252", "accepted"), ("utf-16-le", "accepted"), ("mac_roman", "changed"),
     ("cp850", "changed")],
)  # fmt: skip
def test_a_guess_is_told(sheet: Callable[[bytes], Source], encoding: str, outcome: str) -> None:
    source = sheet(table(TITLE).encode(encoding))
    assert title(source) == TITLE
    assert codes(source) == [("", "encoding-guessed", outcome)]


def test_plain_utf8_is_not_talked_about(sheet: Callable[[bytes], Source]) -> None:
    assert codes(sheet(table(TITLE).encode())) == []


def test_a_file_of_two_encodings(sheet: Callable[[bytes], Source]) -> None:
    raw = table(TITLE).encode() + "CHL,Gestión de niños,110\n".encode("cp1252")
    source = sheet(raw)
    assert [node(item).props["title"]["und"] for item in items(source)] == [
        TITLE,
        "Gestión de niños",
    ]
    assert codes(source) == [("", "encoding-guessed", "accepted")]


def test_rows_that_make_no_sense_in_any_wait(sheet: Callable[[bytes], Source]) -> None:
    source = sheet(table("Riego", "Łódź, żółw").encode("iso8859-2"))
    assert [item.outcome.value for item in items(source)] == ["changed", "held"]
    assert codes(source) == [
        ("", "encoding-guessed", "changed"),
        ("title", "garbled-text", "held"),
    ]


@pytest.mark.parametrize("format_", ["csv", "xlsx", "ods"])
def test_a_cell_that_was_encoded_twice(known: Known, tmp_path: Path, format_: str) -> None:
    wrong = TITLE.encode().decode("cp1252")
    source = written(known, tmp_path, format_, wrong)
    assert title(source) == TITLE
    assert codes(source) == [("title", "text-mended", "changed")]
    (finding,) = [finding for item in source.items for finding in item.findings]
    assert wrong in finding.message.text("en")
    assert TITLE in finding.message.text("en")


def test_a_file_that_was_encoded_twice_is_told_once(sheet: Callable[[bytes], Source]) -> None:
    titles = [f"{TITLE} {number}" for number in range(30)]
    source = sheet(table(*titles, "Educaci\ufffdn").encode().decode("cp1252").encode())
    assert [node(item).props["title"]["und"] for item in items(source)[:-1]] == titles
    assert codes(source) == [("", "text-mended", "changed"), ("title", "garbled-text", "held")]


@pytest.mark.parametrize("format_", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize("text", ["Educaci\ufffdn", "Educaci?n t?cnica"])
def test_lost_letters_wait(known: Known, tmp_path: Path, format_: str, text: str) -> None:
    source = written(known, tmp_path, format_, text)
    assert codes(source) == [("title", "garbled-text", "held")]


@pytest.mark.parametrize("format_", ["csv", "xlsx", "ods"])
def test_what_nobody_sees_is_the_same_on_every_way_in(
    known: Known, tmp_path: Path, format_: str
) -> None:
    text = "Ges\u00adtión\u200b del\u00a0agua\u202e_x000D_\nrural_x200B_"
    source = written(known, tmp_path, format_, text, actor="CHL\u200b")
    assert title(source) == "Gestión del agua\nrural"
    assert codes(source) == []


def test_garbled_headers_are_mended_too(sheet: Callable[[bytes], Source]) -> None:
    head = "País oferente,Título,Área temática\n".encode().decode("latin-1").encode()
    source = sheet(head + b"CHL,Riego,110\n")
    (item,) = items(source)
    assert node(item).props["title"] == {"es": "Riego"}
    assert ("actor", "unknown-actor", "held") not in codes(source)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "^", "~"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_delimiter_that_a_file_declares(
    sheet: Callable[[bytes], Source], delimiter: str, encoding: str
) -> None:
    text = f"SEP={delimiter}\r\n" + table(TITLE).replace(",", delimiter)
    source = sheet(text.encode(encoding))
    assert title(source) == TITLE
    (item,) = items(source)
    assert item.where == "row 3"


def written(known: Known, tmp_path: Path, format_: str, text: str, actor: str = "CHL") -> Source:
    rows = [HEAD, [actor, text, "11220"]]
    path = tmp_path / f"o.{format_}"
    if format_ == "csv":
        path.write_text(as_csv(rows), "utf-8")
    elif format_ == "xlsx":
        write_book(path, {"S": rows})
    else:
        write_ods(path, rows)
    return sheet_source(path, "offers", known, today=TODAY)
