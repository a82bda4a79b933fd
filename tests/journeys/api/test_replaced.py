"""A service whose file is put back from a copy, replaced or deleted while it runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from kg.access.secret import shared_secret
from kg.model.changes import NodeStatement
from kg.store.opening import create_store, open_store
from tests.api.asking import access, client_of
from tests.api.world import make_world

ID = "org/new"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_world(tmp_path / "world.db")
    return tmp_path / "world.db"


@pytest.fixture
def reader(path: Path, tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(f"sqlite://{path}", access=access(f"sqlite://{path}.desk"), cache=tmp_path)
    with client_of(app) as client:
        yield client


def wrote(path: Path, name: str) -> None:
    with closing(open_store(f"sqlite://{path}", write=True)) as store:
        source = next(row.id for row in store.nodes() if row.id.startswith("source/"))
        store.apply([NodeStatement(ID, source, {"name": {"en": name}})])


def copied(path: Path, folder: Path) -> Path:
    """Return a copy of a store as it is, its log too."""
    copy = folder / "copy.db"
    with (
        closing(open_store(f"sqlite://{path}")) as store,
        closing(store.journal()) as told,
        closing(create_store(f"sqlite://{copy}")) as other,
    ):
        for revision in told:
            other.replay(revision)
    return copy


def put(copy: Path, path: Path) -> None:
    """Let another file take the name of a store, as somebody does who puts it back."""
    for beside in ("-wal", "-shm"):
        path.with_name(f"{path.name}{beside}").unlink(missing_ok=True)
    shutil.move(copy, path)


def test_the_other_history_of_one_number_is_another(
    path: Path, reader: TestClient, tmp_path: Path
) -> None:
    copy = copied(path, tmp_path)
    wrote(path, "Here")
    wrote(copy, "There")
    first = reader.get(f"/v1/nodes/{ID}")
    assert first.json()["node"]["label"] == "Here"
    put(copy, path)
    known = {"If-None-Match": first.headers["etag"]}
    second = reader.get(f"/v1/nodes/{ID}", headers=known)
    assert (second.status_code, second.json()["node"]["label"]) == (200, "There")
    assert second.json()["revision"] == first.json()["revision"]
    assert second.headers["etag"] != first.headers["etag"]


def test_places_in_a_list_of_another_history_are_stale(
    path: Path, reader: TestClient, tmp_path: Path
) -> None:
    copy = copied(path, tmp_path)
    wrote(path, "Here")
    wrote(copy, "There")
    first = reader.get("/v1/search", params={"q": "a", "limit": 1})
    next_ = first.headers["link"].partition("<")[2].partition(">")[0]
    assert reader.get(next_).status_code == 200
    put(copy, path)
    assert reader.get(next_).json()["code"] == "stale-cursor"


def test_a_store_that_is_deleted_is_not_ready(path: Path, reader: TestClient) -> None:
    assert reader.get("/-/ready").status_code == 200
    path.unlink()
    gone = reader.get("/-/ready")
    assert (gone.status_code, gone.json()["code"]) == (503, "store-missing")
    assert reader.get("/v1/status").status_code == 503
    assert reader.get("/-/live").status_code == 200


def test_it_is_ready_again_when_a_store_lies_there(
    path: Path, reader: TestClient, tmp_path: Path
) -> None:
    copy = copied(path, tmp_path)
    assert reader.get("/v1/status").status_code == 200
    path.unlink()
    assert reader.get("/-/ready").status_code == 503
    put(copy, path)
    assert reader.get("/-/ready").status_code == 200
    assert reader.get("/v1/status").status_code == 200


def test_no_token_leaves_the_service(path: Path, reader: TestClient) -> None:
    with closing(open_store(f"sqlite://{path}")) as store:
        token = store.point().token
        records = [store.get([row.id])[row.id].token for row in store.nodes()]
    answer = reader.get("/v1/search", params={"q": "a", "limit": 1})
    told = answer.text + str(answer.headers) + reader.get("/-/ready").text
    assert all(each not in told for each in (token, *records))


def test_services_of_one_desk_know_answers_by_the_same_tag(path: Path, tmp_path: Path) -> None:
    with closing(create_store(f"sqlite://{path}.desk", room="desk")) as desk:
        secret = shared_secret(desk)
        assert shared_secret(desk) == secret
    tags = []
    for each in (secret, secret, None):
        known = access(f"sqlite://{path}.desk", secret=each)
        with client_of(create_app(f"sqlite://{path}", access=known, cache=None)) as client:
            tags.append(client.get("/v1/status").headers["etag"])
    assert tags[0] == tags[1] != tags[2]
