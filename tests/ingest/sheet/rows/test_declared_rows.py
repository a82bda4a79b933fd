"""Offers, demands and practices from a sheet into a store, and again, and changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from ingest.findings import Report
from ingest.known import Known, known_from_store
from ingest.loading import Source, load
from ingest.sheet import sheet_source
from kg.model.changes import NodeStatement
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.conftest import TODAY
from tests.ingest.sheet.conftest import Rows, as_csv, codes, items, links, node

HEAD = ["actor", "title:es", "sector", "goal", "modality", "languages", "unit", "region"]
ROW = ["Haití", "Agua", "14030", "6.1", "Beca", "fr", "SEGIB", "Caribe"]


@pytest.fixture
def store(starter_copy: str) -> Iterator[Store]:
    with closing(open_store(starter_copy, write=True)) as store:
        yield store


def load_rows(
    store: Store, folder: Path, rows: Rows, *, kind: str = "offers", today: date = TODAY
) -> Report:
    path = folder / "sheet.csv"
    path.write_text(as_csv(rows), "utf-8")
    return load(
        store, [sheet_source(path, kind, known_from_store(store), store=store, today=today)]
    )


def test_a_row_becomes_a_record_with_its_relations(read: Callable[..., Source]) -> None:
    sheet = read("offers", [HEAD, ROW], name="Ofertas 2026.csv")
    (item,) = items(sheet)
    assert codes(sheet) == []
    assert node(item) == NodeStatement(
        "offer/hti-agua",
        "source/sheet/ofertas-2026",
        {"title": {"es": "Agua"}, "nature": "declared"},
        "row 2",
    )
    assert links(item) == {
        "DECLARES": ["state/hti"],
        "CONTACT_FOR": ["org/segib"],
        "IN_SECTOR": ["sector/dac/14030"],
        "TOWARDS": ["goal/sdg/6.1"],
        "BY_MODALITY": ["modality/scholarship"],
        "IN_LANGUAGE": ["language/fr"],
        "IN_REGION": ["region/caribbean"],
    }


@pytest.mark.parametrize(
    ("kind", "id_"),
    [
        ("offers", "offer/hti-agua"),
        ("demands", "demand/hti-agua"),
        ("practices", "practice/hti-agua"),
    ],
)
def test_the_kind_makes_the_type(read: Callable[..., Source], kind: str, id_: str) -> None:
    (item,) = items(read(kind, [HEAD, ROW]))
    assert node(item).id == id_


def test_the_sheet_is_a_source_with_its_day(read: Callable[..., Source]) -> None:
    (source,) = read("offers", [HEAD, ROW], name="ofertas.csv").preface
    assert isinstance(source, NodeStatement)
    assert source.id == source.source == "source/sheet/ofertas"
    assert source.props["title"] == {"und": "ofertas.csv"}
    assert source.props["retrieved"] == "2026-11-23"


def test_rows_may_name_their_sources(read: Callable[..., Source]) -> None:
    head = [*HEAD, "source"]
    sheet = read(
        "offers",
        [
            head,
            [*ROW, "source/segib-reports"],
            ["JAM", "b", "110", *[""] * 5, "Catálogo 2021, p. 3"],
        ],
    )
    first, second = items(sheet)
    assert node(first).source == "source/segib-reports"
    assert node(first).where == "sheet.csv row 2"
    assert node(second).source == "source/stated/catalogo-2021-p-3"
    (stated,) = sheet.preface
    assert isinstance(stated, NodeStatement)
    assert stated.props["title"] == {"und": "Catálogo 2021, p. 3"}


def test_the_same_sheet_twice_alters_nothing(store: Store, tmp_path: Path) -> None:
    first = load_rows(store, tmp_path, [HEAD, ROW])
    again = load_rows(store, tmp_path, [HEAD, ROW], today=date(2027, 1, 1))
    assert (first.total.accepted, first.total.unchanged) == (1, 0)
    assert (again.total.accepted, again.total.unchanged) == (1, 1)
    assert again.revision == first.revision


def test_what_a_sheet_says_no_longer_goes(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path, [HEAD, ROW])
    load_rows(store, tmp_path, [HEAD, ["Haití", "Agua", "110", *ROW[3:]]])
    sectors = {
        record.relation.end
        for record in store.relations_of("offer/hti-agua")
        if record.relation.type == "IN_SECTOR"
    }
    assert sectors == {"sector/dac/110"}


def test_what_another_source_says_stays(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path, [HEAD, ROW])
    head = [*HEAD, "source"]
    row = ["Haití", "Agua", "110", *ROW[3:], "source/segib-reports"]
    load_rows(store, tmp_path, [head, row])
    sectors = {
        record.relation.end
        for record in store.relations_of("offer/hti-agua")
        if record.relation.type == "IN_SECTOR"
    }
    assert sectors == {"sector/dac/110", "sector/dac/14030"}


def test_held_and_rejected_rows_write_nothing(store: Store, tmp_path: Path) -> None:
    rows = [
        HEAD,
        ["Atlantis", "Agua", "14030"],
        ["Haití", "", "14030"],
        ["", "Agua", "14030"],
        ["Haití", "Agua", "no se sabe"],
        ["Haití", "Sol", "14030"],
        ["Haití", "Sol", "14030"],
    ]
    before = store.revision()
    report = load_rows(store, tmp_path, rows)
    total = report.total
    assert (total.read, total.accepted, total.held, total.rejected) == (6, 1, 3, 2)
    assert {f.where: f.code for f in report.findings} == {
        "row 2": "unknown-actor",
        "row 3": "missing-value",
        "row 4": "missing-value",
        "row 5": "unknown-sector",
        "row 7": "duplicate",
    }
    assert store.revision() == before + 1


def test_an_actor_nearly_known_is_taken_and_said(read: Callable[..., Source]) -> None:
    sheet = read("offers", [HEAD, ["Secretaría General Iberamericana", *ROW[1:]]])
    (item,) = items(sheet)
    assert links(item)["DECLARES"] == ["org/segib"]
    assert codes(sheet) == [("actor", "near-match", "changed")]
    assert "org/segib" in item.findings[0].message.text()


def test_an_actor_nearly_two_waits(read: Callable[..., Source]) -> None:
    sheet = read("offers", [HEAD, ["Organización de Estados Americános", *ROW[1:]]])
    (item,) = items(sheet)
    assert codes(sheet) == [("actor", "ambiguous", "held")]
    message = item.findings[0].message.text()
    assert "org/oas" in message
    assert "org/oei" in message


def test_an_unknown_actor_names_the_nearest(read: Callable[..., Source]) -> None:
    sheet = read("offers", [HEAD, ["Banco de Desarrollo del Caribe Oriental", *ROW[1:]]])
    (item,) = items(sheet)
    assert codes(sheet) == [("actor", "unknown-actor", "held")]
    assert "org/cdb" in item.findings[0].fix.text()


@pytest.mark.parametrize(
    ("written", "id_", "code"),
    [
        ("offer/mine", "offer/mine", None),
        ("mine", "offer/sheet/sheet/mine", "id-completed"),
        ("01/2026", "offer/sheet/sheet/01/2026", "id-completed"),
        ("1", "offer/hti-agua", "row-number"),
        ("Nº 12", "offer/hti-agua", "row-number"),
        ("3.0", "offer/hti-agua", "row-number"),
        ("demand/mine", None, "bad-id"),
    ],
)
def test_ids_that_are_written(
    read: Callable[..., Source], written: str, id_: str | None, code: str | None
) -> None:
    sheet = read("offers", [["id", *HEAD], [written, *ROW]])
    (item,) = items(sheet)
    assert [c for _, c, _ in codes(sheet)] == ([code] if code else [])
    assert [c.id for c in item.changes if isinstance(c, NodeStatement)] == ([id_] if id_ else [])


def test_row_one_of_two_states_is_two_offers(store: Store, tmp_path: Path) -> None:
    for number, state in enumerate(("Haití", "Chile")):
        for head in ("Nº", "id"):
            folder = tmp_path / f"{number}-{head}"
            folder.mkdir()
            row = ["1", state, f"Riego de {state}", "110"]
            report = load_rows(store, folder, [[head, *HEAD], row])
            assert report.total.accepted == 1
    owners = {
        state: {r.relation.end for r in store.relations_of(state) if r.relation.type == "DECLARES"}
        for state in ("state/hti", "state/chl")
    }
    assert all(owners.values())
    assert not owners["state/hti"] & owners["state/chl"]


@pytest.mark.parametrize(
    ("column", "cell", "ids"),
    [
        ("sector", "14030, 31110", {"sector/dac/14030", "sector/dac/31110"}),
        ("sector", "14030 / 31110", {"sector/dac/14030", "sector/dac/31110"}),
        ("sector", "14030 y 31110", {"sector/dac/14030", "sector/dac/31110"}),
        ("sector", "311 e 312", {"sector/dac/311", "sector/dac/312"}),
        (
            "sector",
            "14030 and 31110 & 312",
            {"sector/dac/14030", "sector/dac/31110", "sector/dac/312"},
        ),
        ("goal", "ODS 3 e ODS 2", {"goal/sdg/3", "goal/sdg/2"}),
        ("goal", "SDG 6 & 13", {"goal/sdg/6", "goal/sdg/13"}),
    ],
)
def test_no_value_of_a_cell_is_dropped(
    read: Callable[..., Source], column: str, cell: str, ids: set[str]
) -> None:
    row = {"actor": "Haití", "title": "Riego", "sector": "110", column: cell}
    sheet = read("offers", [list(row), list(row.values())])
    (item,) = items(sheet)
    relation = {"sector": "IN_SECTOR", "goal": "TOWARDS"}[column]
    assert set(links(item)[relation]) == ids
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("14030 - Abastecimiento básico de agua potable", []),
        ("14030: drinking water", []),
        ("14030 xilófonos", [("sector", "rest-of-cell", "changed")]),
        ("14030 y 99999", [("sector", "rest-of-cell", "changed")]),
    ],
)
def test_what_of_a_cell_is_not_used_is_said(
    read: Callable[..., Source], cell: str, found: list[tuple[str, str, str]]
) -> None:
    sheet = read("offers", [["actor", "title", "sector"], ["Haití", "Riego", cell]])
    assert links(items(sheet)[0])["IN_SECTOR"] == ["sector/dac/14030"]
    assert codes(sheet) == found


@pytest.mark.parametrize("word", ["América", "Africa", "Áfrical", "Islas"])
def test_a_word_inside_one_name_is_no_state(read: Callable[..., Source], word: str) -> None:
    sheet = read("offers", [["actor", "title", "sector"], [word, "Riego", "110"]])
    assert [outcome for column, _, outcome in codes(sheet) if column == "actor"] == ["held"]


@pytest.mark.parametrize("word", ["Bolivia", "Venezuela", "Saint Kitts", "Estados Unidos"])
def test_the_beginning_of_the_names_of_one_state_is_that_state(
    read: Callable[..., Source], word: str
) -> None:
    sheet = read("offers", [["actor", "title", "sector"], [word, "Riego", "110"]])
    assert links(items(sheet)[0])["DECLARES"]


@pytest.mark.parametrize(
    "cell",
    ["14030, 31110", "14030 / 31110", "14030 y 31110", "14030 and 31110", "14030 & 31110",
     "14030+31110", "14030\n31110", "14030 – 31110", "14030-31110", "14030 31110",
     "14030, y 31110", "14030 • 31110", "14030 o 31110", "14030\t31110", "14030;31110",
     "14030 Abastecimiento básico de agua potable, 31110"],
)  # fmt: skip
def test_two_codes_however_they_are_parted(read: Callable[..., Source], cell: str) -> None:
    sheet = read("offers", [["actor", "title", "sector"], ["Haití", "Riego", cell]])
    assert links(items(sheet)[0])["IN_SECTOR"] == ["sector/dac/14030", "sector/dac/31110"]
    assert codes(sheet) == []


@pytest.mark.parametrize(
    ("cell", "goals"),
    [("ODS 3, 4 y 5", {"3", "4", "5"}), ("6.1 et 6.2", {"6.1", "6.2"}), ("SDG3 & SDG4", {"3", "4"}),
     ("ODS 3 (Salud y bienestar).", {"3"}), ("ODS 17.", {"17"})],
)  # fmt: skip
def test_several_goals(read: Callable[..., Source], cell: str, goals: set[str]) -> None:
    sheet = read("offers", [[*HEAD[:3], "goal"], ["Haití", "Riego", "110", cell]])
    assert set(links(items(sheet)[0])["TOWARDS"]) == {f"goal/sdg/{goal}" for goal in goals}


@pytest.mark.parametrize("cell", ["ODS 3-5", "3 a 5", "ODS 1 al 5", "ODS 3, 99", "3 4"])
def test_ranges_of_goals_are_not_read_and_said(read: Callable[..., Source], cell: str) -> None:
    sheet = read("offers", [[*HEAD[:3], "goal"], ["Haití", "Riego", "110", cell]])
    assert codes(sheet) == [("goal", "unknown-goal", "changed")]


@pytest.mark.parametrize(
    "text", ["=1+1", "＝1+1", "+A1", "-A1+B2", "+SUM(A1:A3)", "-2+3", "\u200b=1+1", "@SUM(1)"]
)
def test_formulas_are_left_out(read: Callable[..., Source], text: str) -> None:
    sheet = read("offers", [[*HEAD[:3], "summary"], ["Haití", "Riego", "110", text]])
    assert codes(sheet) == [("summary", "formula", "changed")]


@pytest.mark.parametrize(
    "title",
    ["- Pasantía(s), curso(s)", "- 50/50", "- Curso(2)", "- Taller(es): 2", "+593 2 123",
     "- 10 % de descuento", "- hasta 20 becas (nuevas)", "+ info: http://example.org", "- RRHH",
     "- Curso(s) de riego", "+ 20/30 plazas", "- 3 talleres (uno virtual)", "+1 asesor/a"],
)  # fmt: skip
def test_lists_are_no_formulas(read: Callable[..., Source], title: str) -> None:
    sheet = read("offers", [["actor", "title", "sector"], ["Haití", title, "110"]])
    assert node(items(sheet)[0]).props["title"]
    assert codes(sheet) == []


def test_long_titles_make_ids_that_differ(read: Callable[..., Source]) -> None:
    long = "agua " * 60
    rows = [HEAD, ["Haití", f"{long}uno", "110"], ["Haití", f"{long}dos", "110"]]
    first, second = items(read("offers", rows))
    assert node(first).id != node(second).id


def test_a_source_may_be_given_for_the_whole_sheet(known: Known, tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(as_csv([HEAD, ROW]), "utf-8")
    sheet = sheet_source(path, "offers", known, today=TODAY, source="source/segib-reports")
    assert node(items(sheet)[0]).source == "source/segib-reports"
    assert sheet.preface == ()
    sheet = sheet_source(path, "offers", known, today=TODAY, source="Feria 2026")
    assert node(items(sheet)[0]).source == "source/stated/feria-2026"


def test_hostile_text_stays_text(store: Store, tmp_path: Path) -> None:
    title = "'); DROP TABLE node; -- <script>alert(1)</script> {name}"
    report = load_rows(store, tmp_path, [HEAD, ["Haití", title, "110"]])
    assert report.total.accepted == 1
    (found,) = store.candidates("alert script", 5)
    assert store.get([found])[found].statements[0].props["title"] == {"es": title}
