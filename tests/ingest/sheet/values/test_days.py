"""Days in the ways that people and programs write them; what may be several waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.known import Known
from ingest.loading import Source
from ingest.sheet import sheet_source
from ingest.sheet.values.day_habits import DayHabit, day_habit
from ingest.sheet.values.days import Doubt, Span, read_days
from tests.conftest import TODAY
from tests.ingest.child.books import xlsx
from tests.ingest.sheet.conftest import codes, items, node

HEAD = ["actor", "title", "sector", "starts"]


@pytest.mark.parametrize(
    "cell",
    ["2025-7-15", "20250715", 20250715.0, "15-jul-25", "15-JUL-2025", "15.jul.2025", "15jul2025",
     "15-VII-2025", "martes, 15 de julio de 2025", "terça-feira, 15 de julho de 2025",
     "mardi 15 juillet 2025", "Tue, Jul 15, 2025", "mar. 15 juil. 2025", "Tuesday 15th July 2025",
     "15 de julio del 2025", "2025-07-15T10:00:00Z", "2025-07-15T23:00:00-05:00",
     "2025-07-15 10:00:00.000 UTC", "20250715T103000Z", "2025-07-15+05:00", "2025-07-15Z",
     "15-Jul-2025 00:00:00", "15/7/2025 12:30 p. m.", "7/15/2025 12:30:00 PM", "15/07/25",
     "15–07–2025", "15 / 07 / 2025", "15/07/2025.", "2025/07/15", "2025.07.15", "15072025",
     45853.0, "45853.5"],
)  # fmt: skip
def test_one_day(cell: str | float) -> None:
    found = read_days(cell)
    assert isinstance(found, Span)
    assert {found.first.isoformat(), found.last.isoformat()} == {"2025-07-15"}


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("jul-25", "2025-07-01", "2025-07-31"),
        ("julio-24", "2024-07-01", "2024-07-31"),
        ("sept.-25", "2025-09-01", "2025-09-30"),
        ("jul ’25", "2025-07-01", "2025-07-31"),
        ("JUL/2025", "2025-07-01", "2025-07-31"),
        ("Julio de 2025", "2025-07-01", "2025-07-31"),
        ("2025/07", "2025-07-01", "2025-07-31"),
        ("dic-99", "1999-12-01", "1999-12-31"),
        ("2025-Q3", "2025-07-01", "2025-09-30"),
        ("2025Q3", "2025-07-01", "2025-09-30"),
        ("T3 2025", "2025-07-01", "2025-09-30"),
        ("3T2025", "2025-07-01", "2025-09-30"),
        ("II trim. 2025", "2025-04-01", "2025-06-30"),
        ("2do cuatrimestre 2025", "2025-05-01", "2025-08-31"),
    ],
)
def test_longer_times(cell: str, first: str, last: str) -> None:
    found = read_days(cell)
    assert isinstance(found, Span)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert not found.plain


@pytest.mark.parametrize(
    ("cell", "day"),
    [("15/07/99", "1999-07-15"), ("99/07/15", "1999-07-15"), ("15/07/49", "2049-07-15"),
     ("01-ene-70", "1970-01-01")],
)  # fmt: skip
def test_years_of_two_digits_are_told(cell: str, day: str) -> None:
    found = read_days(cell)
    assert isinstance(found, Span)
    assert (found.first.isoformat(), found.plain) == (day, False)


def test_a_day_of_the_week_that_it_was_not_is_told() -> None:
    tuesday, monday = read_days("martes 15 de julio de 2025"), read_days("lunes 15/jul/2025")
    assert isinstance(tuesday, Span)
    assert isinstance(monday, Span)
    assert (tuesday.plain, monday.plain) == (True, False)


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [
        ("FY2025", Doubt.FISCAL),
        ("FY 2024/25", Doubt.FISCAL),
        ("FY25", Doubt.FISCAL),
        ("año fiscal 2025", Doubt.FISCAL),
        ("exercice 2025", Doubt.FISCAL),
        ("2023-2025", Doubt.PERIOD),
        ("2023/2025", Doubt.PERIOD),
        ("2024/25", Doubt.PERIOD),
        ("de 2023 a 2025", Doubt.PERIOD),
        ("enero 2024 - marzo 2025", Doubt.PERIOD),
    ],
)
def test_what_may_be_several_days(cell: str, doubt: Doubt) -> None:
    assert read_days(cell) is doubt


@pytest.mark.parametrize(
    "cell",
    ["9999-12-31", "31/12/9999", "0001-01-01", "15 de julio", "julio 15", "2025-13-01", "1e9",
     1e300, float("inf"), -5.0, "1/1/5", "enero - marzo 2025", "hoy", "20251315", "2025-02-29",
     "𝟐𝟎𝟐𝟓-07-15", "1" * 99, "lunes", "FYI"],
)  # fmt: skip
def test_no_days(cell: str | float) -> None:
    assert read_days(cell) is None


def test_a_column_shows_its_order() -> None:
    us, eu = day_habit(["07/15/2025", "x"]), day_habit(["15/07/2025 10:00"])
    both = day_habit(["07/15/2025", "15.07.2025"])
    found = [read_days("03/04/2025", habit) for habit in (us, eu, both, DayHabit())]
    assert [f.first.isoformat() if isinstance(f, Span) else f for f in found] == [
        "2025-03-04",
        "2025-04-03",
        Doubt.ORDER,
        "2025-04-03",
    ]
    assert [isinstance(f, Span) and f.plain for f in found] == [False, True, False, False]


def starts(source: Source) -> list[Any]:
    return [node(item).props.get("starts") if item.changes else None for item in items(source)]


def rows(*days: str) -> list[list[str]]:
    return [HEAD, *(["CHL", f"Riego {i}", "110", day] for i, day in enumerate(days))]


def test_a_column_that_is_month_first_once_is_so_throughout(read: Callable[..., Source]) -> None:
    source = read("offers", rows("07/15/2025", "03/04/2025", "04/05/25"))
    assert starts(source) == ["2025-07-15", "2025-03-04", "2025-04-05"]
    assert codes(source) == [("starts", "date-read", "changed")] * 3


def test_in_a_column_of_both_orders_what_may_be_either_waits(read: Callable[..., Source]) -> None:
    source = read("offers", rows("07/15/2025", "15/07/2025", "03/04/2025", "05/05/2025"))
    assert [item.outcome.value for item in items(source)] == ["changed", "accepted", "held",
                                                              "accepted"]  # fmt: skip
    assert ("starts", "ambiguous-date", "held") in codes(source)


def test_the_next_column_shows_it_too(read: Callable[..., Source]) -> None:
    table = [[*HEAD, "ends"], ["CHL", "Riego", "110", "03/04/2025", "07/15/2025"]]
    assert starts(read("offers", table)) == ["2025-03-04"]


def test_an_order_that_nothing_shows_is_told(read: Callable[..., Source]) -> None:
    source = read("offers", rows("03/04/2025"))
    assert starts(source) == ["2025-04-03"]
    assert codes(source) == [("starts", "date-read", "changed")]


@pytest.mark.parametrize(("flag", "day"), [("", "2021-07-14"), ('date1904="1"', "2025-07-15")])
def test_bare_numbers_count_from_where_their_workbook_says(
    known: Known, tmp_path: Path, flag: str, day: str
) -> None:
    import zipfile

    parts = xlsx(
        content=(
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            "<sheetData>"
            + "".join(
                f'<row r="{number}">'
                + "".join(
                    f'<c r="{letter}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
                    for letter, cell in zip("ABC", cells, strict=False)
                )
                + last
                + "</row>"
                for number, cells, last in (
                    (1, HEAD, '<c r="D1" t="inlineStr"><is><t>starts</t></is></c>'),
                    (2, ["CHL", "Riego", "110"], '<c r="D2"><v>44391</v></c>'),
                )
            )
            + "</sheetData></worksheet>"
        )
    )
    book = str(parts["xl/workbook.xml"]).replace("<sheets>", f"<workbookPr {flag}/><sheets>")
    path = tmp_path / "o.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in {**parts, "xl/workbook.xml": book}.items():
            archive.writestr(name, part)
    source = sheet_source(path, "offers", known, today=TODAY)
    assert starts(source) == [day]
    assert codes(source) == [("starts", "date-read", "changed")]
