"""What a page gets to show a diagram: files that are there and small, nothing heavy at first."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from kg.graph.view import View
from viz.explorer import explorer_html
from viz.explorer.diagram_state import DiagramState
from viz.explorer.explored_scene import explored_diagram
from viz.explorer.explorer_html import BY_HAND, SCRIPTS, STYLE, explorer_page

STATIC = Path(explorer_html.__file__).parents[1] / "static"


def test_addresses_carry_a_digest_and_exist(crowded: View) -> None:
    diagram = explored_diagram(crowded, DiagramState("org/hub"), "en", None)
    page = explorer_page(crowded, diagram, "/static/viz", None)
    for address in (*page.styles, *page.scripts, *page.by_hand):
        found = re.fullmatch(r"/static/viz/([^?]+)\?[0-9a-f]{12}", address)
        assert found
        assert (STATIC / found[1]).is_file()


def test_what_comes_with_the_page_is_small() -> None:
    scripts = b"".join((STATIC / name).read_bytes() for name in SCRIPTS)
    assert len(gzip.compress(scripts)) < 12_000
    assert not {"vendor"} & {Path(name).parts[0] for name in (*SCRIPTS, STYLE)}
    assert Path(BY_HAND[0]).parts[0] == "vendor"


def test_each_type_has_its_mark(crowded: View) -> None:
    diagram = explored_diagram(crowded, DiagramState("org/hub"), "en", None)
    page = explorer_page(crowded, diagram, "/static/viz", None)
    assert page.marks.keys() == {node.type for node in diagram.scene.nodes}
