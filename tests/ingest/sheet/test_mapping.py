"""Mappings: which column is which, said on the command line."""

from __future__ import annotations

import pytest

from ingest.sheet.headers.header_words import Name
from ingest.sheet.headers.headers import Header, find_header
from ingest.sheet.mapping import (
    SheetMapping,
    by_headers,
    check_text,
    fingerprint,
    fixed,
    mapping_of,
    placed,
)
from kg.base.errors import BadOptionError

ROWS = [["Planilha", "", ""], ["Nome da coisa", "Quem dá", "Valor = total"], ["a", "b", "c"]]


def header(mapping: SheetMapping) -> Header:
    return placed(find_header(ROWS, mapping.kind, mapping.given), mapping)


def test_headers_letters_and_numbers_name_columns() -> None:
    mapping = mapping_of(
        "activities", ["Nome da coisa=title:pt", "B=provider", "Valor = total=amount"], []
    )
    found = header(mapping)
    assert found.first == 2
    assert found.names == {0: Name("title", "pt"), 1: Name("provider"), 2: Name("amount")}
    assert found.unknown == {}
    assert header(mapping_of("activities", ["quem DÁ=provider", "3=amount"], [])).names == {
        1: Name("provider"), 2: Name("amount"),
    }  # fmt: skip


def test_a_column_that_is_not_to_be_read_is_no_unknown_one() -> None:
    found = header(mapping_of("activities", ["1=title", "Quem dá=-", "C=-"], []))
    assert found.names == {0: Name("title")}
    assert found.unknown == {}


def test_what_is_said_counts_more_than_what_a_header_says() -> None:
    rows = [["Título", "Nombre", "País"], ["a", "b", "c"]]
    mapping = mapping_of("offers", ["Nombre=title", "País=eligible"], [])
    found = placed(find_header(rows, "offers", mapping.given), mapping)
    assert found.names == {1: Name("title"), 2: Name("eligible")}
    assert found.unknown == {0: "Título"}
    by_place = mapping_of("offers", ["B=title"], [])
    assert placed(find_header(rows, "offers"), by_place).names[1] == Name("title")


def test_values_of_all_rows() -> None:
    mapping = mapping_of("activities", [], ["currency=USD", "title:es=a=b"])
    assert mapping.all_rows == {Name("currency"): "USD", Name("title", "es"): "a=b"}


@pytest.mark.parametrize(
    ("columns", "values", "option"),
    [
        (["title"], [], "--map"),
        (["=title"], [], "--map"),
        (["A="], [], "--map"),
        (["A=nothing"], [], "--map"),
        (["A=titel"], [], "--map"),
        ([], ["currency"], "--set"),
        ([], ["nothing=1"], "--set"),
        ([], ["currency="], "--set"),
        ([], ["currency=\x1b[2J"], "--set"),
        (["A\udcff=title"], [], "--map"),
    ],
)
def test_what_says_nothing(columns: list[str], values: list[str], option: str) -> None:
    with pytest.raises(BadOptionError) as caught:
        mapping_of("activities", columns, values)
    assert caught.value.option == option


@pytest.mark.parametrize("word", ["Z", "99", "Nada", "ABCD", "0", "-1"])
def test_a_column_that_the_sheet_does_not_have(word: str) -> None:
    with pytest.raises(BadOptionError) as caught:
        header(mapping_of("activities", [f"{word}=title"], []))
    assert "Nome da coisa, Quem dá" in caught.value.sentence()


def test_a_mapping_is_kept_by_headers_whatever_their_order() -> None:
    mapping = mapping_of("activities", ["A=title", "Quem dá=provider"], [])
    kept = fixed(mapping, header(mapping))
    assert kept.columns == {"Nome da coisa": "title", "Quem dá": "provider"}
    other = find_header([["QUEM DA", "Valor = total", "nome da coisa"]], "activities", kept.given)
    assert fingerprint(other) == kept.headers
    assert other.names == {0: Name("provider"), 1: Name("amount"), 2: Name("title")}


def test_the_latest_of_a_kind_comes_first() -> None:
    words = frozenset(("a",))
    old = SheetMapping("offers", name="b", made="2026-01-01", headers=words)
    new = SheetMapping("offers", name="a", made="2026-02-01", headers=words)
    other = SheetMapping("units", name="c", made="2026-03-01", headers=words)
    unseen = SheetMapping("offers", name="d", made="2026-04-01")
    assert by_headers([old, new, other, unseen], "offers") == [new, old]


def test_what_is_said_now_stands_beside_what_is_kept() -> None:
    kept = SheetMapping("offers", {"A": "title"}, {"actor": "HTI"}, "x", name="n")
    both = kept.and_also(SheetMapping("offers", {"B": "sector"}, {"actor": "JAM"}))
    assert both == SheetMapping(
        "offers", {"A": "title", "B": "sector"}, {"actor": "JAM"}, "x", name="n"
    )


def test_text_is_text() -> None:
    check_text("--set", "línea\notra\tcelda")
    with pytest.raises(BadOptionError):
        check_text("--set", "\x00")


@pytest.mark.parametrize(
    "words", ["carta de juana.ejemplo@example.org", "Ing. Juana Ejemplo", "=cmd|' /C calc'!A0"]
)
def test_where_rows_come_from_is_no_person_and_no_formula(words: str) -> None:
    with pytest.raises(BadOptionError) as caught:
        mapping_of("offers", [], [], words)
    assert "juana" not in str(caught.value).casefold()


@pytest.mark.parametrize(
    ("columns", "values"),
    [(["A=title", "A=summary"], []), (["Nome=title", "nome=-"], []),
     ([], ["status=closed", "status=pipeline"])],
)  # fmt: skip
def test_nothing_is_said_twice(columns: list[str], values: list[str]) -> None:
    with pytest.raises(BadOptionError) as caught:
        mapping_of("activities", columns, values)
    assert "once" in str(caught.value.fix)
