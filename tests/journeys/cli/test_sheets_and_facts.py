"""An odd sheet of a ministry is mapped once; facts are told and change verdicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.sheet.headers.sheet_kinds import COLUMNS, KINDS
from tests.ingest.sheet.conftest import as_csv
from tests.journeys.cli.conftest import Run

HEADER = ["Nome da coisa", "Quem dá", "Quem leva", "Quanto (em BRL)", "Área do saber", "Obs"]
FIRST = [
    ["Ministério X – base de projetos", "", "", "", "", ""],
    HEADER,
    ["Bancos de leite humano", "Brasil", "Guatemala", "1250000,50", "12220", "x"],
    ["Merenda escolar", "Brasil", "Honduras; El Salvador", "300", "Agricultura", "y"],
]
SECOND = [HEADER, ["Cisternas", "Brasil", "Haiti", "75", "14031", "z"]]
OPTIONS = [
    "--map", "Nome da coisa=title:pt", "--map", "B=provider", "--map", "quem leva=recipient",
    "--map", "4=amount", "--map", "Área do saber=sector", "--map", "Obs=-",
    "--set", "status=Concluído", "--set", "currency=BRL", "--source", "Base de projetos do X",
]  # fmt: skip


@pytest.fixture
def first(tmp_path: Path) -> str:
    path = tmp_path / "projetos 2025.csv"
    path.write_text(as_csv(FIRST, ";"), "utf-8")
    return str(path)


@pytest.fixture
def second(tmp_path: Path) -> str:
    path = tmp_path / "projetos 2026.csv"
    path.write_text(as_csv([row[::-1] for row in SECOND], ";"), "utf-8")
    return str(path)


AS = "--as", "activities"


def test_the_error_shows_the_headers_and_what_to_type(
    run: Run, starter_copy: str, first: str
) -> None:
    done = run("ingest", "sheet", first, *AS, "--json", store=starter_copy)
    assert done.status == 2
    assert "Nome da coisa, Quem dá, Quem leva" in done.problem["fix"]
    assert '--map "Nome da coisa=title"' in done.problem["fix"]


def test_the_next_file_of_a_sender_is_read_by_itself(
    run: Run, starter_copy: str, first: str, second: str
) -> None:
    done = run("ingest", "sheet", first, *AS, *OPTIONS, "--json", store=starter_copy)
    assert (done.status, done.json["accepted"], done.json["findings"]) == (0, 2, [])
    again = run("ingest", "sheet", second, *AS, "--json", store=starter_copy).json
    assert (again["read"], again["accepted"]) == (1, 1)
    (found,) = again["findings"]
    assert (found["code"], found["outcome"]) == ("mapping-used", "accepted")
    assert "“activities-projetos-2025”" in found["message"]
    shown = run("show", "activity/bra-cisternas-hti", "--json", store=starter_copy).json
    assert shown["node"]["labels"] == {"pt": "Cisternas"}
    assert shown["node"]["properties"]["budget"] == {"BRL": 75.0}
    assert shown["node"]["properties"]["status"] == "closed"
    assert shown["node"]["sources"] == ["source/stated/base-de-projetos-do-x"]
    ends = {relation["to"] for relation in shown["relations"]}
    assert "sector/dac/14031" in ends
    # As it came before: it is the same activity, said by the same source.
    before = run("show", "activity/bra-bancos-de-leite-humano-gtm", "--json", store=starter_copy)
    assert before.json["node"]["sources"] == shown["node"]["sources"]


def test_mappings_are_listed_shown_changed_and_deleted(
    run: Run, starter_copy: str, first: str, second: str
) -> None:
    assert run("mapping", "list", "--json", store=starter_copy).json["mappings"] == []
    run("ingest", "sheet", first, *AS, *OPTIONS, "--mapping", "x", store=starter_copy)
    (kept,) = run("mapping", "list", "--json", store=starter_copy).json["mappings"]
    assert (kept["name"], kept["kind"], len(kept["columns"])) == ("x", "activities", 6)
    assert {"column": "Quem dá", "value": "provider"} in kept["columns"]
    more = "--mapping", "x", "--set", "status=Em execução"
    assert run("ingest", "sheet", second, *AS, *more, store=starter_copy).status == 0
    one = run("mapping", "show", "x", "--json", store=starter_copy).json
    assert {"column": "status", "value": "Em execução"} in one["values"]
    assert len(one["columns"]) == 6
    none = run("ingest", "sheet", second, *AS, "--no-mapping", "--json", store=starter_copy)
    assert none.status == 2
    assert "title" in none.problem["detail"]
    assert run("mapping", "delete", "x", store=starter_copy).status == 0
    gone = run("ingest", "sheet", second, *AS, "--mapping", "x", "--json", store=starter_copy)
    assert (gone.status, gone.problem["code"]) == (2, "unknown-mapping")
    assert run("mapping", "show", "x", "--json", store=starter_copy).status == 2


def test_a_dry_run_keeps_no_mapping(run: Run, starter_copy: str, first: str) -> None:
    run("ingest", "sheet", first, *AS, *OPTIONS, "--dry-run", store=starter_copy)
    assert run("mapping", "list", "--json", store=starter_copy).json["mappings"] == []


@pytest.mark.parametrize(
    "option",
    [["--map", "Nada=title"], ["--map", "A=nothing"], ["--set", "x=1"], ["--map", "title"],
     ["--mapping", "never made"]],
)  # fmt: skip
def test_options_that_mean_nothing(
    run: Run, starter_copy: str, first: str, option: list[str]
) -> None:
    done = run("ingest", "sheet", first, *AS, *option, "--json", store=starter_copy)
    assert done.status == 2
    assert done.problem["fix"]


def test_no_such_kind(run: Run, starter_copy: str, first: str) -> None:
    done = run("ingest", "sheet", first, "--as", "projects", "--json", store=starter_copy)
    assert (done.status, done.problem["code"]) == (2, "bad-option")
    assert "activities" in done.problem["fix"]


def test_what_was_said_for_all_rows_waits_with_a_row(
    run: Run, starter_copy: str, tmp_path: Path
) -> None:
    path = tmp_path / "h.csv"
    path.write_text(as_csv([HEADER[:4], ["A", "Brasil", "Haiti", "300.000"]], ";"), "utf-8")
    told = *OPTIONS[:8], "--set", "currency=USD"
    done = run("ingest", "sheet", str(path), *AS, *told, "--json", store=starter_copy)
    assert done.json["held"] == 1
    (item,) = run("queue", "--json", store=starter_copy).json["items"]
    assert item["row"]["currency"] == "USD"
    fixed = run("queue", "correct", item["id"], "amount=300000", store=starter_copy)
    assert fixed.status == 0
    shown = run("show", "activity/bra-a-hti", "--json", store=starter_copy).json
    assert shown["node"]["properties"]["budget"] == {"USD": 300000.0}


# --- what can be filled in


def test_every_kind_is_listed_with_its_columns(run: Run) -> None:
    found = run("template", "--list", "--json", "--lang", "pt", store=None).json["kinds"]
    assert {one["kind"]: [c["column"] for c in one["columns"]] for one in found} == {
        kind: list(columns) for kind, columns in COLUMNS.items()
    }
    assert all(c["header"] and c["help"] for one in found for c in one["columns"])
    text = run("template", "--list", store=None).out
    assert all(f"\n{kind} (" in f"\n{text}" for kind in KINDS)


def test_a_template_of_any_kind(run: Run, starter_url: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    done = run("template", "milestones", str(path), "--lang", "fr", "--json")
    assert done.json["files"] == [str(path)]
    assert path.exists()
    assert run("template", "projects", str(path), "--json").problem["code"] == "bad-option"
    assert run("template", "--json").status == 2


# --- facts


def test_a_fact_is_told_with_its_source(run: Run, starter_copy: str) -> None:
    fact = "agreement", "title=OAS and OEI", "parties=org/oas; org/oei", "signed=1992-05"
    bare = run("tell", *fact, "--json", store=starter_copy)
    assert (bare.status, bare.problem["code"]) == (2, "no-source")
    source = "--source", "letter of the secretariats"
    tried = run("tell", *fact, *source, "--dry-run", "--json", store=starter_copy).json
    assert tried["dry_run"]
    done = run("tell", *fact, *source, "--json", store=starter_copy)
    assert done.status == 0
    assert done.json["told"] == tried["told"] == ["agreement/oas-oas-and-oei"]
    assert done.json["verdicts"] == tried["verdicts"]
    (verdict,) = done.json["verdicts"]
    assert (verdict["id"], verdict["before"], verdict["after"]) == (
        "org/oei", "conditions", "approach",
    )  # fmt: skip
    shown = run("show", "agreement/oas-oas-and-oei", "--json", store=starter_copy).json
    assert shown["sources"][0]["title"] == "letter of the secretariats"


@pytest.mark.parametrize(
    ("fact", "id_"),
    [
        (["unit/mercosur-gci", "mailbox=gci@mercosur.int"], "unit/mercosur-gci"),
        (["milestone/guidance-document", "status=done", "evidence=CIDI"],
         "milestone/guidance-document"),
        (["initiative/pilot-segib-mercosur", "responsible=unit/oas-sedi"],
         "initiative/pilot-segib-mercosur"),
        (["priority/authorities-2018-resilience", "sectors=14030; 311"],
         "priority/authorities-2018-resilience"),
        (["agreement/oas-segib-2009", "ends=2020"], "agreement/oas-segib-2009"),
        (["unit", "name=Oficina", "part_of=CARICOM", "door_for=org/caricom"],
         "unit/caricom-oficina"),
    ],
)  # fmt: skip
def test_facts_of_every_kind(run: Run, starter_copy: str, fact: list[str], id_: str) -> None:
    done = run("tell", *fact, "--source", "letter", "--json", store=starter_copy).json
    assert done["told"] == [id_]
    assert done["fields"]


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        (["unit/mercosur-gcy", "mailbox=gci@mercosur.int"], "unknown-id"),
        (["thing", "name=x"], "bad-option"),
        (["unit/mercosur-gci", "nothing=x"], "bad-option"),
        (["unit/mercosur-gci"], "wrong-use"),
        (["unit/mercosur-gci", "name=\x1b[2J"], "bad-option"),
    ],
)
def test_what_cannot_be_told(run: Run, starter_copy: str, fact: list[str], code: str) -> None:
    done = run("tell", *fact, "--source", "letter", "--json", store=starter_copy)
    assert (done.status, done.problem["code"]) == (2, code)


def test_what_is_held_was_not_told(run: Run, starter_copy: str) -> None:
    fact = "unit", "name=Oficina", "part_of=Xyzzy"
    done = run("tell", *fact, "--source", "letter", "--json", store=starter_copy)
    assert done.status == 1
    assert done.json["told"] == []
    assert [finding["code"] for finding in done.json["findings"]] == ["unknown-part_of"]


def test_verdicts_are_for_the_board(run: Run, starter_copy: str) -> None:
    fact = "milestone/guidance-document", "status=done", "--source", "letter"
    done = run("tell", *fact, "--audience", "states", "--json", store=starter_copy)
    assert (done.status, done.problem["code"]) == (2, "audience")


def test_partners_name_the_command_that_answers(run: Run) -> None:
    text = run("partners", "--top", "2").out
    assert "$ coopgraph tell agreement/oas-segib-2009 status=… --source …" in text
    partner = run("partners", "--top", "1", "--json").json["results"][0]
    assert len(partner["answers"]) == len(partner["questions"])


@pytest.mark.parametrize("lang", ["es", "pt", "fr"])
def test_it_is_said_in_the_readers_language(run: Run, starter_copy: str, lang: str) -> None:
    fact = "agreement", "title=A", "parties=org/oas; org/caf", "--source", "x"
    said = run("tell", *fact, "--lang", lang, store=starter_copy).out
    assert "Told of" not in said
    assert "Verdicts" not in said


@pytest.mark.parametrize("audience", ["public", "states"])
@pytest.mark.parametrize("command", [("list",), ("show", "x"), ("delete", "x")])
def test_mappings_are_for_the_board(
    run: Run, starter_copy: str, first: str, command: tuple[str, ...], audience: str
) -> None:
    run("ingest", "sheet", first, *AS, *OPTIONS, "--mapping", "x", store=starter_copy)
    done = run("mapping", *command, "--audience", audience, "--json", store=starter_copy)
    assert (done.status, done.out, done.problem["status"]) == (2, "", 403)
    assert "Quem" not in done.err
    assert run("mapping", "show", "x", store=starter_copy).status == 0


def test_a_source_that_is_named_by_its_id_is_there(run: Run, starter_copy: str) -> None:
    told = "tell", "agreement/oas-segib-2009", "status=in_force", "--json"
    done = run(*told, "--source", "source/oas-carter", store=starter_copy)
    assert (done.status, done.problem["code"]) == (2, "unknown-id")
    assert "source/" in done.problem["fix"]
