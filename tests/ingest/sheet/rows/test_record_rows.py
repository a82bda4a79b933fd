"""Activities, agreements, units, plans from a sheet into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ingest.findings import Outcome, Report
from ingest.known import known_from_store
from ingest.loading import Source, load
from ingest.sheet import sheet_source
from kg.model.changes import NodeStatement, RelationStatement
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.conftest import TODAY
from tests.ingest.sheet.conftest import Rows, as_csv, codes, items, links, node

Read = Callable[..., Source]


@pytest.fixture
def store(starter_copy: str) -> Iterator[Store]:
    with closing(open_store(starter_copy, write=True)) as store:
        yield store


@pytest.fixture
def put(store: Store, tmp_path: Path) -> Callable[..., Report]:
    """Load rows as a sheet of a kind into the store."""

    def putting(kind: str, rows: Rows, name: str = "sheet.csv") -> Report:
        path = tmp_path / name
        path.write_text(as_csv(rows), "utf-8")
        known = known_from_store(store)
        return load(store, [sheet_source(path, kind, known, store=store, today=TODAY)])

    return putting


def shown(report: Report) -> list[tuple[str, str]]:
    return [(finding.field, finding.code) for finding in report.findings]


def props(store: Store, id_: str, source: str = "source/sheet/sheet") -> Any:
    (record,) = store.get([id_]).values()
    return next(s.props for s in record.statements if s.source == source)


# --- activities


ACTIVITY = {
    "title": "Bancos de leche",
    "provider": "Brasil",
    "second_provider": "JP",
    "funder": "SEGIB",
    "implementer": "",
    "recipient": "Guatemala; Honduras",
    "sector": "12220",
    "goal": "3",
    "starts": "2019-03-01",
    "ends": "2021-12-31",
    "status": "Finalizado",
    "amount": "1250000.50",
    "currency": "usd",
}


def test_an_activity_with_who_takes_part(read: Read) -> None:
    (item,) = items(read("activities", [list(ACTIVITY), list(ACTIVITY.values())]))
    assert node(item).id == "activity/bra-bancos-de-leche-gtm-hnd-2019"
    assert node(item).props == {
        "title": {"und": "Bancos de leche"},
        "starts": "2019-03-01",
        "ends": "2021-12-31",
        "status": "closed",
        "budget": {"USD": 1250000.5},
        "nature": "demonstrated",
    }
    assert links(item) == {
        "PROVIDES": ["state/bra"],
        "PROVIDES_SECOND": ["country/jpn"],
        "FUNDS": ["org/segib"],
        "RECEIVES": ["state/gtm", "state/hnd"],
        "IN_SECTOR": ["sector/dac/12220"],
        "TOWARDS": ["goal/sdg/3"],
    }
    assert item.findings == []


@pytest.mark.parametrize(
    ("lang", "header"),
    [
        ("pt", ["Título do projeto", "País prestador", "País beneficiário", "Setor",
                "Data de início", "Situação", "Valor total", "Moeda"]),
        ("es", ["Nombre del proyecto", "Primer oferente", "País receptor", "Sector",
                "Fecha de inicio", "Estado", "Monto", "Moneda"]),
        ("fr", ["Intitulé du projet", "Premier prestataire", "Pays bénéficiaire", "Secteur",
                "Date de début", "État d'avancement", "Montant", "Devise"]),
        ("en", ["Project title", "Providing country", "Recipient country", "Sector",
                "Start date", "Status", "Total budget", "Currency"]),
    ],
)  # fmt: skip
def test_the_words_of_ministries(read: Read, lang: str, header: list[str]) -> None:
    row = ["Agua", "Brasil", "Haití", "14030", "2020", "closed", "1500000", "USD"]
    (item,) = items(read("activities", [header, row]))
    assert node(item).props["title"] == {lang: "Agua"}
    assert node(item).props["budget"] == {"USD": 1500000.0}
    assert links(item)["RECEIVES"] == ["state/hti"]
    assert node(item).props["precision"] == "year"
    assert [f.code for f in item.findings] == ["date-read"]


@pytest.mark.parametrize(
    ("word", "status"),
    [("En ejecución", "implementation"), ("em andamento", "implementation"), ("4", "closed"),
     ("Concluído", "closed"), ("annulé", "cancelled"), ("suspended", "suspended"),
     ("Por iniciar", "pipeline")],
)  # fmt: skip
def test_statuses_as_they_are_written(read: Read, word: str, status: str) -> None:
    (item,) = items(read("activities", [["title", "provider", "status"], ["a", "HTI", word]]))
    assert node(item).props["status"] == status


def test_an_unknown_status_of_an_activity_is_left_out_and_found(read: Read) -> None:
    sheet = read("activities", [["title", "provider", "status"], ["a", "HTI", "quién sabe"]])
    assert codes(sheet) == [("status", "unknown-status", "changed")]
    assert "status" not in node(items(sheet)[0]).props


@pytest.mark.parametrize(
    ("amount", "currency", "found"),
    [
        ("1000", "", [("amount", "no-currency", "changed")]),
        ("1000", "$", [("amount", "no-currency", "changed")]),
        ("mucho", "USD", [("amount", "bad-number", "changed")]),
        ("US$ 250", "", []),
        ("250 EUR", "", []),
        ("12345.67", "BRL", []),
        ("1.234.567,89", "BRL", []),
    ],
)
def test_amounts(read: Read, amount: str, currency: str, found: list[object]) -> None:
    rows = [["title", "provider", "amount", "currency"], ["a", "HTI", amount, currency]]
    sheet = read("activities", rows)
    assert codes(sheet) == found
    assert ("budget" in node(items(sheet)[0]).props) == (not found)


def test_a_header_says_the_currency(read: Read) -> None:
    sheet = read("activities", [["title", "provider", "Monto (BRL)"], ["a", "HTI", "7"]])
    assert node(items(sheet)[0]).props["budget"] == {"BRL": 7.0}
    assert codes(sheet) == [("currency", "currency-of-header", "accepted")]


def test_who_is_not_known_is_left_out_while_somebody_is(read: Read) -> None:
    rows = [["title", "provider", "implementer"], ["a", "HTI", "Xyzzy"], ["b", "", "Xyzzy"]]
    one, other = items(read("activities", rows))
    assert [(f.field, f.code, f.outcome.value) for f in one.findings] == [
        ("implementer", "unknown-implementer", "changed")
    ]
    assert other.findings[-1].code == "nobody-known"
    assert other.outcome.value == "held"


def test_the_same_course_in_two_years_is_two_activities(read: Read) -> None:
    rows = [["title", "provider", "starts"], ["Curso", "MEX", "2020"], ["Curso", "MEX", "2021"]]
    assert [node(item).id for item in items(read("activities", rows))] == [
        "activity/mex-curso-2020", "activity/mex-curso-2021",
    ]  # fmt: skip


def test_a_bare_number_is_no_id_and_a_foreign_one_belongs_to_its_sheet(read: Read) -> None:
    rows = [["id", "title", "provider"], ["7", "a", "HTI"], ["BR-7", "b", "BRA"]]
    one, other = items(read("activities", rows, name="base.csv"))
    assert node(one).id == "activity/hti-a"
    assert node(other).id == "activity/sheet/base/BR-7"


def test_what_belongs_to_nobody_belongs_to_its_sheet(read: Read) -> None:
    rows = [["name"], ["Agua"]]
    one = items(read("priorities", rows, name="a.csv"))[0]
    other = items(read("priorities", rows, name="b.csv"))[0]
    assert node(one).id == "priority/sheet/a/agua"
    assert node(other).id == "priority/sheet/b/agua"


# --- agreements


AGREEMENT = ["title", "parties", "signed", "ends", "status", "reference", "fields"]


def test_an_agreement_holds_as_long_as_it_says(read: Read) -> None:
    row = ["OAS-CARICOM", "org/oas; CARICOM", "1992-05", "2012-12-31", "vigente", "E-216/02",
           "derechos humanos; otra cosa"]  # fmt: skip
    (item,) = items(read("agreements", [AGREEMENT, row]))
    assert node(item).props == {
        "title": {"und": "OAS-CARICOM"},
        "status": "in_force",
        "signed": "1992-05-01",
        "ends": "2012-12-31",
        "precision": "month",
        "fields": ["human_rights", "otra cosa"],
        "reference": "E-216/02",
    }
    stated = [c for c in item.changes if isinstance(c, RelationStatement)]
    assert [(c.relation.start, c.props) for c in stated] == [
        (party, {"status": "party", "since": "1992-05-01", "until": "2013-01-01",
                 "precision": "month"})
        for party in ("org/oas", "org/caricom")
    ]  # fmt: skip


def test_who_is_only_named_is_no_party(read: Read) -> None:
    (item,) = items(
        read("agreements", [["title", "parties", "named"], ["Res.", "org/oas", "org/sica"]])
    )
    statuses = {
        c.relation.start: c.props["status"]
        for c in item.changes
        if isinstance(c, RelationStatement)
    }
    assert statuses == {"org/oas": "party", "org/sica": "named"}


def test_the_end_of_a_known_agreement_ends_it_for_its_parties(
    store: Store, put: Callable[..., Report]
) -> None:
    report = put("agreements", [["id", "ends"], ["agreement/oas-segib-2009", "2020-12-31"]])
    assert shown(report) == []
    untils = {
        record.relation.start: statement.props.get("until")
        for record in store.relations_of("agreement/oas-segib-2009")
        for statement in record.statements
        if statement.source == "source/sheet/sheet"
    }
    assert untils == {"org/oas": "2021-01-01", "org/segib": "2021-01-01"}


def test_an_unknown_status_of_an_agreement_holds_it(read: Read) -> None:
    rows = [["title", "parties", "status"], ["a", "org/oas", "quién sabe"]]
    assert codes(read("agreements", rows)) == [("status", "unknown-status", "held")]


# --- units


UNIT = ["name", "acronym", "part_of", "mailbox", "door_for", "role"]


def test_a_unit_is_part_of_its_body(read: Read) -> None:
    row = ["Grupo de Cooperación Internacional", "GCI", "MERCOSUR", "gci@mercosur.int",
           "org/mercosur", "comité"]  # fmt: skip
    (item,) = items(read("units", [UNIT, row]))
    assert node(item).id == "unit/mercosur-gci"
    assert node(item).props == {
        "name": {"und": "Grupo de Cooperación Internacional"},
        "acronym": "GCI",
        "role": "committee",
        "door_for": "org/mercosur",
        "mailbox": "gci@mercosur.int",
    }
    assert links(item) == {"PART_OF": ["org/mercosur"]}


@pytest.mark.parametrize(
    ("mailbox", "code"),
    [
        ("maria.perez@example.org", "personal-data"),
        ("mperez@example.org", "personal-data"),
        ("no es", "bad-address"),
        ("a@b", "bad-address"),
        ("cooperacion@example.org; otra@example.org", "bad-address"),
        ("cooperacion@example.org", None),
        ("mailto:Cooperacion@example.org", None),
        ("dci@example.org", None),
    ],
)
def test_a_mailbox_is_that_of_an_office(read: Read, mailbox: str, code: str | None) -> None:
    rows = [UNIT, ["Dirección de Cooperación Internacional", "", "org/oas", mailbox, "", ""]]
    sheet = read("units", rows)
    assert codes(sheet) == ([("mailbox", code, "changed")] if code else [])
    assert ("mailbox" in node(items(sheet)[0]).props) == (code is None)
    assert "perez" not in str(items(sheet)[0])


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["a", "", "", "", "", ""], ("part_of", "missing-value", "rejected")),
        (["a", "", "Xyzzy", "", "", ""], ("part_of", "unknown-part_of", "held")),
        (["", "", "org/oas", "", "", ""], ("name", "missing-value", "rejected")),
        (["a", "", "org/oas", "", "Xyzzy", ""], ("door_for", "unknown-door_for", "held")),
    ],
)
def test_what_makes_no_unit(read: Read, row: list[str], found: tuple[str, str, str]) -> None:
    assert codes(read("units", [UNIT, row])) == [found]


# --- plans


def test_a_milestone_of_an_initiative(read: Read) -> None:
    row = ["Contacts", "Pilot with SEGIB and MERCOSUR", "Q4 2026", "hecho", "CIDI/doc. 1"]
    (item,) = items(read("milestones", [["name", "initiative", "due", "status", "evidence"], row]))
    assert node(item).id == "milestone/pilot-segib-mercosur-contacts"
    assert node(item).props == {
        "name": {"und": "Contacts"},
        "due": "2026-12-31",
        "precision": "quarter",
        "status": "done",
        "evidence": "CIDI/doc. 1",
    }
    assert links(item) == {"PART_OF": ["initiative/pilot-segib-mercosur"]}


def test_a_milestone_that_is_there_needs_no_more_than_its_id(
    store: Store, put: Callable[..., Report]
) -> None:
    rows = [["id", "status"], ["milestone/guidance-document", "done"], ["milestone/new", "done"]]
    report = put("milestones", rows)
    assert shown(report) == [("name", "missing-value"), ("initiative", "missing-value")]
    assert report.total.accepted == 1
    assert props(store, "milestone/guidance-document") == {"status": "done"}


def test_what_speaks_of_the_later_day_counts(store: Store, put: Callable[..., Report]) -> None:
    from kg.model.claims import chosen_node

    put("milestones", [["id", "status"], ["milestone/guidance-document", "done"]])
    (record,) = store.get(["milestone/guidance-document"]).values()
    assert len(record.statements) == 2
    assert chosen_node("Milestone", record.statements)["status"] == "done"


def test_an_initiative_with_who_is_responsible(read: Read) -> None:
    head = ["name", "responsible", "concerns", "mandate", "contact", "standing"]
    row = ["Pilot", "unit/oas-sedi", "org/caf", "AG/RES. 1", "unit/mercosur-gci", "propuesta"]
    (item,) = items(read("initiatives", [head, row]))
    assert node(item).props == {
        "name": {"und": "Pilot"},
        "mandate": "AG/RES. 1",
        "responsible": ["unit/oas-sedi"],
        "standing": "proposed",
    }
    assert links(item) == {"CONTACT_FOR": ["unit/mercosur-gci"], "CONCERNS": ["org/caf"]}


def test_a_priority_favours_sectors_and_goals(read: Read) -> None:
    rows = [["name", "sectors", "goals"], ["Water", "14030; 311", "6; 6.1"]]
    (item,) = items(read("priorities", rows))
    assert links(item) == {
        "FAVOURS": ["sector/dac/14030", "sector/dac/311", "goal/sdg/6", "goal/sdg/6.1"]
    }


def test_a_programme_of_a_body(read: Read) -> None:
    rows = [["name", "run_by", "kind", "sector"], ["Fondo azul", "org/caf", "fondo", "agua"]]
    (item,) = items(read("programmes", rows))
    assert node(item).id == "programme/caf-fondo-azul"
    assert node(item).props["kind"] == "fund"
    assert links(item)["RUNS"] == ["org/caf"]


def test_an_acronym_that_is_the_code_of_a_country_too_is_not_guessed(read: Read) -> None:
    (item,) = items(read("programmes", [["name", "run_by"], ["Fondo azul", "CAF"]]))
    assert [(f.field, f.code) for f in item.findings] == [("run_by", "ambiguous")]
    assert "org/caf, country/caf" in item.findings[0].message.text()


# --- loading again


def test_the_same_sheet_again_changes_nothing(put: Callable[..., Report]) -> None:
    rows = [list(ACTIVITY), list(ACTIVITY.values())]
    assert put("activities", rows).total.unchanged == 0
    assert put("activities", rows).total.unchanged == 1


def test_what_a_sheet_says_no_longer_is_gone(store: Store, put: Callable[..., Report]) -> None:
    put("priorities", [["name", "sector", "goal"], ["a", "14030; 311", "6"]])
    put("priorities", [["name", "sector", "goal"], ["a", "311", "6"]])
    ends = {record.relation.end for record in store.relations_of("priority/sheet/sheet/a")}
    assert ends == {"sector/dac/311", "goal/sdg/6"}


def test_two_rows_with_one_id(read: Read) -> None:
    rows = [["name", "part_of"], ["a", "org/oas"], ["a", "org/oas"]]
    assert codes(read("units", rows)) == [("id", "duplicate", "held")]


def test_an_organisation_gets_its_mailbox_and_sectors(read: Read) -> None:
    rows = [["id", "name", "mailbox", "sector"],
            ["org/caf", "CAF", "cooperacion@example.org", "14030"]]  # fmt: skip
    (item,) = items(read("actors", rows))
    assert node(item).props["mailbox"] == "cooperacion@example.org"
    assert links(item)["IN_SECTOR"] == ["sector/dac/14030"]


@pytest.mark.parametrize("kind", ["activities", "agreements", "units", "initiatives"])
def test_hostile_cells(read: Read, kind: str) -> None:
    bad = [
        '=HYPERLINK("http://x")', "@SUM(1)", "a" * 40_000, "../../etc",
        "\u202ex", "state/hti" * 100, "9" * 400, "9e999", "-1", "99999-99-99", "org/" + "x" * 500,
    ]  # fmt: skip
    columns = ["name", "title", "part_of", "parties", "provider", "starts", "amount", "currency",
               "mailbox", "door_for", "responsible", "status"]  # fmt: skip
    rows = [columns, *([value] * len(columns) for value in bad)]
    found = items(read(kind, rows))
    for item in found:
        for change in item.changes:
            if isinstance(change, NodeStatement):
                assert "=HYPERLINK" not in str(change.props)
                assert max((len(str(v)) for v in change.props.values()), default=0) < 21_000


@pytest.mark.parametrize(
    "words",
    ["Nota de juana.ejemplo@example.org", "Ing. Juana Ejemplo", "Acta, tel. +504 5555 0000"],
)
def test_a_source_says_nothing_of_a_person(read: Callable[..., Source], words: str) -> None:
    rows = [["actor", "title", "sector", "source"], ["HTI", "Riego", "31140", f"{words}; Acta 3"]]
    source = read("offers", rows)
    (item,) = source.items
    (found,) = item.findings
    assert (found.field, found.code, found.outcome) == ("source", "personal-data", Outcome.CHANGED)
    told = repr((source.preface, item.changes)).casefold()
    assert "acta 3" in told
    assert not any(word in told for word in ("juana", "ejemplo", "5555"))


def test_a_source_is_called_after_its_file_without_a_person(read: Callable[..., Source]) -> None:
    rows = [["actor", "title", "sector"], ["HTI", "Riego", "31140"]]
    source = read("offers", rows, "ofertas de juana.ejemplo@example.org.csv")
    assert "juana" not in repr((source.preface, [item.changes for item in source.items]))
