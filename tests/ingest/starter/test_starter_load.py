"""What is found when somebody edits the tables and slips."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.findings import Finding, Report
from ingest.loading import load
from ingest.starter import starter_sources
from kg.base.errors import BadFileError
from kg.store.opening import create_store

SOURCES = "id,title\nsource/one,One\nsource/two,Two\n"
STATES = (
    "id,iso3,name:en,source\nstate/hti,HTI,Haiti,source/one\nstate/jam,JAM,Jamaica,source/one\n"
)


def loaded(folder: Path, **tables: str) -> Report:
    data = folder / "tables"
    data.mkdir()
    for name, text in {"sources": SOURCES, "states": STATES, **tables}.items():
        (data / f"{name}.csv").write_text(text, "utf-8")
    store = create_store(f"sqlite://{folder}/store.db")
    try:
        return load(store, starter_sources(data))
    finally:
        store.close()


def seen(report: Report) -> list[tuple[str, str, str, str, str]]:
    return [(f.file, f.where, f.field, f.code, f.outcome.value) for f in report.findings]


def only(report: Report) -> Finding:
    (finding,) = report.findings
    return finding


def test_a_clean_folder_has_no_findings(tmp_path: Path) -> None:
    report = loaded(tmp_path)
    assert seen(report) == []
    assert report.total.accepted == 4


def test_a_row_may_point_to_one_below_it(tmp_path: Path) -> None:
    regions = (
        "id,name:en,parent,source\n"
        "region/own/b,B,region/own/a,source/one\nregion/own/a,A,,source/one\n"
    )
    assert seen(loaded(tmp_path, regions=regions)) == []


def test_tables_may_point_to_each_other(tmp_path: Path) -> None:
    organisations = "id,name:en,part_of,source\norg/a,A,unit/b,source/one\n"
    units = "id,name:en,part_of,source\nunit/b,B,org/a,source/one\n"
    assert seen(loaded(tmp_path, organisations=organisations, units=units)) == []


@pytest.mark.parametrize(
    ("line", "field", "code", "outcome"),
    [
        ("org/a,A,,source/none", "source", "no-source", "rejected"),
        ("org/a,A,,source/one;source/none", "source", "unknown-reference", "changed"),
        ("org/a,A,state/xxx,source/one", "part_of", "unknown-reference", "changed"),
        ("unit/a,A,,source/one", "id", "bad-id", "rejected"),
        ("org/ñ,A,,source/one", "id", "bad-id", "rejected"),
        ("org/a,A,,source/one,more", "", "surplus-cells", "rejected"),
    ],
)
def test_a_bad_cell_is_a_finding(
    tmp_path: Path, line: str, field: str, code: str, outcome: str
) -> None:
    report = loaded(tmp_path, organisations=f"id,name:en,part_of,source\n{line}\n")
    found = ("organisations.csv", "row 2", field, code, outcome)
    assert found in seen(report)
    assert report.files["organisations.csv"].rejected == (outcome == "rejected")


def test_what_refers_to_a_refused_row_is_refused_or_left_out(tmp_path: Path) -> None:
    organisations = "id,name:en,source\norg/a,A,source/none\n"
    memberships = "member,organisation,status,source\nstate/hti,org/a,member,source/one\n"
    report = loaded(tmp_path, organisations=organisations, memberships=memberships)
    assert ("memberships.csv", "row 2", "organisation", "unknown-reference", "rejected") in seen(
        report
    )


def test_a_bad_date_names_the_cell(tmp_path: Path) -> None:
    programmes = "id,name:en,starts,source\nprogramme/a,A,2025-02-31,source/one\n"
    finding = only(loaded(tmp_path, programmes=programmes))
    assert (finding.field, finding.code, finding.outcome) == ("starts", "bad-value", "rejected")
    assert "2025-02-31" in finding.message.text()


def test_an_id_given_twice_is_found_in_the_second_row(tmp_path: Path) -> None:
    finding = only(loaded(tmp_path, states=STATES + "state/jam,JAM,Jamaica,source/one\n"))
    assert (finding.where, finding.code) == ("row 4", "duplicate")


def test_an_unknown_column_is_found_once(tmp_path: Path) -> None:
    states = STATES.replace("iso3", "capital")
    assert [(c, o) for *_, c, o in seen(loaded(tmp_path, states=states))] == [
        ("unknown-column", "changed")
    ]


def test_a_source_that_says_the_same_twice_is_found(tmp_path: Path) -> None:
    organisations = "id,name:en,source\norg/a,A,source/one\n"
    line = "state/hti,org/a,member,source/one\n"
    memberships = f"member,organisation,status,source\n{line}{line}"
    report = loaded(tmp_path, organisations=organisations, memberships=memberships)
    assert seen(report) == [("memberships.csv", "row 3", "source", "duplicate", "rejected")]


def test_a_folder_without_tables_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="none of the starter tables"):
        list(starter_sources(tmp_path))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"id,name:en\nstate/hti,Ha\xefti\n", "not UTF-8"),
        (b'id,name:en\n"state/hti,Haiti\n', "not a CSV"),
        (b"id,id\nstate/hti,x\n", "stands there twice"),
    ],
)
def test_a_table_that_cannot_be_read_is_an_error(tmp_path: Path, raw: bytes, words: str) -> None:
    (tmp_path / "states.csv").write_bytes(raw)
    with pytest.raises(BadFileError, match=words):
        list(starter_sources(tmp_path))
