"""Diagrams as files: which format a name or a word asks for, and what a PNG needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.base.errors import BadFileError, BadOptionError
from tests.viz.conftest import hostile_view
from viz.composition import compose
from viz.diagram_choices import DIAGRAM_FORMATS
from viz.diagram_files import _WRITERS, diagram_format, write_diagram
from viz.pictures import picture_files
from viz.pictures.picture_files import PngMissingError
from viz.scene import Scene


def test_every_format_is_written() -> None:
    assert tuple(_WRITERS) == DIAGRAM_FORMATS


@pytest.mark.parametrize(
    ("name", "named", "found"),
    [
        ("x.svg", "", "svg"), ("x.HTML", "", "pyvis"), ("x.png", "", "png"),
        ("x", "pyvis", "pyvis"), ("x.txt", "svg", "svg"), ("x.html", "pyvis", "pyvis"),
    ],
)  # fmt: skip
def test_the_word_decides_else_the_name(name: str, named: str, found: str) -> None:
    assert diagram_format(Path(name), named) == found


@pytest.mark.parametrize(("name", "named"), [("x.svg", "png"), ("x.html", "svg"), ("x", "jpg")])
def test_a_word_that_the_name_denies_is_refused(name: str, named: str) -> None:
    with pytest.raises(BadOptionError, match="--format"):
        diagram_format(Path(name), named)


@pytest.mark.parametrize("name", ["x", "x.jpg", "x.svg.gz"])
def test_a_name_that_says_nothing_is_refused(name: str) -> None:
    with pytest.raises(BadFileError):
        diagram_format(Path(name))


def test_a_png_is_drawn(hostile: Scene, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    path = tmp_path / "x.png"
    written = write_diagram(hostile_view(), compose(hostile), path)
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(content[16:20]) > 1000
    assert written.nodes == len(hostile.nodes)


def test_without_the_extra_a_png_says_what_to_install(
    hostile: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_files, "find_spec", lambda _name: None)
    with pytest.raises(PngMissingError) as refused:
        write_diagram(hostile_view(), compose(hostile), tmp_path / "x.png")
    assert "pip install 'coopgraph[papers]'" in refused.value.sentence()
    assert "PNG" in refused.value.sentence()
    assert list(tmp_path.iterdir()) == []
