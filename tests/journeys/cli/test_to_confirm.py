"""What is to be confirmed, at the command line: said with the record, gone once it is answered."""

from __future__ import annotations

import csv
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from coopgraph.settings import sqlite_url
from kg.base.i18n import LANGUAGES
from kg.store.opening import create_store
from tests.journeys.cli.conftest import Run
from tests.kg.partners.test_partner_facts_to_confirm import GUIDELINE
from tests.kg.partners.unconfirmed import MARK, world

WORDS = {"en": "to be confirmed", "es": "por confirmar", "pt": "a confirmar", "fr": "à confirmer"}
VERDICT = {
    "en": ("Not enough known", "Not at this stage"),
    "es": ("No se sabe lo suficiente", "No en esta etapa"),
    "pt": ("Não se sabe o suficiente", "Não nesta etapa"),
    "fr": ("Informations insuffisantes", "Pas à ce stade"),
}


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a store that holds what is published and what is not."""
    made = create_store(sqlite_url(tmp_path / "world.db"))
    made.apply(list(world()))
    made.close()
    return made.url


@pytest.fixture
def guideline(tmp_path: Path) -> str:
    (tmp_path / "mine.yaml").write_text(GUIDELINE, "utf-8")
    return str(tmp_path / "mine.yaml")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_record_says_it_in_words(
    run: Run, url: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for id_, count in (
        ("agreement/firm-link", 0),
        ("agreement/loose-link", 3),
        ("org/firm", 0),
        # The suspended state; what it is a party to, twice; the pilot.
        ("org/loose", 4),
        ("state/s1", 1),
    ):
        done = run("show", id_, "--lang", lang, store=url)
        assert done.status == 0
        assert done.out.count(WORDS[lang]) == count, done.out


def test_a_record_says_it_as_data(run: Run, url: str) -> None:
    shown = run("show", "org/loose", "--json", store=url).json
    assert shown["node"]["to_confirm"] is False
    assert {(one["type"], one["status"]) for one in shown["relations"] if one["to_confirm"]} == {
        ("MEMBER_OF", "suspended"),
        ("PARTY_TO", "party"),
        ("PARTY_TO", "named"),
        ("CONCERNS", None),
    }
    assert run("show", "priority/loose", "--json", store=url).json["node"]["to_confirm"] is True
    status = run("status", "--json", store=url).json
    assert status["to_confirm"] == {"Agreement": 2, "Initiative": 1, "Milestone": 1, "Priority": 1}
    assert status["counts"]["Agreement"] == 4


def test_exports_say_it_as_a_property(run: Run, url: str, tmp_path: Path) -> None:
    for name in ("all.jsonl", "all.graphml", "tables"):
        assert run("export", str(tmp_path / name), store=url).status == 0
    rows = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    found = {row["id"]: row["to_confirm"] for row in rows if row.get("type") == "Agreement"}
    assert found["agreement/loose-link"] is True
    assert found["agreement/firm-link"] is False
    assert "to_confirm" not in next(row for row in rows if row.get("id") == "org/loose")
    with (tmp_path / "tables" / "MEMBER_OF.csv").open(encoding="utf-8-sig", newline="") as file:
        marked = {(row["from"], row["to"]) for row in csv.DictReader(file)
                  if row["to_confirm"] == "True"}  # fmt: skip
    assert marked == {("state/s1", "org/loose")}
    assert 'attr.name="to_confirm"' in (tmp_path / "all.graphml").read_text("utf-8")


def test_an_export_is_read_again_with_its_marks(run: Run, url: str, tmp_path: Path) -> None:
    again = sqlite_url(tmp_path / "again.db")
    assert run("export", str(tmp_path / "all.jsonl"), store=url).status == 0
    create_store(again).close()
    assert run("ingest", "export", str(tmp_path / "all.jsonl"), store=again).status == 0
    marks = [run("status", "--json", store=one).json["to_confirm"] for one in (url, again)]
    assert marks[0] == marks[1]


def test_a_rule_that_rests_on_it_is_a_finding(run: Run, url: str, guideline: str) -> None:
    done = run("guideline", "check", guideline, "--json", store=url)
    assert done.status == 1
    assert [(one["line"], one["code"]) for one in done.json["findings"]] == [
        (10, "basis-to-confirm"),
        (11, "basis-to-confirm"),
    ]


def test_without_a_store_what_is_written_is_checked_alone(run: Run, guideline: str) -> None:
    for store in (None, "sqlite:////nowhere/at/all.db"):
        done = run("guideline", "check", guideline, "--json", store=store)
        assert (done.status, done.json["ok"]) == (0, True)
        assert "not looked up" in done.err


def test_the_answers_to_its_questions_make_it_count(run: Run, url: str, guideline: str) -> None:
    def judged() -> Any:
        done = run("partners", "--guideline", guideline, "--json", store=url)
        return {one["id"]: one for one in done.json["results"]}["org/loose"]

    before = judged()
    assert before["verdict"] == "approach"
    assert MARK not in json.dumps([before["rules"], before["missing"]])
    for question, answer in zip(before["questions"], before["answers"], strict=True):
        if WORDS["en"] in question:
            words = {"standing": "adopted", "initiative/": "active", "agreement/": "in_force"}
            word = next(word for part, word in words.items() if part in answer)
            told = answer.replace("=…", f"={word}").replace("--source …", "--source source/journal")
            done = run(*shlex.split(told)[1:], "--guideline", guideline, store=url)
            assert done.status == 0, done
    after = judged()
    assert after["verdict"] == "not_now"
    assert {rule["id"] for rule in after["rules"]} >= {"link", "mandate", "pilot", "loose"}
    assert not any(WORDS["en"] in question for question in after["questions"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_verdicts_have_their_words(run: Run, lang: str) -> None:
    done = run("partners", "--top", "1", "--lang", lang)
    said = " ".join(done.out.split())
    assert re.search(rf"{VERDICT[lang][0]} \d+ · {VERDICT[lang][1]} \d+ ", said), said
