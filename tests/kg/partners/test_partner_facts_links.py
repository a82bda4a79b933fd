"""Public agreements of the OAS: which verdicts they change, each traced to its source."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.loading import load
from ingest.starter import starter_sources
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.documents import Partner
from kg.partners.guideline_files import GUIDELINES
from kg.partners.rank import partners
from kg.store.opening import create_store
from tests.conftest import ROOT, TODAY
from tools.to_source import OWN, kinds

APPROACH = GUIDELINES.load("approach-2022")
CHANGED = {
    "org/acs": ("agreement/oas-acs", ["source/oas-press-e-038-02"]),
    "org/caf": ("agreement/oas-caf-1995", ["source/caf-2017-09"]),
    "org/can": ("agreement/oas-can-1998", ["source/can-sg-ct-76", "source/oas-press-1998-09-15"]),
    "org/caricom": (
        "agreement/oas-caricom-1992",
        ["source/oas-press-e-216-02", "source/oas-speech-02-0200"],
    ),
    "org/eclac": ("agreement/oas-idb-eclac-1960", ["source/eclac-tripartite-2010"]),
    "org/idb": ("agreement/oas-idb-eclac-1960", ["source/eclac-tripartite-2010"]),
    "org/sica": ("agreement/oas-sica-1994", ["source/oas-press-e-400-08"]),
    "org/un": ("agreement/oas-un-1995", ["source/un-a-51-297"]),
}
"""The partners whose verdict an agreement changes: the agreement, and where it was read."""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Partner]]:
    """The partners as they would be judged had nobody recorded those agreements."""
    data = tmp_path_factory.mktemp("before") / "data"
    shutil.copytree(ROOT / "data", data)
    left_out = {agreement for agreement, _ in CHANGED.values()}
    _without(data / "agreements.csv", left_out)
    with closing(create_store(f"sqlite:///{data.parent / 'store.db'}")) as store:
        assert not load(store, starter_sources(data)).findings
        yield _judged(View(snapshot_of(store, "board"), TODAY))


@pytest.fixture(scope="module")
def after(starter_view: View) -> dict[str, Partner]:
    return _judged(starter_view)


def _without(table: Path, ids: set[str]) -> None:
    with table.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = [row for row in reader if row["id"] not in ids]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames or [])
        writer.writeheader()
        writer.writerows(rows)


def _judged(view: View) -> dict[str, Partner]:
    return {one.id: one for one in partners(view, APPROACH, "en", 1000).results}


def test_eight_verdicts_change_to_approach_and_no_other_changes(
    before: dict[str, Partner], after: dict[str, Partner]
) -> None:
    changed = {id_ for id_, one in after.items() if one.verdict != before[id_].verdict}
    assert changed == CHANGED.keys()
    assert len(changed) == 8
    assert {after[id_].verdict for id_ in changed} == {"approach"}
    assert "approach" not in {before[id_].verdict for id_ in changed}
    assert all(before[id_].links == [] for id_ in changed)


@pytest.mark.parametrize("id_", CHANGED)
def test_each_is_traced_to_a_document_of_a_party(
    starter_view: View, after: dict[str, Partner], id_: str
) -> None:
    agreement, sources = CHANGED[id_]
    assert [link.id for link in after[id_].links] == [agreement]
    node = starter_view.index(agreement)
    assert starter_view.sources(node) == sources
    assert {kinds()[source] for source in sources} <= set(OWN)
    for source in sources:
        assert starter_view.props(starter_view.index(source))["url"].startswith("http")
    (rule,) = [rule for rule in after[id_].rules if rule.id == "official-link"]
    assert rule.basis == "agreement/ag-res-57-1971"
    assert after[id_].links[0].label in rule.text


@pytest.mark.parametrize("id_", CHANGED)
def test_whether_it_is_still_in_force_is_a_question_and_no_no(
    after: dict[str, Partner], id_: str
) -> None:
    link = after[id_].links[0].label
    assert f"Is “{link}” still in force?" in after[id_].questions
    (value,) = [c.value for c in after[id_].criteria if c.name == "official_link"]
    assert value == 1


def test_what_binds_partners_has_its_day(starter_view: View) -> None:
    found = {
        id_: (props.get("signed"), props.get("precision"))
        for id_ in (
            "ag-res-57-1971",
            "cmc-dec-16-2018",
            "oas-caricom-1992",
            "oas-un-1995",
            "oas-acs",
        )
        for props in [starter_view.props(starter_view.index(f"agreement/{id_}"))]
    }
    assert found == {
        "ag-res-57-1971": ("1971-04-23", "day"),
        "cmc-dec-16-2018": ("2018-12-17", "day"),
        "oas-caricom-1992": ("1992-05-01", "month"),
        "oas-un-1995": ("1995-01-01", "year"),
        "oas-acs": (None, None),
    }


@pytest.mark.parametrize(
    ("lang", "steps"),
    [
        (
            "en",
            [
                "MERCOSUR International Cooperation Group: negotiates cooperation",
                "Common Market Group: approves and signs cooperation agreements",
            ],
        ),
        (
            "pt",
            [
                "Grupo de Cooperação Internacional do MERCOSUL: negocia a cooperação",
                "Grupo Mercado Comum: aprova e assina acordos de cooperação",
            ],
        ),
    ],
)
def test_the_door_of_mercosur_has_two_steps(
    starter_view: View, lang: str, steps: list[str]
) -> None:
    found = {one.id: one for one in partners(starter_view, APPROACH, lang, 1000).results}
    mercosur = found["org/mercosur"]
    assert mercosur.door is not None
    assert (mercosur.door.id, mercosur.door.steps) == ("unit/mercosur-gci", steps)
    (rule,) = [rule for rule in mercosur.rules if rule.id == "mercosur-gmc"]
    assert rule.basis == "agreement/cmc-dec-16-2018"
