"""Every given file meant as input is loaded, or refused with a reason: nothing read is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from coopgraph.cli.edge import run

pytestmark = pytest.mark.shared

OFFERS: Final = ("sheet", "--as", "offers")
ACTORS: Final = ("sheet", "--as", "actors")
READERS: Final = {
    "data/iati": ("iati",),
    "data/iati_csv": ("iati",),
    "data/aims": ("aims",),
    "data/domain/actors.csv": ACTORS,
    "data/domain/memberships.csv": ("sheet", "--as", "memberships", "--map", "state_iso2=member"),
    "data/domain/states.csv": ACTORS,
    "data/gold/org_name_variants_train.csv": (*ACTORS, "--map", "variant=name",
                                              "--map", "iso3=country"),
    "data/memberships/cow_igo_names.csv": (*ACTORS, "--map", "orgname=name"),
    "data/organisations/org-id-finder/org-ids.csv": (*ACTORS, "--map", "org_id=identifiers"),
    "data/organisations/gov-id-finder/BO.csv": (*ACTORS, "--set", "country=BOL"),
    "data/organisations/gov-id-finder/BR.csv": (*ACTORS, "--set", "country=BRA",
                                                "--map", "Branch / Sector=-"),
    "data/organisations/gov-id-finder/HT.csv": (*ACTORS, "--set", "country=HTI"),
    "cases": OFFERS,
}  # fmt: skip
"""Which reader a file, or all files of a folder, are meant for: the nearest folder counts."""
REFUSED: Final = {
    "04-far-cell_b-far-moved-part.xlsx": "a sheet spreads over 17179869184 cells",
    "crash22.xlsx": "it is damaged or cut off",
    "otherpart.xlsx": "a sheet spreads over 17179869184 cells",
    "spaces.ods": "a cell has more than 32767 characters",
}
"""Attacks, and the reason by which each is refused."""
NO_INPUT: Final = {"README.md", "bl.yaml"}
"""What lies beside the input: words about it, a guideline (of which its own tests speak)."""
FOLDERS: Final = ("data/iati_csv/CAF", "data/aims/colombia", "data/iati")
"""What is loaded as a whole: tables that belong together, files beside each other."""
SHEETS: Final = {".csv", ".tsv", ".xls", ".xlsx", ".ods"}


def files(shared: Path) -> list[str]:
    """The files that are read one by one, by their paths below the material."""
    iati = (shared / "data/iati").rglob("*.xml*")
    cases = (path for path in (shared / "cases").rglob("*") if path.name not in NO_INPUT)
    found = [path for path in (*iati, *cases) if path.is_file()]
    named = [shared / name for name in READERS if name.endswith(".csv")]
    return sorted(path.relative_to(shared).as_posix() for path in (*found, *named))


def reader_of(name: str) -> tuple[str, ...]:
    """The command line by which a file is read."""
    path = Path(name)
    if name.startswith("cases/") and path.suffix not in SHEETS:
        return ("iati",)
    places = (name, *(parent.as_posix() for parent in path.parents))
    return next(READERS[place] for place in places if place in READERS)


def load(
    shared: Path, name: str, store: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> tuple[int, str, str]:
    """Read a file without keeping anything; return the status, and what both streams hold."""
    reader, *more = reader_of(name)
    capsysbinary.readouterr()
    command = ["ingest", reader, str(shared / name), *more, "--dry-run", "--json"]
    status = run([*command, "--store", store])
    out, err = capsysbinary.readouterr()
    return status, out.decode(), err.decode()


def adds_up(counts: dict[str, Any]) -> bool:
    """Say whether all that was read was accepted, held or rejected."""
    names = ("read", "accepted", "changed", "held", "rejected")
    read, accepted, changed, held, rejected = (int(counts[name]) for name in names)
    return read == accepted + held + rejected and changed <= accepted


def test_nothing_of_a_given_file_is_lost(
    shared: Path, starter_copy: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for name in (*files(shared), *FOLDERS):
        status, out, err = load(shared, name, starter_copy, capsysbinary)
        assert "Traceback" not in err, name
        if Path(name).name in REFUSED:
            problem = json.loads(err.splitlines()[-1])
            assert (status, out) == (2, ""), name
            assert REFUSED[Path(name).name] in problem["detail"], name
            assert problem["fix"], name
            continue
        document = json.loads(out)
        assert document["read"], name
        assert all(map(adds_up, [document, *document["files"]])), name
        assert status == int(document["rejected"] > 0), name
        assert document["held"] + document["rejected"] <= len(document["findings"]), name


def test_every_given_file_of_the_folders_of_input_has_a_reader(shared: Path) -> None:
    folders = [shared / place for place in ("cases", "data/iati", "data/iati_csv", "data/aims")]
    given = {
        path.relative_to(shared).as_posix()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.name not in NO_INPUT
    }
    read = set(files(shared))
    left = {name for name in given - read if not name.startswith(FOLDERS)}
    assert not left


@pytest.mark.parametrize(
    "name",
    ["activities/lac_activities_before_2012.parquet", "organisations/org-id-finder/org-ids.json"],
)
def test_what_is_no_sheet_is_named(
    shared: Path, name: str, starter_copy: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    command = ["ingest", "sheet", str(shared / "data" / name), "--as", "activities", "--json"]
    assert run([*command, "--store", starter_copy]) == 2
    out, err = capsysbinary.readouterr()
    kind = "JSON" if name.endswith("json") else "Parquet"
    assert (out, json.loads(err)["code"]) == (b"", "bad-file")
    assert f"it is a file of another kind ({kind})" in json.loads(err)["detail"]
