"""The desk under load, open loop: what offices wait for beside readers and other offices' writes.

50 readers ask once a second each, whatever the answers do; other offices save drafts ten times a
second. Seconds of sign-ins, forms and previews of matches count from when they should have left.
Readers are measured with and without the writers in turn, in one run of one service.
"""

from __future__ import annotations

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode

from bench.pairs import Pair
from bench.service import HOST, fill, free_port, wait_for
from coopgraph.settings import sqlite_url
from kg.access.clock import utc_now
from kg.access.keys import Acting, make_key
from kg.access.secret import shared_signer
from kg.exchange.focal_points import mailbox_mark
from kg.exchange.mailed_links import SECRET, sign_in_token
from kg.exchange.moving import begin, move, new_id, seen_record
from kg.exchange.parties import Who
from kg.model.desk_types import FocalPoint
from kg.store.opening import create_store, open_store

READERS, WRITES, ACTS = 50, 10, 2
"""Requests a second: of readers, of drafts that are saved, of each act that is measured."""
SECONDS, ROUNDS = 12, 3
OFFICES = "unit/example-ondavel-desk", "unit/example-lirvanne-desk"
SECRETARIAT: Final = Who("secretariat")
DEMAND: Final = {
    "title": "Clean water for the outer islands", "summary": "We want wells and who digs them.",
    "sector": "14030", "languages": "en", "visibility": "states",
}  # fmt: skip


class Sent(NamedTuple):
    """What goes with a request: headers, and the fields of a form."""

    headers: dict[str, str]
    fields: dict[str, str]


_NOTHING: Final = Sent({}, {})
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
_SIZES: Final = (("the starter", 0, 0.150), ("50,000 activities", 50_000, 0.400))


@dataclass
class Place:
    """A running service and who asks it: keys of offices, links that sign in, pages to read."""

    port: int
    keys: list[str]
    link: Callable[[int], str]
    pages: list[str]
    drafts: Iterator[int] = field(default_factory=count)

    def read(self, turn: int) -> None:
        _ask(self.port, "GET", self.pages[turn % len(self.pages)])

    def write(self, turn: int) -> None:
        fields = {**DEMAND, "title": f"Draft {next(self.drafts)}", "act": "draft"}
        self._act(turn, "POST", "/en/desk/new/demands", fields, 303)

    def form(self, turn: int) -> None:
        self._act(turn, "GET", "/en/desk/new/demands")

    def preview(self, turn: int) -> None:
        fields = {**DEMAND, "title": f"Wells {turn}", "act": "check"}
        self._act(turn, "POST", "/en/desk/new/demands", fields)

    def sign_in(self, turn: int) -> None:
        path = self.link(turn)
        page, cookies = _ask(self.port, "GET", path)
        token = page.split('name="token" value="', 1)[1].split('"', 1)[0]
        headers = {**_FORM, "Sec-Fetch-Site": "same-origin", "Cookie": cookies}
        _ask(self.port, "POST", path, Sent(headers, {"token": token}), 303)

    def _act(
        self,
        turn: int,
        method: str,
        path: str,
        fields: dict[str, str] | None = None,
        status: int = 200,
    ) -> None:
        key = self.keys[turn % len(self.keys)]
        headers = {**(_FORM if fields else {}), "Authorization": f"Bearer {key}"}
        _ask(self.port, method, path, Sent(headers, fields or {}), status)


def measure() -> Iterator[Pair]:
    """Yield the pairs: each act against its target, readers with writers against without."""
    for name, activities, target in _SIZES:
        with tempfile.TemporaryDirectory() as folder, _serving(Path(folder), activities) as place:
            yield from _acts(place, name, target)
            yield _readers(place, name)


def _acts(place: Place, name: str, target: float) -> Iterator[Pair]:
    waited: dict[str, list[float]] = {"sign-in": [], "form": [], "match preview": []}
    for _ in range(ROUNDS):
        round_: dict[str, list[float]] = {}
        acts = {"sign-in": place.sign_in, "form": place.form, "match preview": place.preview}
        _together(
            [_loop(place.read, READERS), _loop(place.write, WRITES)]
            + [_loop(act, ACTS, round_.setdefault(what, [])) for what, act in acts.items()]
        )
        for what, seconds in round_.items():
            waited[what].append(statistics.quantiles(seconds, n=20)[-1])
    load = f"load {os.getloadavg()[0]:.1f}"
    for what, seconds in waited.items():
        note = f"p95 of {ROUNDS} rounds of {SECONDS} s, {load}"
        yield Pair(f"{what}, {name}", "p95", "at most", seconds, [target] * ROUNDS, note)


def _readers(place: Place, name: str) -> Pair:
    with_writers: list[float] = []
    without: list[float] = []
    for _ in range(ROUNDS):
        for seconds, writing in ((without, False), (with_writers, True)):
            waited: list[float] = []
            loops = [_loop(place.read, READERS, waited)]
            _together([*loops, _loop(place.write, WRITES)] if writing else loops)
            seconds.append(statistics.median(waited))
    note = f"median wait of {READERS} readers; at least 0.83, load {os.getloadavg()[0]:.1f}"
    return Pair(f"readers, {name}", "with writers", "without", with_writers, without, note)


def _loop(
    act: Callable[[int], None], rate: int, waited: list[float] | None = None
) -> Callable[[], None]:
    """Return what acts at a rate for a while; each counts from when it should have begun."""

    def run() -> None:
        begun = time.perf_counter() + 0.2
        due = [(turn, begun + turn / rate) for turn in range(rate * SECONDS)]
        with ThreadPoolExecutor(max(4, rate)) as threads:
            seconds = list(threads.map(lambda pair: _at(act, *pair), due))
        if waited is not None:
            waited.extend(seconds)

    return run


def _at(act: Callable[[int], None], turn: int, due: float) -> float:
    time.sleep(max(0.0, due - time.perf_counter()))
    act(turn)
    return time.perf_counter() - due


def _together(loops: Sequence[Callable[[], None]]) -> None:
    failed: list[BaseException] = []

    def guarded(loop: Callable[[], None]) -> None:
        try:
            loop()
        except (OSError, RuntimeError, http.client.HTTPException) as error:
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=(loop,)) for loop in loops]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if failed:
        raise failed[0]


def _ask(
    port: int,
    method: str,
    path: str,
    sent: Sent = _NOTHING,
    status: int = 200,
) -> tuple[str, str]:
    """Return a page and the cookies that came with it."""
    line = http.client.HTTPConnection(HOST, port, timeout=120)
    try:
        line.request(method, path, urlencode(sent.fields) if sent.fields else None, sent.headers)
        answer = line.getresponse()
        text = answer.read().decode()
    finally:
        line.close()
    if answer.status != status:
        raise RuntimeError(f"{answer.status} {method} {path}")
    cookies = [each.partition(";")[0] for each in answer.headers.get_all("set-cookie", [])]
    return text, "; ".join(cookies)


def _is_open(port: int, path: str) -> bool:
    """Say whether the public reads a page; it is kept by then."""
    try:
        _ask(port, "GET", path)
    except RuntimeError:
        return False
    return True


@contextmanager
def _serving(folder: Path, activities: int) -> Iterator[Place]:
    store, desk = sqlite_url(folder / "bench.db"), sqlite_url(folder / "bench.desk.db")
    demands = fill(folder / "bench.db", activities)
    keys, link = _people(desk)
    port = free_port()
    words = ["serve", "--store", store, "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, "-m", "coopgraph", *words],
        env={**os.environ, "COOPGRAPH_CACHE": str(folder / "cache"),
             "COOPGRAPH_OUTBOX": str(folder / "outbox")},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(port)
        place = Place(port, keys, link, [p for p in _pages(store, demands) if _is_open(port, p)])
        for act in (place.form, place.preview, place.write, place.sign_in):
            act(0)
        yield place
    finally:
        process.terminate()
        process.wait()


def _people(desk: str) -> tuple[list[str], Callable[[int], str]]:
    """Make focal points on a desk; return keys that act as them, and what makes links."""
    now, keys, points = utc_now(), [], []
    with closing(create_store(desk, room="desk")) as store:
        for number in range(20):
            mailbox = f"office-{number}@example.org"
            office = OFFICES[number % len(OFFICES)]
            new = FocalPoint(
                id=new_id(FocalPoint), role="authority", office=office, mailbox=mailbox
            )
            begin(store, new, "invite", SECRETARIAT, now)
            seen = seen_record(store, FocalPoint, new.id, SECRETARIAT)
            points.append(
                move(store, seen, "verify", SECRETARIAT, now, verified=now.date().isoformat())
            )
            acting = Acting(new.id, mailbox_mark(mailbox))
            keys.append(make_key(store, "states", "bench", None, now, acting=acting)[0])
        signer = shared_signer(store, SECRET)

    def link(turn: int) -> str:
        return f"/-/sign-in/{sign_in_token(signer, points[turn % len(points)], utc_now())}"

    return keys, link


def _pages(store: str, demands: Sequence[str]) -> Iterator[str]:
    """Yield what readers ask for: pages of records, lists, searches, matches."""
    yield from ("/en/", "/es/demands", "/fr/offers", "/pt/search?q=agua", "/en/search?q=water")
    yield from (f"/es/match/{demand}" for demand in demands[:10])
    yield from (f"/v1/matches/{demand}?top=10" for demand in demands[:10])
    with closing(open_store(store)) as opened:
        states = [row.id for row in opened.nodes() if row.id.startswith("state/")]
    yield from (f"/en/node/{state}" for state in states[:25])
