"""Folders of tables are told apart from what else lies in the paths."""

from __future__ import annotations

from pathlib import Path

from ingest.iati_tables import apart

from .conftest import Folder


def test_folders_of_tables_and_all_else(folder: Folder, tmp_path: Path) -> None:
    path = folder()
    assert apart([path]) == ([path], [])
    assert apart([path / "activities.csv"]) == ([path], [])
    xml = tmp_path / "a.xml"
    xml.write_text("<iati-activities/>")
    assert apart([tmp_path, xml]) == ([path], [tmp_path, xml])


def test_a_table_of_other_activities_is_none(tmp_path: Path) -> None:
    (tmp_path / "activities.csv").write_text("id,title\n1,x\n")
    assert apart([tmp_path]) == ([], [tmp_path])
    assert apart([tmp_path / "none"]) == ([], [tmp_path / "none"])


def test_the_first_column_is_found_in_utf_16(folder: Folder) -> None:
    path = folder() / "activities.csv"
    path.write_text(path.read_text("utf-8"), "utf-16")
    assert apart([path.parent]) == ([path.parent], [])
