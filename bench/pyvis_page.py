"""Our page of a diagram against pyvis's own, in a headless Chromium: from opening until it stands.

pyvis's page is what ``generate_html`` gives with ``cdn_resources="in_line"``: the library is in it,
and still it asks two other hosts for Bootstrap, which are answered with nothing. It stands when
its forces have come to rest (``stabilizationIterationsDone``), ours when vis-network has drawn
(``data-ready``); in both two frames later. Seconds are of the browser's clock. The page with
forces is opened once at 1,000 nodes: it takes minutes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, ConsoleMessage, Route, sync_playwright

from bench.pairs import Pair
from tests.browser import ARGUMENTS, executable
from tests.graphs import view_of
from viz.composition import compose
from viz.diagram_html import diagram_file
from viz.scene import Scene
from viz.whole_scene import whole_scene

SIZES: Final = {100: 3, 1000: 1}
"""How many nodes, and in how many rounds."""
LONGEST: Final = 600
"""Seconds after which a page counts as one that never stands."""
_RESTS: Final = """
const stands = () => requestAnimationFrame(() => requestAnimationFrame(() => {
    console.info(`stood ${performance.now()}`);
}));
document.addEventListener("DOMContentLoaded", () => {
    if (window.network) { network.once("stabilizationIterationsDone", stands); return; }
    const wait = () => document.querySelector("[data-ready]") ? stands() : setTimeout(wait, 5);
    wait();
});
"""


def measure() -> list[Pair]:
    """Return a pair per number of nodes; pyvis's page is the peer."""
    with tempfile.TemporaryDirectory() as folder, _chromium() as browser:
        return [_pair(browser, Path(folder), *size) for size in SIZES.items()]


def _pair(browser: Browser, folder: Path, nodes: int, rounds: int) -> Pair:
    scene = _scene(nodes)
    ours, peer = folder / f"ours-{nodes}.html", folder / f"pyvis-{nodes}.html"
    ours.write_text(diagram_file(compose(scene)), "utf-8")
    peer.write_text(_own_page(scene), "utf-8")
    times = [(_seconds(browser, ours), _seconds(browser, peer)) for _ in range(rounds)]
    return Pair(
        f"page of a diagram, {nodes} nodes, from opening until it stands",
        "ours", "pyvis, its own",
        [first for first, _ in times], [second for _, second in times],
        f"{rounds} rounds",
    )  # fmt: skip


def _scene(nodes: int) -> Scene:
    """Return bodies in communities of ten, each with about two relations."""
    lines = [f"org/n{n} MEMBER_OF org/n{n // 10}" for n in range(1, nodes)]
    lines += [f"org/n{n} PART_OF org/n{n - 1}" for n in range(1, nodes) if n % 3]
    names = {f"org/n{n}": {"name": {"en": f"Organisation number {n}"}} for n in range(nodes)}
    return whole_scene(view_of("\n".join(lines), names), "en", nodes)


def _own_page(scene: Scene) -> str:
    """Return what pyvis makes of the same nodes and relations when nothing else is asked of it."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for node in scene.nodes:
        network.add_node(node.id, label=node.short, title=node.label)
    for link in scene.links:
        network.add_edge(link.start, link.end, title=link.label)
    return str(network.generate_html())


def _seconds(browser: Browser, path: Path) -> float:
    page = browser.new_page()
    try:
        page.add_init_script(_RESTS)
        page.route(lambda address: not address.startswith("file:"), _nothing)
        # Not asked of the page: what ours forbids is to run a text.
        with page.expect_console_message(_stood, timeout=LONGEST * 1000) as said:
            page.goto(path.as_uri(), wait_until="commit")
        return float(said.value.text.split()[1]) / 1000
    finally:
        page.close()


def _stood(message: ConsoleMessage) -> bool:
    return message.text.startswith("stood ")


def _nothing(route: Route) -> None:
    route.fulfill(status=200, body="")


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        yield browser
        browser.close()
