"""Random damage to what lies on a disk: the answer is the truth, or there is none (exit 3).

The bits are turned one at a time, from a fixed seed, in every region of the file. Where nobody has
looked at a record since the snapshot was made, damage to it is found by the next look.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coopgraph.cli.edge import run
from kg.base.audience import AUDIENCES
from kg.base.errors import BadFileError
from kg.base.store_errors import StoreDamagedError, StoreError
from kg.browse.record import show
from kg.graph.build import snapshot_of
from kg.graph.cache import cached_snapshot
from kg.graph.view import View
from kg.model.changes import (
    Change,
    Deletion,
    NodeStatement,
    Parting,
    Redirect,
    RelationKey,
    RelationStatement,
)
from kg.store.opening import create_store, open_store
from kg.store.proof import Proof
from kg.store.protocol import Store
from kg.store.seen_records import SeenRecords
from kg.store.transfer import backup, opened_backup
from tests.effort import LONG
from tests.kg.store.worlds import SOURCE, batch, retype, url_of

FLIPS = 1_500 if LONG else 250
pytestmark = pytest.mark.timeout(1_200 if LONG else 300)
"""One and a half minutes of processor time for the long one, on a machine that others use too."""
DAY = date(2026, 11, 23)
MEMBER = RelationKey("MEMBER_OF", "org/2-0", "org/1-0")
HISTORY: list[list[Change]] = [
    batch(1, 12),
    batch(2, 12),
    [
        RelationStatement(MEMBER, SOURCE, {"status": "member", "since": "2001-05-01"}),
        NodeStatement("org/1-1", SOURCE, {"name": {"fr": "Haïti"}}, visibility="board"),
    ],
    [Redirect("org/2-1", "org/2-2"), Redirect("org/1-3", "org/1-2")],
    [Deletion("org/1-5"), Parting("org/1-3")],
]


def silent(_what: str, _count: int) -> None:
    """Show no progress."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store with some history, its log written back."""
    path = tmp_path_factory.mktemp("whole") / "store.db"
    with closing(create_store(url_of(path))) as store:
        for changes in HISTORY:
            store.apply(changes)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def answers(store: Store) -> Iterator[tuple[str, Any]]:
    """Yield what people ask of a store, by name."""
    for audience in AUDIENCES:
        snapshot = snapshot_of(store, audience)
        yield audience, (list(snapshot.ids), list(snapshot.bodies), dict(snapshot.redirects))
        yield f"{audience} edges", [(n, list(e.bodies)) for n, e in snapshot.edges.items()]
        yield f"{audience} moment", (snapshot.revision, snapshot.updated)
        view = View(snapshot, DAY)
        records = SeenRecords(store, audience, snapshot.token)
        yield f"{audience} shown", [show(records, view, id_, "es") for id_ in snapshot.ids]
    ids = [row.id for row in store.nodes()]
    yield "records", store.get([*ids, "org/2-1", "org/1-5"])
    yield "from", store.relations_from(ids)
    yield "journal", list(store.journal())
    yield "changes", list(store.changed_since(2))
    yield "then", (list(store.nodes(3)), list(store.relations(3)), store.redirects(4))


def test_whatever_bit_turns_no_answer_is_wrong(whole: Path, tmp_path: Path) -> None:
    with closing(open_store(url_of(whole))) as store:
        truth = dict(answers(store))
    content, outcomes = whole.read_bytes(), Counter[str]()
    chance = random.Random(1961)
    for turn in range(FLIPS):
        # In turn over the whole file: each region has its share.
        place = (turn * len(content)) // FLIPS + chance.randrange(len(content) // FLIPS + 1)
        outcomes[outcome(content, min(place, len(content) - 1), chance, tmp_path, truth)] += 1
    assert outcomes["wrong"] == 0
    assert outcomes["refused"] > FLIPS // 20, "the file is full of what matters"


def outcome(
    content: bytes, place: int, chance: random.Random, folder: Path, truth: dict[str, Any]
) -> str:
    path = folder / "flipped.db"
    flipped = bytearray(content)
    flipped[place] ^= 1 << chance.randrange(8)
    path.write_bytes(flipped)
    try:
        with closing(open_store(url_of(path))) as store:
            for name, found in answers(store):
                if found != truth[name]:
                    print(f"byte {place}: {name} is wrong")  # noqa: T201 (pytest shows it)
                    return "wrong"
    except StoreError:
        return "refused"
    finally:
        for beside in folder.glob("flipped.db*"):
            beside.unlink()
    return "right"


def test_what_lies_in_free_pages_and_words_is_found_by_a_proof(whole: Path, tmp_path: Path) -> None:
    """What no answer noticed is either nothing, or what ``verify --deep`` says."""
    content, chance = whole.read_bytes(), random.Random(1962)
    for _ in range(FLIPS):
        path = tmp_path / "flipped.db"
        flipped = bytearray(content)
        flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        found = proven(path)
        if found is not None and found.ok:
            with closing(open_store(url_of(path))) as store:
                assert store.candidates("agencia", 99) == candidates(whole)
        for beside in tmp_path.glob("flipped.db*"):
            beside.unlink()


def proven(path: Path) -> Proof | None:
    try:
        with closing(open_store(url_of(path), write=True)) as store:
            return store.prove(silent, deep=True)
    except StoreError:
        return None


def candidates(path: Path) -> list[str]:
    with closing(open_store(url_of(path))) as store:
        return store.candidates("agencia", 99)


ALTERED = {
    "a body": "UPDATE node_version SET body = replace(body, 'Agencia', 'Agenzia') WHERE rev = 2",
    "who said it": "UPDATE relation_version SET statements = '[]' WHERE key = '' AND rev = 3",
    "a status": "UPDATE relation_version SET status = 'former' WHERE status = 'member'",
    "a day": "UPDATE revision SET at = '2020-01-01T00:00:00+00:00' WHERE number = 5",
    "a count": "UPDATE revision SET nodes = nodes + 1 WHERE number = 5",
    "a token": "UPDATE revision SET token = replace(replace(token, 'a', 'b'), '0', '1') || 'x' "
    "WHERE number = 4",
    "a node less": "DELETE FROM node_version WHERE id = 'org/1-7'",
    "a relation less": "DELETE FROM relation_version WHERE start = 'org/1-7'",
    "what is present": "UPDATE node_version SET next_rev = 5 WHERE id = 'org/1-8'",
    "what is past": "UPDATE node_version SET next_rev = NULL WHERE id = 'org/1-5' AND rev = 1",
    "a merge": "UPDATE node_version SET joined = NULL WHERE id = 'org/2-1'",
    "a revision less": "DELETE FROM revision WHERE number = 5",
    "words": "UPDATE node_words SET words = 'nothing' WHERE rowid = 3",
    "words less": "DELETE FROM node_words WHERE rowid = 3",
}


@pytest.mark.parametrize("what", ALTERED)
def test_a_proof_names_what_was_altered(whole: Path, tmp_path: Path, what: str) -> None:
    path = altered(whole, tmp_path, ALTERED[what])
    with closing(open_store(url_of(path))) as store:
        try:
            proof = store.prove(silent, deep=True)
        except StoreDamagedError:
            return
    assert not proof.ok
    named = {fault.what for fault in proof.faults}
    assert named == {"words"} if "words" in what else named <= {"node", "relation", "revision"}


def altered(whole: Path, folder: Path, query: str) -> Path:
    path = folder / "altered.db"
    shutil.copy(whole, path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(query).rowcount > 0
        connection.commit()
    return path


NODE, LINK, SEAL = "node_version", "relation_version", "revision"
RETYPED = {
    "a revision's number as text": (NODE, "rev = CAST(rev AS TEXT)", "id = 'org/1-7'"),
    "a revision's number as bytes": (LINK, "rev = CAST(rev AS BLOB)", "start = 'org/1-7'"),
    "a sum as text": (NODE, "sum = CAST(sum AS TEXT)", "id = 'org/1-7'"),
    "a sum as a fraction": (LINK, "sum = sum + 0.5", "start = 'org/1-7'"),
    "a sum as nothing": (NODE, "sum = NULL", "id = 'org/1-7'"),
    "an id as bytes": (NODE, "id = CAST(id AS BLOB)", "id = 'org/1-7'"),
    "an id as bytes that are no text": (NODE, "id = x'ff00'", "id = 'org/1-7'"),
    "an id as a number": (NODE, "id = 7", "id = 'org/1-7'"),
    "an id as nothing": (NODE, "id = NULL", "id = 'org/1-7'"),
    "an end as bytes": (LINK, '"end" = CAST("end" AS BLOB)', "start = 'org/1-7'"),
    "a key as bytes": (LINK, "key = CAST(key AS BLOB)", "start = 'org/1-7'"),
    "a type as a number": (LINK, "type = 7", "start = 'org/1-7'"),
    "properties as bytes": (NODE, "body = CAST(body AS BLOB)", "id = 'org/1-7'"),
    "statements as a number": (NODE, "statements = 7", "id = 'org/1-7'"),
    "a status as bytes": (LINK, "status = CAST(status AS BLOB)", "status = 'member'"),
    "a merge as bytes": (NODE, "joined = CAST(joined AS BLOB)", "joined IS NOT NULL"),
    "a seal's count as text": (SEAL, "nodes = CAST(nodes AS TEXT)", "number = 5"),
    "a seal's sum as a fraction": (SEAL, "link_sum = link_sum + 0.5", "number = 5"),
    "a seal's day as bytes": (SEAL, "at = CAST(at AS BLOB)", "number = 5"),
    "a seal's token as a number": (SEAL, "token = 7", "number = 4"),
    "a name as bytes": ("store", "identity = CAST(identity AS BLOB)", "only = 1"),
    "a room as bytes": ("store", "room = CAST(room AS BLOB)", "only = 1"),
}


@pytest.mark.parametrize("what", RETYPED)
def test_a_value_of_another_type_is_damage(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    table, values, where = RETYPED[what]
    path = Path(shutil.copy(whole, tmp_path / "retyped.db"))
    retype(path, table, f"UPDATE {table} SET {values} WHERE {where}")
    assert_damaged(path, capsys)


def test_a_store_that_does_not_say_which_it_is_is_damaged(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_damaged(altered(whole, tmp_path, "DELETE FROM store"), capsys)


def assert_damaged(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StoreDamagedError), closing(open_store(url_of(path))) as store:
        dict(answers(store))
    status = run(["verify", "--deep", "--json", "--store", url_of(path)])
    printed = capsys.readouterr()
    assert (status, printed.err) == (1, "")
    assert json.loads(printed.out)["findings"]


@pytest.mark.parametrize("key", ["CAST({} AS BLOB)", "7", "NULL"])
def test_no_key_of_another_type_is_found(whole: Path, tmp_path: Path, key: str) -> None:
    path = Path(shutil.copy(whole, tmp_path / "retyped.db"))
    end = key.format('"end"')
    retype(path, LINK, f"UPDATE {LINK} SET \"end\" = {end} WHERE start = 'org/1-7'")
    with closing(open_store(url_of(path), write=True)) as store:
        with pytest.raises(StoreDamagedError):
            store.apply([Deletion("org/1-7")])
        assert store.revision() == 5
    retype(path, NODE, f"UPDATE {NODE} SET id = {key.format('id')} WHERE id = 'org/1-8'")
    with closing(open_store(url_of(path))) as store, pytest.raises(StoreDamagedError):
        store.candidates("agencia", 99)


def test_words_are_written_anew(whole: Path, tmp_path: Path) -> None:
    path = altered(whole, tmp_path, "DELETE FROM node_words")
    with closing(open_store(url_of(path), write=True)) as store:
        assert store.candidates("agencia", 99) == []
        store.write_words()
        assert store.prove(silent, deep=True).ok
        assert store.candidates("agencia", 99) == candidates(whole)


def test_no_batch_is_written_on_top_of_damage(whole: Path, tmp_path: Path) -> None:
    path = altered(whole, tmp_path, ALTERED["a body"])
    with closing(open_store(url_of(path), write=True)) as store:
        with pytest.raises(StoreDamagedError):
            store.apply([NodeStatement("org/2-4", SOURCE, {"name": {"en": "Agency"}})])
        assert store.revision() == 5


def test_no_backup_is_made_of_what_is_damaged(whole: Path, tmp_path: Path) -> None:
    for what in ("a body", "a node less", "a merge", "a day"):
        path = altered(whole, tmp_path, ALTERED[what])
        with closing(open_store(url_of(path))) as store, pytest.raises(StoreError):
            backup(store, tmp_path / "of-damage.backup")
        assert not list(tmp_path.glob("*.backup"))


def test_a_backup_with_a_bit_turned_is_refused_or_the_same(whole: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.backup"
    with closing(open_store(url_of(whole))) as store:
        backup(store, good)
        truth = list(store.journal())
    content, chance, refused = good.read_bytes(), random.Random(1963), 0
    for _ in range(FLIPS):
        flipped = bytearray(content)
        flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path = tmp_path / "flipped.backup"
        path.write_bytes(flipped)
        try:
            with opened_backup(path) as file:
                file.check()
                assert list(file.revisions()) == truth
        except BadFileError:
            refused += 1
    assert refused > FLIPS * 0.9


def test_a_cache_with_a_bit_turned_is_never_believed(whole: Path, tmp_path: Path) -> None:
    def shown(store: Store) -> list[Any]:
        read = cached_snapshot(store, tmp_path / "cache", "public")
        edges = [(n, e.start.tolist(), list(e.bodies)) for n, e in read.edges.items()]
        return [list(read.ids), list(read.bodies), edges, read.starts.tolist()]

    chance = random.Random(1964)
    with closing(open_store(url_of(whole))) as store:
        truth = shown(store)
        files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
        for turn in range(FLIPS // 5):
            path = files[turn % len(files)]
            content = bytearray(path.read_bytes())
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            path.write_bytes(content)
            assert shown(store) == truth, path.name


@pytest.mark.parametrize("after", [None, "shown"])
def test_a_record_that_goes_missing_is_damage(
    whole: Path, tmp_path: Path, after: str | None
) -> None:
    """Also where the snapshot was made before: it knows which records there are."""
    path = altered(whole, tmp_path, "UPDATE revision SET note = note WHERE number = 1")
    with closing(open_store(url_of(path))) as store:
        view = View(snapshot_of(store, "public"), DAY)
        records = SeenRecords(store, "public", view.snapshot.token)
        if after:
            show(records, view, "org/1-7", "es")
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("DELETE FROM node_version WHERE id = 'org/1-7'")
            connection.execute("DELETE FROM relation_version WHERE start = 'org/1-8'")
            connection.commit()
        for id_ in ("org/1-7", "org/1-8"):
            with pytest.raises(StoreDamagedError):
                show(records, view, id_, "es")
