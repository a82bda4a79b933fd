"""The template is read back as it was filled in, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from ingest.known import Known
from ingest.sheet import sheet_source
from ingest.sheet.headers.headers import find_header
from ingest.sheet.headers.sheet_kinds import COLUMNS, DECLARED, KINDS
from ingest.sheet.template import headers_of, write_template
from kg.base.errors import BadFileError, BadOptionError
from kg.base.i18n import LANGUAGES
from tests.conftest import TODAY
from tests.ingest.sheet.conftest import codes, items, links, node


def written(folder: Path, kind: str, lang: str, known: Known) -> Path:
    path = folder / f"{kind}-{lang}.xlsx"
    write_template(path, kind, lang, known)
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", DECLARED)
def test_round_trip(known: Known, tmp_path: Path, kind: str, lang: str) -> None:
    path = written(tmp_path, kind, lang, known)
    book = load_workbook(path)
    sheet = book[kind]
    columns = list(COLUMNS[kind])
    words: dict[str, str | int] = {
        "actor": known.labels["state/hti"][lang],
        "title": "Agua",
        "summary": "Más agua",
        "sector": "14030",
        "goal": "6.1",
        "modality": known.labels["modality/scholarship"][lang],
        "languages": f"{known.labels['language/fr'][lang]};{known.labels['language/es'][lang]}",
        "eligible": known.labels["state/jam"][lang],
        "capacity": 3,
        "starts": "2027-01-15",
        "ends": "2028-12-31",
        "confirmed_by": "Oficina de cooperación",
    }
    for name, word in words.items():
        sheet.cell(4, columns.index(name) + 1, word)
    for name, place in (("visibility", 1), ("nature", 1)):
        rule = next(
            r
            for r in sheet.data_validations.dataValidation
            if f"{get_column_letter(columns.index(name) + 1)}2:" in str(r.sqref)
        )
        letter = str(rule.formula1).partition("$")[2][0]
        sheet.cell(4, columns.index(name) + 1, book["lists"][f"{letter}{place + 1}"].value)
    book.save(path)
    source = sheet_source(path, kind, known, today=TODAY)
    assert codes(source) == []
    (item,) = items(source)
    assert item.where == f"{kind}!row 4"
    assert node(item).props == {
        "title": {lang: "Agua"},
        "summary": {lang: "Más agua"},
        "eligible": ["state/jam"],
        "capacity": 3,
        "starts": "2027-01-15",
        "ends": "2028-12-31",
        "confirmed_by": "Oficina de cooperación",
        "nature": "example",
    }
    assert node(item).visibility == "states"
    assert links(item) == {
        "DECLARES": ["state/hti"],
        "IN_SECTOR": ["sector/dac/14030"],
        "TOWARDS": ["goal/sdg/6.1"],
        "BY_MODALITY": ["modality/scholarship"],
        "IN_LANGUAGE": ["language/fr", "language/es"],
    }


@pytest.mark.parametrize("kind", ["offers", "units", "memberships"])
def test_an_unfilled_template_has_no_rows(known: Known, tmp_path: Path, kind: str) -> None:
    with pytest.raises(BadFileError, match="no row below"):
        sheet_source(written(tmp_path, kind, "es", known), kind, known, today=TODAY)


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_has_its_help(known: Known, tmp_path: Path, kind: str) -> None:
    sheet = load_workbook(written(tmp_path, kind, "fr", known))[kind]
    assert sheet.max_column >= len(COLUMNS[kind])
    assert all(sheet.cell(2, column).value for column in range(1, sheet.max_column + 1))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_headers_of_every_template_are_read_back(kind: str, lang: str) -> None:
    header = find_header([headers_of(kind, lang)], kind)
    assert header.unknown == {}
    columns = [header.names[index].column for index in range(len(COLUMNS[kind]))]
    assert columns == list(COLUMNS[kind])
    assert not any(name.guessed for name in header.names.values())


def test_the_states_can_be_chosen(known: Known, tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path, "demands", "pt", known))
    assert book["lists"].sheet_state == "hidden"
    states = [cell.value for cell in book["lists"]["A"]]
    assert len([state for state in states if state]) == 35
    assert "Trinidad e Tobago" in states


def test_no_other_kinds(known: Known, tmp_path: Path) -> None:
    with pytest.raises(BadOptionError):
        write_template(tmp_path / "x.xlsx", "states", "es", known)


def test_a_place_where_nothing_can_be_written(known: Known, tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="cannot be written"):
        write_template(tmp_path / "no" / "x.xlsx", "offers", "es", known)
