"""pyvis, the page around it, and the files."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.base.errors import BadFileError
from kg.graph.view import View
from tests.viz.conftest import hostile_view
from viz.composition import compose
from viz.diagram_files import write_diagram
from viz.diagram_html import (
    LIBRARY,
    SCRIPT,
    STATIC,
    STYLE,
    diagram_file,
    diagram_page,
    embeddable,
    page_data,
)
from viz.ego import ego_scene
from viz.pyvis import network_data, to_pyvis
from viz.scene import Scene
from viz.table_twin import rows

# pyvis 0.3.2 is not maintained; what it warns of is not ours.
PYVIS = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class Elements(HTMLParser):
    """All elements of a page with their attributes, and the text of its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@PYVIS
def test_pyvis_holds_the_same_as_our_data(segib: Scene, landscape: Scene, hostile: Scene) -> None:
    for scene in (segib, landscape, hostile):
        composition = compose(scene)
        nodes, edges, heading, _, _, options = to_pyvis(composition).get_network_data()
        ours = network_data(composition)
        assert nodes == ours["nodes"]
        assert edges == ours["edges"]
        assert json.loads(options) == ours["options"]
        assert heading == ""


@PYVIS
def test_pyvis_is_directed_still_and_whole(segib: Scene) -> None:
    network = to_pyvis(compose(segib))
    assert network.directed
    assert len(network.nodes) == len(segib.nodes)
    assert len(network.edges) == len(segib.links)
    assert network.options["physics"]["enabled"] is False


@PYVIS
def test_pyvis_own_page_takes_no_title_for_html(hostile: Scene) -> None:
    assert not any("href" in node["title"] for node in to_pyvis(compose(hostile)).nodes)


def test_the_page_needs_no_pyvis_and_no_networkx(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.viz.conftest import hostile_view\nfrom viz.ego import ego_scene\n"
        "from viz.composition import compose\nfrom viz.diagram_html import diagram_file\n"
        "diagram_file(compose(ego_scene(hostile_view(), 'org/hub', 'en')))\n"
        "print([n for n in ('pyvis', 'networkx', 'IPython', 'fastapi') if n in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert run.stdout.strip() == b"[]"


def test_json_cannot_leave_its_element(hostile: Scene) -> None:
    data = page_data(compose(hostile))
    text = embeddable(data)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == json.loads(json.dumps(data))


def test_our_own_files_cannot_end_their_element() -> None:
    for name in (SCRIPT, LIBRARY, STYLE):
        text = (STATIC / name).read_text("utf-8")
        assert not re.search(r"</(script|style)|<!--|<script", text, re.IGNORECASE), name


def test_fragment_has_nothing_inline(hostile: Scene) -> None:
    page = diagram_page(compose(hostile), "/static/viz/")
    elements = Elements(str(page.fragment)).found
    scripts = [attributes for tag, attributes in elements if tag == "script"]
    assert [attributes["type"] for attributes in scripts] == ["application/json"]
    assert not any(tag == "style" for tag, _ in elements)
    assert not any(name == "style" or name.startswith("on") for _, a in elements for name in a)
    assert not any(tag in ("img", "b", "i") for tag, _ in elements)


def test_addresses_carry_a_digest_and_exist(hostile: Scene) -> None:
    page = diagram_page(compose(hostile), "/static/viz/")
    (library,) = (a["data-library"] for _, a in Elements(str(page.fragment)).found
                  if "data-library" in a)  # fmt: skip
    for address in (*page.styles, *page.scripts, library or ""):
        name, digest = re.fullmatch(r"/static/viz/([^?]+)\?([0-9a-f]{12})", address).groups()  # type: ignore[union-attr]
        assert (STATIC / name).is_file()
        assert digest


def test_the_vendored_version_is_named_and_licensed() -> None:
    licences = (STATIC / "vendor" / "LICENSES.md").read_text("utf-8")
    package, version = re.fullmatch(r"vendor/(.+)-([\d.]+)\.js", LIBRARY).groups()  # type: ignore[union-attr]
    assert f"## {package} {version}" in licences
    assert licences.count("Permission is hereby granted") == licences.count("\n## ")


def test_the_library_is_not_run_before_somebody_needs_it(segib: Scene) -> None:
    page = diagram_page(compose(segib), "/static/viz/")
    assert not any("vendor" in address for address in page.scripts)
    scripts = [a for tag, a in Elements(diagram_file(compose(segib))).found if tag == "script"]
    assert [a.get("type") for a in scripts] == ["application/json", None, "text/plain"]


def test_table_is_in_the_page(segib: Scene) -> None:
    elements = Elements(diagram_file(compose(segib))).found
    anchors = [a["id"] for tag, a in elements if tag == "tr" and "id" in a]
    assert anchors == [row.anchor for row in rows(segib)]
    targets = [a["href"] for tag, a in elements if tag == "a" and (a["href"] or "").startswith("#")]
    assert len(targets) == len(segib.links)
    assert {target[1:] for target in targets if target} <= set(anchors)


def test_same_bytes(segib: Scene) -> None:
    assert diagram_file(compose(segib)) == diagram_file(compose(segib))


def test_write_diagram(tmp_path: Path, starter_view: View) -> None:
    segib = compose(ego_scene(starter_view, "org/segib", "fr"))
    for ending in ("svg", "html", "HTML"):
        path = tmp_path / f"segib.{ending}"
        path.write_text("older")
        written = write_diagram(starter_view, segib, path)
        assert written.files == [str(path)]
        assert written.nodes > 20
        assert written.relations > 20
        assert "Secrétariat général ibéro-américain" in path.read_text("utf-8")
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".HTML", ".html", ".svg"]


@pytest.mark.parametrize("name", ["x.jpg", "x", "missing/x.svg"])
def test_what_cannot_be_written(hostile: Scene, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFileError):
        write_diagram(hostile_view(), compose(hostile), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_only_plain_files_are_replaced(hostile: Scene, tmp_path: Path) -> None:
    kept = tmp_path / "kept.svg"
    kept.write_text("kept")
    (tmp_path / "link.svg").symlink_to(kept)
    (tmp_path / "folder.svg").mkdir()
    os.mkfifo(tmp_path / "pipe.svg")
    for name in ("link.svg", "folder.svg", "pipe.svg"):
        with pytest.raises(BadFileError):
            write_diagram(hostile_view(), compose(hostile), tmp_path / name)
    assert kept.read_text() == "kept"
