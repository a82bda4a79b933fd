"""Memberships: spells of one source, claims of several, aligned with what is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.findings import Report
from ingest.known import known_from_store
from ingest.loading import load
from ingest.sheet import sheet_source
from ingest.sheet.rows.membership_periods import PeriodClaim, assign
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.conftest import TODAY
from tests.ingest.sheet.conftest import Rows, as_csv

HEAD = ["member", "organisation", "status", "since", "until", "source"]
TWO_SPELLS = [
    ["Haití", "SEGIB", "member", "", "2010-01-01"],
    ["Haití", "SEGIB", "former", "2010-01-01"],
]


@pytest.fixture
def store(starter_copy: str) -> Iterator[Store]:
    with closing(open_store(starter_copy, write=True)) as store:
        yield store


def load_rows(store: Store, folder: Path, rows: Rows) -> Report:
    path = folder / "sheet.csv"
    path.write_text(as_csv([HEAD, *rows]), "utf-8")
    known = known_from_store(store)
    return load(store, [sheet_source(path, "memberships", known, store=store, today=TODAY)])


def periods(store: Store, member: str, body: str) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        r.relation.key: {
            s.source: tuple(s.props.get(p, "") for p in ("status", "since", "until"))
            for s in r.statements
        }
        for r in store.relations_of(member)
        if (r.relation.type, r.relation.end) == ("MEMBER_OF", body)
    }


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ([PeriodClaim("a", "member")], [""]),
        (
            [PeriodClaim("a", "former", "2023-11-19"),
             PeriodClaim("a", "member", None, "2023-11-19")],
            ["2", ""],
        ),
        ([PeriodClaim("a", "member"), PeriodClaim("b", "disputed")], ["", ""]),
        (
            [
                PeriodClaim("b", "former"),
                PeriodClaim("a", "member", None, "2023-11-19"),
                PeriodClaim("a", "former", "2023-11-19"),
            ],
            ["2", "", "2"],
        ),
        ([PeriodClaim("a", "member", "1990-01-01", "2000-01-01"),
          PeriodClaim("b", "member", "2010-01-01")],
         ["", "2"]),
        ([PeriodClaim("a", "member"), PeriodClaim("a", "member")], ["", None]),
    ],
)  # fmt: skip
def test_which_spell_a_statement_speaks_of(said: list[PeriodClaim], keys: list[str | None]) -> None:
    assert assign(said) == keys


def test_an_earlier_spell_that_comes_to_light_takes_no_other_s_place() -> None:
    known = {"": [PeriodClaim("a", "member", "1990-01-01", "2000-01-01")]}
    said = [
        PeriodClaim("a", "member", "1950-01-01", "1960-01-01"),
        PeriodClaim("a", "member", "1990-01-01", "2000-01-01"),
    ]
    assert assign(said, known) == ["2", ""]


DAYS = st.sampled_from([None, "1990-01-01", "2000-01-01", "2010-01-01", "2020-01-01"])
STATED = st.builds(
    PeriodClaim, st.sampled_from("abc"), st.sampled_from(["member", "former", None]), DAYS, DAYS
)


@given(st.lists(STATED, max_size=8))
def test_assigning_again_over_its_own_result_alters_nothing(said: list[PeriodClaim]) -> None:
    keys = assign(said)
    known: dict[str, list[PeriodClaim]] = {}
    for stated, key in zip(said, keys, strict=True):
        if key is not None:
            known.setdefault(key, []).append(stated)
            assert sum(other.source == stated.source for other in known[key]) == 1
    assert assign(said, known) == keys
    assert set(filter(None, keys)) <= {str(n) for n in range(2, len(said) + 2)}


def test_spells_of_a_new_pair(store: Store, tmp_path: Path) -> None:
    report = load_rows(
        store,
        tmp_path,
        [
            ["Haití", "SEGIB", "antiguo", "2010-01-01"],
            ["Haiti", "SEGIB", "Miembro", "", "2010-01-01"],
        ],
    )
    assert report.findings == []
    assert periods(store, "state/hti", "org/segib") == {
        "": {"source/sheet/sheet": ("member", "", "2010-01-01")},
        "2": {"source/sheet/sheet": ("former", "2010-01-01", "")},
    }


def test_rows_are_aligned_with_the_spells_that_are_there(store: Store, tmp_path: Path) -> None:
    before = periods(store, "state/nic", "org/oas")
    assert set(before) == {"", "2"}
    load_rows(store, tmp_path, [["NIC", "OEA", "former", "19/11/2023", "", "Nota verbal"]])
    after = periods(store, "state/nic", "org/oas")
    assert set(after) == {"", "2"}
    said = {key: spell.pop("source/stated/nota-verbal", None) for key, spell in after.items()}
    (key,) = (
        key for key, spell in before.items() if ("former", "2023-11-19", "") in spell.values()
    )
    assert said == {"": None, "2": None, key: ("former", "2023-11-19", "")}
    assert after == before


def test_the_same_sheet_twice_alters_nothing(store: Store, tmp_path: Path) -> None:
    rows = [
        ["Haití", "SEGIB", "member", "", "2010-01-01"],
        ["Haití", "SEGIB", "former", "2010-01-01"],
    ]
    first = load_rows(store, tmp_path, rows)
    again = load_rows(store, tmp_path, rows)
    assert (again.total.unchanged, again.revision) == (2, first.revision)


def test_a_spell_that_a_source_says_no_longer_goes(store: Store, tmp_path: Path) -> None:
    load_rows(
        store,
        tmp_path,
        [
            ["Haití", "SEGIB", "member", "", "2010-01-01"],
            ["Haití", "SEGIB", "former", "2010-01-01"],
        ],
    )
    load_rows(store, tmp_path, [["Haití", "SEGIB", "member"]])
    assert periods(store, "state/hti", "org/segib") == {
        "": {"source/sheet/sheet": ("member", "", "")}
    }


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["Atlantis", "SEGIB", "member"], ("member", "unknown-member", "held")),
        (["Haití", "La Liga", "member"], ("organisation", "unknown-organisation", "held")),
        (["Haití", "SEGIB", "amigo"], ("status", "unknown-status", "held")),
        (["Haití", "SEGIB", ""], ("status", "missing-value", "rejected")),
        (["Haití", "", "member"], ("organisation", "missing-value", "rejected")),
        (["Haití; Jamaica", "SEGIB", "member"], ("member", "several-ends", "held")),
        (["Haití", "SEGIB", "member", "2010", "2009"], ("until", "bad-period", "held")),
    ],
)
def test_rows_that_wait(
    store: Store, tmp_path: Path, row: list[str], found: tuple[str, str, str]
) -> None:
    report = load_rows(store, tmp_path, [row])
    assert found in {(f.field, f.code, f.outcome.value) for f in report.findings}
    assert report.total.accepted == 0
    assert periods(store, "state/hti", "org/segib") == {}
