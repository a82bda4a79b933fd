"""Our page of a diagram against pyvis's own, in a headless Chromium: from opening until it serves.

pyvis's page is what ``generate_html`` gives with ``cdn_resources="in_line"``: the library is in it,
and still it asks two other hosts for Bootstrap, which are answered with nothing. It stands when
its forces have come to rest (``stabilizationIterationsDone``); before, it is covered by a bar. Ours
stands when its picture is there and its script listens (``data-ready``), and then a record is
clicked: the seconds until it has been told are added to ours, and nothing is added to pyvis's. Each
counts two frames later, by the browser's clock. A page of one word is opened in turn with both:
no page is faster than that. Pages with forces take minutes at 1,000 nodes: one round.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, Route, TimeoutError  # noqa: A004

from bench.pairs import Pair
from tests.browser import chromium
from tests.graphs import view_of
from viz.composition import compose
from viz.diagram_html import diagram_file
from viz.scene import Scene
from viz.whole_scene import whole_scene

SIZES: Final = {100: 9, 1000: 1}
"""How many nodes, and in how many rounds."""
LONGEST: Final = 600
"""Seconds after which a page is left; it is then said to take so long, though it takes longer."""
_RESTS: Final = """
const frames = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
const stands = () => frames(() => console.info(`stood ${performance.now()}`));
document.addEventListener("DOMContentLoaded", () => {
    if (window.network) { network.once("stabilizationIterationsDone", stands); return; }
    const wait = () => document.querySelector("[data-ready]") ? stands() : setTimeout(wait, 5);
    wait();
});
addEventListener("click", (event) => {
    const told = () => document.querySelector(".cg-live").textContent
        ? frames(() => console.info(`told ${performance.now() - event.timeStamp}`))
        : setTimeout(told, 1);
    if (document.querySelector(".cg-live")) told();
}, true);
"""
_WORD: Final = "<!doctype html><title>x</title><p data-ready>x"
_SHAPE: Final = """() => {
    const boxes = [...document.querySelectorAll(".cg-poster svg g path title")]
        .map((title) => title.parentNode.getBoundingClientRect());
    const box = boxes.find((one) => one.top > 0 && one.bottom < innerHeight);
    return [box.x + box.width / 2, box.y + box.height / 2];
}"""
"""Where the first record lies that is in sight."""


def measure() -> list[Pair]:
    """Return a pair per number of nodes; pyvis's page is the peer."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        return [_pair(browser, Path(folder), *size) for size in SIZES.items()]


def _pair(browser: Browser, folder: Path, nodes: int, rounds: int) -> Pair:
    scene = _scene(nodes)
    ours, peer, word = (folder / f"{name}-{nodes}.html" for name in ("ours", "pyvis", "word"))
    ours.write_text(diagram_file(compose(scene)), "utf-8")
    peer.write_text(_own_page(scene), "utf-8")
    word.write_text(_WORD, "utf-8")
    times = [
        (_seconds(browser, ours, touch=True), _seconds(browser, peer), _seconds(browser, word))
        for _ in range(rounds)
    ]
    least = statistics.median(third for _, _, third in times)
    return Pair(
        f"page of a diagram, {nodes} nodes, from opening until who is touched has been told",
        "ours", "pyvis, its own, until it stands",
        [first for first, _, _ in times], [second for _, second, _ in times],
        f"{rounds} rounds; a page of one word: {least:.3f} s",
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


def _seconds(browser: Browser, path: Path, *, touch: bool = False) -> float:
    page = browser.new_page()
    try:
        page.add_init_script(_RESTS)
        page.route(lambda address: not address.startswith("file:"), _nothing)
        try:
            with _said(page, "stood") as stood:
                page.goto(path.as_uri(), wait_until="commit")
        except TimeoutError:
            return LONGEST
        if not touch:
            return stood[0]
        with _said(page, "told") as told:
            page.mouse.click(*page.evaluate(_SHAPE))
        return stood[0] + told[0]
    finally:
        page.close()


@contextmanager
def _said(page: Page, word: str) -> Iterator[list[float]]:
    """Wait for what the page says of itself; give the seconds that stand behind the word."""
    seconds: list[float] = []
    # Not asked of the page: what ours forbids is to run a text.
    with page.expect_console_message(
        lambda message: message.text.startswith(f"{word} "), timeout=LONGEST * 1000
    ) as said:
        yield seconds
    seconds.append(float(said.value.text.split()[1]) / 1000)


def _nothing(route: Route) -> None:
    route.fulfill(status=200, body="")
