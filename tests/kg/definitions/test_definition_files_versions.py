"""Versions of what comes with the program: named, listed newest first, never a path."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.definitions.definition_files import Definitions, Mistake
from kg.definitions.reader import Entry, read

OTHER = Mistake(1, "other", msg("other"), msg("fix"))


class Thing(Entry):
    version: str


def things(folder: Path) -> Definitions[Thing]:
    folder.mkdir()
    for name, version in {
        "a.yaml": "0.10", "a@0.2.yaml": "0.2", "a@0.9.yaml": "0.9", "b.yaml": "1",
    }.items():  # fmt: skip
        (folder / name).write_text(f'version: "{version}"\n')
    (folder.parent / "secret.yaml").write_text('version: "9"\n')
    reading = partial(read, model=Thing, checks=lambda _: (), other=OTHER)
    return Definitions(folder, "thing", reading)


def test_a_name_is_the_newest_and_each_version_has_a_name(tmp_path: Path) -> None:
    all_ = things(tmp_path / "shipped")
    assert all_.names() == ["a", "b"]
    assert all_.versions("a") == ["0.10", "0.9", "0.2"], "numbers, not letters, are the order"
    assert [all_.named(f"a@{version}").version for version in all_.versions("a")] == [
        "0.10", "0.9", "0.2",
    ]  # fmt: skip
    assert all_.named("a") == all_.named("a@0.10") == all_.load("a@0.10")
    assert all_.text("a@0.2") == 'version: "0.2"\n'


@pytest.mark.parametrize(
    "name", ["a@0.3", "a@", "@0.2", "c", "a@../../secret", "../secret", "b@0.2", "a@0.2@0.2"]
)
def test_what_is_no_version_is_no_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadOptionError) as caught:
        things(tmp_path / "shipped").named(name)
    assert name in caught.value.sentence()


def test_the_fix_names_the_versions_where_the_name_is_right(tmp_path: Path) -> None:
    with pytest.raises(BadOptionError, match="a@3") as caught:
        things(tmp_path / "shipped").named("a@3")
    assert "a@0.10, a@0.9, a@0.2" in caught.value.sentence()
