"""``serve --workers N``: several processes that answer as one, end as one, and come back."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.model.changes import NodeStatement
from kg.store.opening import open_store
from tests.coopgraph.test_serve import CODE, PATIENCE, Served, serving, wait_for

pytestmark = pytest.mark.slow  # processes are started, and each reads the store


@pytest.fixture
def served(starter_copy: str, tmp_path: Path) -> Iterator[Served]:
    """Two processes behind one port, at a terminal."""
    arguments = ("serve", "--store", starter_copy, "--workers", "2")
    cache = str(tmp_path / "cache")
    with serving(*arguments, at_terminal=True, COOPGRAPH_CACHE=cache) as served:
        yield served


def children(pid: int) -> list[int]:
    """Return the processes that answer for another: those that run Python and spawned workers."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [int(each) for each in found if "spawn_main" in words_of(int(each))]


def words_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode()


def wait_until(served: Served, count: int, gone: int = 0) -> list[int]:
    latest = time.monotonic() + PATIENCE
    while time.monotonic() < latest:
        served.read()
        found = children(served.process.pid)
        if len(found) == count and gone not in found:
            return found
        time.sleep(0.05)
    pytest.fail("they did not come")


def test_all_processes_answer_alike(served: Served) -> None:
    wait_until(served, 2)
    answers = [served.ask("GET", "/v1/status") for _ in range(20)]
    assert {status for status, *_ in answers} == {200}
    assert len({headers["etag"] for *_, headers in answers}) == 1
    assert len({text for _, text, _ in answers}) == 1


def test_nothing_secret_is_in_the_words_of_a_process(served: Served) -> None:
    wait_for(served, lambda: bool(CODE.search(served.printed)))
    found = CODE.search(served.printed)
    assert found is not None
    for pid in wait_until(served, 2):
        told = words_of(pid) + Path(f"/proc/{pid}/environ").read_bytes().decode()
        assert found[1] not in told


def test_who_enters_has_entered_everywhere_and_leaves_everywhere(served: Served) -> None:
    import re

    wait_for(served, lambda: bool(CODE.search(served.printed)))
    found = CODE.search(served.printed)
    assert found is not None
    form = served.ask("GET", "/-/enter")[1]
    token = re.search(r'name="token" value="([^"]+)"', form)
    assert token is not None
    ours = {"Origin": f"http://127.0.0.1:{served.port}", "Sec-Fetch-Site": "same-origin"}
    entered = served.ask("POST", "/-/enter", ours, token=token[1], code=found[1])
    assert entered[0] == 303
    seen = [served.ask("GET", "/en/partners") for _ in range(12)]
    assert {status for status, *_ in seen} == {200}
    held = dict(served.cookies)
    leave = re.search(r'name="token" value="([^"]+)"', seen[0][1])
    assert leave is not None
    assert served.ask("POST", "/-/leave", ours, token=leave[1])[0] == 303
    served.cookies = held
    assert {served.ask("GET", "/en/partners")[0] for _ in range(12)} == {403}


def test_wrong_codes_are_counted_together(served: Served) -> None:
    import re

    ours = {"Origin": f"http://127.0.0.1:{served.port}", "Sec-Fetch-Site": "same-origin"}
    outcomes = []
    for _ in range(8):
        token = re.search(r'name="token" value="([^"]+)"', served.ask("GET", "/-/enter")[1])
        if token is None:
            break
        sent = served.ask("POST", "/-/enter", ours, token=token[1], code="AAAA-AAAA")
        outcomes.append(sent[0])
    wait_for(served, lambda: bool(CODE.search(served.printed)))
    found = CODE.search(served.printed)
    assert found is not None
    assert set(outcomes) == {403}
    for _ in range(6):
        token = re.search(r'name="token" value="([^"]+)"', served.ask("GET", "/-/enter")[1])
        if token is not None:
            sent = served.ask("POST", "/-/enter", ours, token=token[1], code=found[1])
            assert sent[0] == 403, "all tries are spent"


def test_what_is_written_is_read_by_all(served: Served, starter_copy: str, tmp_path: Path) -> None:
    wait_until(served, 2)
    before = served.ask("GET", "/v1/status")[2]["etag"]
    with closing(open_store(starter_copy, write=True)) as store:
        source = next(row.id for row in store.nodes() if row.id.startswith("source/"))
        store.apply([NodeStatement("org/quite-new", source, {"name": {"en": "New"}})])
    answers = [served.ask("GET", "/v1/nodes/org/quite-new") for _ in range(20)]
    assert {status for status, *_ in answers} == {200}
    assert before not in {headers["etag"] for *_, headers in answers}
    kept = [path for path in tmp_path.glob("cache/*/public/*") if path.is_dir()]
    assert len(kept) == 1, "one refresh, and what was before is forgotten"


def test_one_that_dies_is_started_again(served: Served) -> None:
    first, _ = wait_until(served, 2)
    os.kill(first, signal.SIGKILL)
    wait_until(served, 2, gone=first)
    assert {served.ask("GET", "/v1/status")[0] for _ in range(10)} == {200}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_all_of_them_end(served: Served, number: signal.Signals) -> None:
    pids = wait_until(served, 2)
    served.process.send_signal(number)
    assert served.process.wait(PATIENCE) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_nobody_goes_on_without_the_first(served: Served) -> None:
    pids = wait_until(served, 2)
    served.process.kill()
    served.process.wait(PATIENCE)
    latest = time.monotonic() + PATIENCE
    while any(runs(pid) for pid in pids):
        assert time.monotonic() < latest
        time.sleep(0.05)


def runs(pid: int) -> bool:
    """Say whether a process runs; one that has ended and is not buried yet does not."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text("ascii")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] != "Z"


def test_a_number_that_cannot_be_meant(starter_copy: str) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "coopgraph", "serve", "--store", starter_copy, "--workers", "99"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
