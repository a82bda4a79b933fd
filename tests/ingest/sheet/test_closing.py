"""Whatever a sheet calls it, and however often it says it: what is for few is not opened by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from ingest.known import Known, known_from_store
from ingest.loading import Source, load
from ingest.sheet import sheet_source
from kg.base.audience import Audience
from kg.model.audiences import level
from kg.model.changes import NodeStatement, RelationKey
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.conftest import TODAY
from tests.ingest.sheet.conftest import Rows, write_book

OFFER: Final = "id,actor,title,sector,{}\noffer/x,HTI,Wells,14030,{}\n"
READ: Final = "header-guessed"


@pytest.fixture
def store(starter_copy: str) -> Iterator[Store]:
    """A store that knows states and bodies."""
    store = open_store(starter_copy, write=True)
    yield store
    store.close()


def claims(source: Source) -> list[Audience | None]:
    """Return what each row that is kept claims of its record."""
    said = [c for item in source.items for c in item.changes[:1] if item.outcome.value != "held"]
    return [c.visibility for c in said if isinstance(c, NodeStatement)]


def codes(source: Source) -> set[str]:
    return {finding.code for item in source.items for finding in item.findings}


def put(store: Store, folder: Path, kind: str, text: str, name: str = "list.csv") -> list[str]:
    """Load a sheet into a store and return what was found."""
    path = folder / name
    path.write_text(text, "utf-8")
    known = known_from_store(store)
    report = load(store, [sheet_source(path, kind, known, store=store, today=TODAY)])
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ("visibility,visibility", "public,board"),
        ("visibility,visibility", "board,public"),
        ("visibility,visibility", ",board"),
        ("Visibilidad,Confidencialidad", "público,junta"),
        ("visiblity,visibility", "board,public"),
        ("visibility,可见性", "public,board"),
    ],
)
def test_of_two_columns_the_stricter_counts(
    read: Callable[..., Source], headers: str, words: str
) -> None:
    source = read("offers", OFFER.format(headers, words))
    assert claims(source) == ["board"]
    assert READ in codes(source)


@pytest.mark.parametrize(
    "header",
    [
        "Visibility level", "Who can see this?", "Restricted", "Nivel de visibilidad",
        "¿Reservado?", "Restringido", "Grau de sigilo", "Niveau de confidentialité", "Restreint",
    ],
)  # fmt: skip
def test_a_column_by_a_name_like_it_closes(read: Callable[..., Source], header: str) -> None:
    assert claims(read("offers", OFFER.format(header, "sí"))) == ["board"]
    assert claims(read("offers", OFFER.format(header, "estados"))) == ["states"]
    assert claims(read("offers", OFFER.format(header, ""))) == [None]


@pytest.mark.parametrize("header", ["видимость", "vіsіbіlіty", "access", ""])
def test_a_column_whose_words_say_it_closes_and_never_opens(
    read: Callable[..., Source], header: str
) -> None:
    rows = OFFER.format(header, "Junta Directiva") + "offer/y,HTI,Roads,14030,public\n"
    source = read("offers", rows)
    assert claims(source) == ["board", None]
    assert READ in codes(source)


def test_a_column_that_only_says_public_says_nothing_of_readers(
    read: Callable[..., Source],
) -> None:
    source = read("offers", OFFER.format("Kind of institution", "public"))
    assert claims(source) == [None]
    assert codes(source) == {"unknown-column"}


@pytest.mark.parametrize("word", ["public?", "¿público?", "!public", "<public>", "≠ public"])
def test_a_word_in_doubt_means_few(read: Callable[..., Source], word: str) -> None:
    source = read("offers", OFFER.format("visibility", word))
    assert (claims(source), codes(source)) == (["board"], {"unknown-visibility"})


@pytest.mark.parametrize("first", ["public", "states", ""])
def test_rows_about_one_record_are_as_closed_as_the_strictest(
    read: Callable[..., Source], first: str
) -> None:
    source = read("offers", OFFER.format("visibility", first) + "offer/x,HTI,Wells,14030,board\n")
    assert (claims(source), codes(source)) == (["board"], {"duplicate"})


def test_what_a_row_of_actors_adds_goes_with_the_claim_of_before(
    store: Store, tmp_path: Path
) -> None:
    put(store, tmp_path, "actors", "id,name,kind,visibility\norg/oas,OAS,body,board\n")
    put(store, tmp_path, "actors", "id,name,kind,country\norg/oas,OAS,national_authority,HTI\n")
    assert level_of(store, "PART_OF", "org/oas", "state/hti") == "board"


def test_another_spell_goes_with_what_was_said_of_the_pair(store: Store, tmp_path: Path) -> None:
    head, first = "member,organisation,status,since,until", "HTI,org/mercosur,observer,2020,2021"
    put(store, tmp_path, "memberships", f"{head},visibility\n{first},board\n")
    put(store, tmp_path, "memberships", f"{head}\n{first}\nHTI,org/mercosur,member,2023,\n")
    spells = {k.key: v for k, v in relations(store, "MEMBER_OF", "state/hti", "org/mercosur")}
    assert len(spells) == 2
    assert set(spells.values()) == {"board"}


def test_a_spell_keeps_its_own_claim(store: Store, tmp_path: Path) -> None:
    head = "member,organisation,status,since,until"
    rows = ("HTI,org/mercosur,observer,2020,2021", "HTI,org/mercosur,member,2023,")
    claimed = f"{head},visibility\n{rows[0]},board\n{rows[1]},states\n"
    put(store, tmp_path, "memberships", claimed)
    put(store, tmp_path, "memberships", "\n".join((head, *rows, "")))
    spells = [who for _, who in relations(store, "MEMBER_OF", "state/hti", "org/mercosur")]
    assert sorted(spells) == ["board", "states"]


def level_of(store: Store, type_: str, start: str, end: str) -> Audience:
    return next(who for _, who in relations(store, type_, start, end))


def relations(store: Store, type_: str, start: str, end: str) -> list[tuple[RelationKey, Any]]:
    """Return the relations of a type between two records, and from whom on each is seen."""
    return [
        (record.relation, level(type_, record.statements))
        for record in store.relations_of(start)
        if record.relation[:3] == (type_, start, end)
    ]


@pytest.mark.parametrize("order", [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_who_calls_a_declared_record_an_example_does_not_open_it(
    store: Store, tmp_path: Path, order: tuple[str, str]
) -> None:
    rows = {
        "a.csv": "id,actor,title,sector,nature\noffer/x,HTI,Wells,14030,example\n",
        "b.csv": "id,actor,title,sector\noffer/x,HTI,Wells,14030\n",
    }
    for name in order:
        put(store, tmp_path, "offers", rows[name], name)
    assert level("Offer", store.get(["offer/x"])["offer/x"].statements) == "states"


@pytest.mark.parametrize("cell", ["#N/A", '=IF(A1="x","board","public")'])
def test_a_cell_that_cannot_be_read_means_few(known: Known, tmp_path: Path, cell: str) -> None:
    head = ["id", "actor", "title", "sector", "visibility"]
    rows: Rows = [head, ["offer/x", "HTI", "Wells", 14030, cell], ["", "", "", "", cell]]
    path = write_book(tmp_path / "list.xlsx", {"offers": rows})
    source = sheet_source(path, "offers", known, today=TODAY)
    assert claims(source) == ["board"]
    assert codes(source) == {"unknown-visibility"}
    assert len([*source.items]) == 1
