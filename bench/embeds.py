"""Embeds and pages on a slow line: bytes, first paint, and when what one sees can be touched.

Each form is opened in a fresh context of a headless Chromium, 720 pixels wide, whose network and
processor the DevTools protocol slows down: slow 4G (1.6 Mbit/s down, 0.75 up, 150 ms) and a
processor four times slower. First paint is the browser's own (``first-contentful-paint``). A page
is interactive when its script has run and no task of 50 ms or more follows. Then a record of the
drawing is touched; the seconds until its name is told are counted apart. What is asked of the page
comes through DevTools too, after it stands.

Each picture was asked for once before, as on a service that runs. ``actors`` is a body with a
hundred members, all opened where they are.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.request import urlopen

from playwright.sync_api import Browser, CDPSession, Page

from bench.pairs import Pair
from coopgraph.loads import starter_knowledge
from coopgraph.settings import sqlite_url
from ingest.loading import load
from kg.store.opening import create_store
from tests.api.embeds.hundred_actors import hundred_actors, opened_wide
from tests.api.running import running
from tests.browser import chromium
from tests.viz.pictures.test_picture_forms import ASKED

ROUNDS: Final = 5
SLOW_4G: Final = {
    "offline": False, "latency": 150,
    "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8,
}  # fmt: skip
SLOWER: Final = 4
"""Times that the processor is slower."""
FULL: Final = {"width": 720, "height": 900}
ACTORS: Final = "actors"
PAGES: Final = {
    "page: home": "", "page: a record": "node/org/segib", "page: states": "states",
    "page: diagram": "diagram/org/segib",
}  # fmt: skip
"""Pages of ours, beside which the same pictures stand."""
_WATCHES: Final = """
window.longest = 0;
new PerformanceObserver((seen) => {
    for (const one of seen.getEntries()) longest = Math.max(longest, one.startTime + one.duration);
}).observe({ type: "longtask", buffered: true });
"""
_TIMES: Final = """() => {
    const [page] = performance.getEntriesByType("navigation");
    const paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
    return [paint, Math.max(paint, page.domContentLoadedEventEnd, longest)];
}"""
_TOUCH: Final = """() => new Promise((told) => {
    const link = document.querySelector(".cg-picture .cg-drawing a:not(.cg-bundle)");
    if (!link) { told(0); return; }
    const begun = performance.now();
    link.focus({ preventScroll: true });
    const live = link.closest(".cg-picture").querySelector(".cg-live");
    if (!live.textContent && document.body.matches(".cg-alone")) throw new Error("nobody told");
    if (!live.textContent) { told(0); return; }
    requestAnimationFrame(() => requestAnimationFrame(() => told(performance.now() - begun)));
})"""


@dataclass
class Opened:
    """What was measured of a form: bytes of one visit, seconds of each round."""

    form: str
    bytes: int = 0
    paint: list[float] = field(default_factory=list)
    interactive: list[float] = field(default_factory=list)
    told: list[float] = field(default_factory=list)

    def row(self) -> str:
        """Return a row of a table: kB, then medians with their spread."""
        after = [last - first for first, last in zip(self.paint, self.interactive, strict=True)]
        return (
            f"| {self.form} | {self.bytes / 1000:.1f} kB | {_spread(self.paint)} "
            f"| {_spread(after)} | {_spread(self.told) if any(self.told) else '–'} |"
        )


def _spread(seconds: list[float]) -> str:
    least, most = min(seconds), max(seconds)
    return f"{statistics.median(seconds):.2f} s ({least:.2f} to {most:.2f})"


def measure() -> list[Pair]:
    """Return a pair per form: seconds to first paint, and to be touched after it."""
    return [
        Pair(
            f"embed “{one.form}”, {one.bytes / 1000:.1f} kB, slow 4G, processor ÷ {SLOWER}",
            "interactive", "first paint", one.interactive, one.paint,
            f"told in {_spread(one.told)}" if any(one.told) else "nobody is touched",
        )
        for one in opened()
    ]  # fmt: skip


def opened(rounds: int = ROUNDS) -> list[Opened]:
    """Open all forms in turn, so many times, and return what was measured of each."""
    found = {form: Opened(form) for form in (*ASKED, ACTORS, *PAGES)}
    with (
        tempfile.TemporaryDirectory() as folder,
        _addresses(Path(folder)) as places,
        chromium() as browser,
    ):
        # The first answer of a process compiles what it reckons with: that is no slow line.
        for address in places.values():
            urlopen(address).read()
        for _ in range(rounds):
            for form, address in places.items():
                _visit(browser, address, found[form])
    return list(found.values())


@contextmanager
def _addresses(folder: Path) -> Iterator[dict[str, str]]:
    """Serve the starter knowledge and a hundred actors; give the address of each embed."""
    starter, many, desk = (sqlite_url(folder / f"{name}.db") for name in ("a", "b", "desk"))
    store = create_store(starter)
    load(store, starter_knowledge(store, examples=True))
    store.close()
    hundred_actors(many)
    with running(starter, desk) as home, running(many, desk) as other:
        forms = {
            form: f"{home}/en/embed/{form}?{asked.query()}".rstrip("?")
            for form, asked in ASKED.items()
        }
        pages = {name: f"{home}/en/{path}" for name, path in PAGES.items()}
        yield {**forms, **pages, ACTORS: other + opened_wide(other, "/en/embed/actor?id=org/hub")}


def _visit(browser: Browser, address: str, found: Opened) -> None:
    context = browser.new_context(viewport=FULL)
    try:
        page = context.new_page()
        page.add_init_script(_WATCHES)
        line = context.new_cdp_session(page)
        sizes = _slowed(line)
        page.goto(address, wait_until="load")
        page.wait_for_timeout(1000)
        paint, interactive = page.evaluate(_TIMES)
        found.bytes = sum(sizes)
        found.paint.append(paint / 1000)
        found.interactive.append(interactive / 1000)
        found.told.append(_touched(page))
    finally:
        context.close()


def _touched(page: Page) -> float:
    return float(page.evaluate(_TOUCH)) / 1000


def _slowed(line: CDPSession) -> list[int]:
    """Slow a page down; return what it has taken from the line, in bytes, as it comes."""
    sizes: list[int] = []

    def came(event: dict[str, Any]) -> None:
        sizes.append(int(event["encodedDataLength"]))

    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.send("Network.emulateNetworkConditions", SLOW_4G)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    line.on("Network.loadingFinished", came)
    return sizes


if __name__ == "__main__":
    rows = [one.row() for one in opened(int(next(iter(sys.argv[1:]), ROUNDS)))]
    heads = ("form", "on the wire", "first paint", "interactive after it", "told after a touch")
    sys.stdout.write("\n".join((f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", *rows, "")))
