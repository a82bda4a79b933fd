"""Files of the whole graph over HTTP: written once, few at a time, not a word of where they lie."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import kg.export
from api import exports
from api.app import create_app
from api.request_limits import Limits
from tests.api.asking import PUBLIC, access, bearer, client_of, key_for

KINDS = ("graphml", "gexf", "jsonl", "zip")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def reader(world_url: str, cache: Path) -> Iterator[TestClient]:
    with client_of(create_app(world_url, access=PUBLIC, cache=cache)) as client:
        yield client


def files(cache: Path) -> list[Path]:
    return sorted((cache / "exports").iterdir())


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """All files that are written."""
    real, told = kg.export.export, list[Path]()

    def export(view: Any, path: Path, lang: str, *, store: Any) -> Any:
        told.append(path)
        return real(view, path, lang, store=store)

    monkeypatch.setattr(kg.export, "export", export)
    return told


def test_a_file_is_written_once(reader: TestClient, cache: Path, written: list[Path]) -> None:
    answers = [reader.get(f"/v1/export.{kind}") for kind in KINDS for _ in range(3)]
    assert {answer.status_code for answer in answers} == {200}
    assert len(written) == len(files(cache)) == len(KINDS)
    assert reader.get("/v1/export.jsonl?lang=es").status_code == 200
    assert len(files(cache)) == len(KINDS) + 1


def test_readers_of_one_file_wait_for_it(
    world_url: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, end, told = threading.Event(), threading.Event(), []
    real = kg.export.export

    def slow(view: Any, path: Path, lang: str, *, store: Any) -> Any:
        told.append(path)
        begun.set()
        end.wait()
        return real(view, path, lang, store=store)

    monkeypatch.setattr(kg.export, "export", slow)
    app = create_app(world_url, access=PUBLIC, cache=cache, limits=Limits(exports=1))
    with client_of(app) as client:
        statuses: list[int] = []

        def ask(kind: str) -> None:
            statuses.append(client.get(f"/v1/export.{kind}").status_code)

        threads = [threading.Thread(target=ask, args=("jsonl",)) for _ in range(4)]
        for thread in threads:
            thread.start()
        begun.wait()
        busy = client.get("/v1/export.zip")
        end.set()
        for thread in threads:
            thread.join()
        assert (busy.status_code, busy.json()["code"]) == (503, "busy")
        assert int(busy.headers["retry-after"]) > 0
        assert (statuses, len(told)) == ([200] * 4, 1)
        assert client.get("/v1/export.zip").status_code == 200


def test_each_audience_has_files_of_its_own(world_url: str, cache: Path, tmp_path: Path) -> None:
    desk = f"sqlite://{tmp_path}/desk.db"
    key, _ = key_for(desk, "board")
    with client_of(create_app(world_url, access=access(desk), cache=cache)) as client:
        more = client.get("/v1/export.jsonl", headers=bearer(key)).text
        less = client.get("/v1/export.jsonl").text
    assert "Zzboard" in more
    assert "Zz" not in less
    assert len(files(cache)) == 2
    assert (cache / "exports").stat().st_mode & 0o777 == 0o700


def test_without_a_cache_they_go_with_the_service(world_url: str) -> None:
    app = create_app(world_url, access=PUBLIC, cache=None)
    with client_of(app) as client:
        assert client.get("/v1/export.jsonl").status_code == 200
        (folder,) = [app.state.service.exports._folder()]
        assert folder.exists()
    assert not folder.exists()


def test_old_files_are_forgotten(reader: TestClient, cache: Path) -> None:
    for day in range(1, 13):
        reader.get(f"/v1/export.jsonl?as_of=2020-01-{day:02}")
        for path in files(cache):
            os.utime(path, (day, day))
    reader.get("/v1/export.jsonl")
    assert len(files(cache)) == exports.KEPT


@pytest.mark.parametrize("kind", KINDS)
def test_no_room_is_told_without_a_path(world_url: str, tmp_path: Path, kind: str) -> None:
    """A process that may write no file larger than a few bytes: as on a full disk."""
    program = f"""
import resource, signal
from pathlib import Path
from api.app import create_app
from tests.api.asking import PUBLIC, client_of
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
app = create_app({world_url!r}, access=PUBLIC, cache=Path({str(tmp_path)!r}))
with client_of(app) as client:
    assert client.get("/v1/status").status_code == 200
    resource.setrlimit(resource.RLIMIT_FSIZE, (256, 256))
    answer = client.get("/v1/export.{kind}")
print(answer.status_code, answer.headers["retry-after"], answer.text)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("503 60 ")
    assert str(tmp_path) not in done.stdout
    assert "/tmp" not in done.stdout
    assert not [path for path in (tmp_path / "exports").iterdir() if path.suffix == f".{kind}"]


@pytest.mark.parametrize("kind", KINDS)
def test_memory_stays_flat(tmp_path: Path, kind: str) -> None:
    """Four times as many records take no more memory of the process itself."""
    program = f"""
import tracemalloc
from datetime import date
from pathlib import Path
from kg.export import export
from kg.model.records import NodeRow, Point
from kg.graph.build import build
from kg.graph.view import View

def peak(count):
    body = '{{"title":{{"en":"' + "A title of some length " * 8 + '"}}}}'
    rows = [NodeRow(f"activity/{{n:06}}", body) for n in range(count)]
    view = View(build(rows, [], point=Point(1)), date(2026, 11, 23))
    tracemalloc.start()
    export(view, Path({str(tmp_path)!r}, "out.{kind}"), "en")
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found

peak(10)
few, many = peak(2_000), peak(8_000)
print(few, many)
assert many < 1.5 * few + 200_000, (few, many)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
