"""The commands as scripts rely on them: documents, exit statuses, languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.base.i18n import LANGUAGES
from tests.journeys.cli.conftest import Run

DEMAND = "demand/xab-bancos-de-leche"
QUESTIONS = {
    "status": ["status"],
    "search": ["search", "cooperación"],
    "show": ["show", "org/segib"],
    "match": ["match", DEMAND],
    "experience": ["match", DEMAND, "--lens", "experience"],
    "why not": ["match", DEMAND, "--why-not", "offer/xab-cafe-roya"],
    "partners": ["partners"],
    "robustness": ["partners", "--robustness", "--first", "3", "--weight", "instruments=0.3"],
    "coverage": ["coverage", "org/segib", "org/mercosur"],
    "path": ["path", "org/iacd", "org/mercosur"],
}
WITH_STANDING = ("match", "experience", "why not", "partners", "robustness")


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_is_one_document_with_revision_date_and_language(run: Run, question: str) -> None:
    done = run(*QUESTIONS[question], "--json", "--lang", "es", "--as-of", "2026-11-23")
    assert done.status == 0, done.err
    assert done.json["revision"] > 0
    assert done.json["as_of"] == "2026-11-23"
    assert done.json["lang"] == "es"
    if question in WITH_STANDING:
        assert done.json["standing"]["status"] == "proposed"
    assert "\x1b" not in done.out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_answered_in_every_language(run: Run, question: str, lang: str) -> None:
    done = run(*QUESTIONS[question], "--lang", lang)
    assert done.status == 0, done.err
    assert done.out.strip()


UNKNOWN = {
    "show": ["show", "org/segibb"],
    "match": ["match", "demand/nobody"],
    "why not": ["match", DEMAND, "--why-not", "offer/nobody"],
    "path from": ["path", "org/segibb", "org/oas"],
    "path to": ["path", "org/oas", "org/segibb"],
    "coverage": ["coverage", "org/segibb"],
    "within": ["coverage", "org/segib", "--within", "org/oass"],
    "diagram": ["diagram", "org/segibb", "-o", "x.svg"],
    "experience": ["match", "state/xyz", "--sector", "14030", "--lens", "experience"],
    "sector": ["match", "state/hti", "--sector", "99999", "--lens", "experience"],
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", UNKNOWN)
def test_an_unknown_id_is_one_sentence_and_a_problem(run: Run, command: str, lang: str) -> None:
    done = run(*UNKNOWN[command], "--lang", lang)
    assert (done.status, done.out) == (2, "")
    assert len(done.err.strip().splitlines()) == 1
    problem = run(*UNKNOWN[command], "--json", "--lang", lang).problem
    assert {"type", "title", "status", "detail", "code", "fix"} <= set(problem)
    assert (problem["code"], problem["status"]) == ("unknown-id", 404)
    assert problem["detail"] in done.err


def test_an_unknown_id_suggests_the_nearest(run: Run) -> None:
    assert "org/segib" in run("show", "org/segibb").err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["match", "--nonsense"],
        ["show"],
        ["match", DEMAND, "--top", "none"],
        ["match", DEMAND, "--top", "0"],
        ["match", DEMAND, "--lens", "no-such-lens"],
        ["match", DEMAND, "--engine", "cypher"],
        ["match"],
        ["match", "--all"],
        ["partners", "--guideline", "no-such-guideline"],
        ["partners", "--weight", "reach=0.3"],
        ["partners", "--weight", "instruments=-1"],
        ["status", "--lang", "de"],
        ["status", "--as-of", "2023-02-30"],
        ["status", "--as-of", "yesterday"],
        ["status", "--audience", "everybody"],
        ["coverage", "org/segib", "--of", "planets"],
        ["diagram", "org/segib", "-o", "picture.exe"],
        ["export", "graph.exe"],
        ["template", "states", "x.xlsx"],
        ["ingest", "sheet", "no-such-file.csv", "--as", "offers"],
        ["ingest", "sheet", "no-such-file.csv", "--as", "planets"],
        ["ingest", "iati", "no-such-folder"],
        ["ingest", "aims", "no-such-folder"],
        ["ingest", "export", "no-such-file.jsonl"],
    ],
)
def test_wrong_use_is_status_2_without_traceback(
    run: Run, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.status == 2, done.err
    assert done.out == ""
    assert "Traceback" not in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir()), "nothing may be written"
    assert run(*arguments, "--json").problem["fix"]


@pytest.mark.parametrize(
    "url", ["neo4j://x", "mysql://x/y", "sqlite://relative.db", "/tmp/plain.db"]
)
def test_a_store_of_an_unknown_kind(run: Run, url: str) -> None:
    assert run("status", store=url).status in (2, 3)


def test_a_store_that_is_not_there_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    done = run("status", store=f"sqlite:///{tmp_path}/none.db")
    assert done.status == 3
    assert "coopgraph init" in done.err
    assert not list(tmp_path.iterdir())


def test_init_makes_an_empty_store_and_starter_fills_it(run: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new%20folder/new.db"
    empty = run("init", "--json", store=url)
    assert empty.status == 0, empty.err
    assert empty.json["revision"] == 0
    full = run("init", "--starter", "--json", store=url)
    assert full.json["counts"]["State"] == 35
    assert (full.json["counts"]["Offer"], full.json["examples"]) == (0, {})
    again = run("init", "--starter", "--json", store=url)
    assert again.json["revision"] == full.json["revision"], "loading twice changes nothing"


def test_init_loads_examples_where_asked_and_what_they_need(run: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    found = run("init", "--examples", "--json", store=url).json
    assert found["counts"]["State"] == len(found["states"]) == 35
    assert min(found["counts"][name] for name in ("Offer", "Demand")) >= 60
    assert all(found["counts"][name] == count for name, count in found["examples"].items())
    assert run("match", DEMAND, "--json", store=url).json["results"]
    for flags in (("--starter",), ("--starter", "--examples")):
        again = run("init", *flags, "--json", store=url)
        assert again.json["revision"] == found["revision"], "nothing is taken back"


def test_the_demo_leaves_somebodys_data_alone(run: Run, starter_copy: str) -> None:
    done = run("demo", "--no-serve", store=starter_copy)
    assert done.status == 2
    assert "not empty" in done.err


def test_the_demo_answers_three_questions(run: Run) -> None:
    done = run("demo", "--no-serve", "--lang", "fr", store=None)
    assert done.status == 0, done.err
    for command in ("coopgraph match", "coopgraph partners", "coopgraph path"):
        assert command in done.out


def test_verdicts_are_for_the_board(run: Run) -> None:
    for audience in ("public", "states"):
        done = run("partners", "--audience", audience, "--json")
        assert (done.status, done.out) == (2, "")
        assert (done.problem["status"], done.problem["code"]) == (403, "audience")


def test_coverage_of_the_pilot_out_of_the_data(run: Run) -> None:
    trio = ["coverage", "org/segib", "org/mercosur", "org/caricom", "--of", "states", "--json"]
    plain = run(*trio).json
    assert [step["adds"] for step in plain["steps"]] == [19, 0, 14]
    assert (plain["total"], plain["unreached"]) == (35, ["state/can", "state/usa"])
    for day, total, adds in (
        ("2026-11-23", 32, [16, 0, 14]),
        ("2022-06-22", 33, [17, 0, 14]),
        ("2023-11-18", 33, [17, 0, 14]),
        ("2023-11-19", 32, [16, 0, 14]),
    ):
        within = run(*trio, "--within", "org/oas", "--as-of", day).json
        assert (within["total"], [step["adds"] for step in within["steps"]]) == (total, adds), day


def test_the_scores_of_a_match_add_up(run: Run) -> None:
    document = run("match", DEMAND, "--json", "--top", "20").json
    assert document["results"], "the demo's demand has matches"
    for result in document["results"]:
        assert sum(reason["score"] for reason in result["reasons"]) == result["score"]
        assert result["nature"] == "example"
        assert result["contacts"] or result["missing"]
        for reason in result["reasons"]:
            assert sum(meet["score"] for meet in reason["meets"]) == reason["score"]
            assert all(
                steps[0] == DEMAND and steps[-1] == result["id"] for steps in reason["steps"]
            )
    ranks = [(-r["score"], r["id"]) for r in document["results"]]
    assert ranks == sorted(ranks)


def test_all_pairs_agree_with_single_questions(run: Run, tmp_path: Path) -> None:
    for ending in ("jsonl", "csv"):
        file = tmp_path / f"all.{ending}"
        assert run("match", "--all", "-o", str(file), "--top", "5").status == 0
    rows = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    assert (tmp_path / "all.csv").read_text("utf-8").count("\n") == len(rows) + 1
    single = run("match", DEMAND, "--json", "--top", "5").json["results"]
    ours = [row for row in rows if row["query"] == DEMAND]
    assert [(r["rank"], r["target"], r["score"]) for r in ours] == [
        (r["rank"], r["id"], r["score"]) for r in single
    ]


def test_a_table_of_demands_that_nobody_can_meet(run: Run) -> None:
    import csv

    from tests.conftest import ROOT

    with (ROOT / "data" / "examples" / "unmet.csv").open(encoding="utf-8", newline="") as stream:
        demands = [row["demand"] for row in csv.DictReader(stream)]
    assert len(demands) >= 10
    for demand in demands:
        assert run("match", demand, "--json").json["results"] == [], demand
