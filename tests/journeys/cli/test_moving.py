"""copy, backup and restore as scripts rely on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.base.i18n import LANGUAGES
from kg.model.changes import NodeStatement
from kg.store.opening import create_store, open_store
from tests.journeys.cli.conftest import Run

KEYS = {
    "from", "to", "revision", "revisions", "nodes", "relations", "digest", "seconds", "waiting",
    "desk",
}  # fmt: skip


@pytest.fixture
def target(tmp_path: Path) -> str:
    return f"sqlite://{tmp_path}/target.db"


def test_a_copy_says_what_it_did(run: Run, starter_url: str, target: str) -> None:
    asked = ["copy", "--from", starter_url, "--to", target, "--json", "--lang", "fr"]
    first, second = run(*asked, store=None), run(*asked, store=None)
    assert (first.status, second.status) == (0, 0), first.err
    assert set(first.json) == {*KEYS, "as_of", "lang"}
    assert (first.json["from"], first.json["to"]) == (starter_url, target)
    assert first.json["revisions"] == first.json["revision"] > 5
    assert second.json["revisions"] == 0
    assert first.json["digest"] == second.json["digest"]
    assert run("status", store=target).out == run("status", store=starter_url).out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_people_are_told_too(run: Run, starter_url: str, tmp_path: Path, lang: str) -> None:
    file, store = str(tmp_path / "a.zst"), f"sqlite://{tmp_path}/b.db"
    for command in (["backup", file], ["backup", file, "--force"]):
        done = run(*command, "--lang", lang)
        assert (done.status, done.err) == (0, "")
        assert file in done.out
    for _ in range(2):
        done = run("restore", file, "--lang", lang, store=store)
        assert (done.status, done.err) == (0, "")
        assert file in done.out
        assert store in done.out


def test_what_was_destroyed_comes_back(run: Run, starter_copy: str, tmp_path: Path) -> None:
    file = str(tmp_path / "kept.zst")
    before = run("status", "--json", store=starter_copy).json
    kept = run("backup", file, "--json", store=starter_copy).json
    for path in tmp_path.glob("copy.db*"):
        path.unlink()
    assert run("status", store=starter_copy).status == 3
    back = run("restore", file, "--json", store=starter_copy).json
    same = {"revision", "nodes", "relations", "digest"}
    assert {name: back[name] for name in same} == {name: kept[name] for name in same}
    assert run("status", "--json", store=starter_copy).json == before


def test_wrong_use_is_one_sentence_and_makes_nothing(
    run: Run, starter_url: str, target: str, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", "utf-8")
    wrong = {
        "--to is missing": ["copy", "--from", starter_url],
        "--from is missing": ["copy", "--to", target],
        "not a value for --to": ["copy", "--from", starter_url, "--to", "mysql://x/y"],
        "not a value for --from": ["copy", "--from", "knowledge.db", "--to", target],
        "into itself": ["copy", "--from", starter_url, "--to", starter_url],
        "there is a file": ["backup", str(taken), "--store", starter_url],
        "is not a backup": ["backup", str(taken), "--force", "--store", starter_url],
        "No such file": ["restore", str(tmp_path / "none"), "--store", target],
        f"{taken}: it is not a backup": ["restore", str(taken), "--store", target],
    }
    for sentence, arguments in wrong.items():
        done = run(*arguments, store=None)
        assert (done.status, done.out) == (2, ""), arguments
        assert sentence in done.err
        assert len(done.err.strip().splitlines()) == 1
        assert run(*arguments, "--json", store=None).problem["fix"]
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    assert taken.read_text("utf-8") == "mine"


def test_a_store_that_is_not_there_is_not_copied(run: Run, target: str, tmp_path: Path) -> None:
    done = run("copy", "--from", f"sqlite://{tmp_path}/none.db", "--to", target, store=None)
    assert done.status == 3
    assert not list(tmp_path.iterdir())


def test_a_store_of_something_else_is_left_alone(run: Run, starter_url: str, target: str) -> None:
    store = create_store(target)
    store.apply([NodeStatement("source/a", "source/a", {})])
    before = list(store.journal())
    done = run("copy", "--from", starter_url, "--to", target, "--json", store=None)
    assert (done.status, done.problem["code"]) == (2, "target-differs")
    assert list(store.journal()) == before
    store.close()


@pytest.mark.neo4j
def test_a_password_is_taken_from_either_place_and_never_shown(
    run: Run, fresh_neo4j: str, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, _, rest = fresh_neo4j.partition("://")
    login, _, place = rest.rpartition("@")
    user, _, password = login.partition(":")
    plain, shown = f"{head}://{place}", f"{head}://{user}@{place}"
    with_words = create_store(target)
    with_words.apply([NodeStatement("source/a", "source/a", {"title": {"en": "A"}})])
    with_words.close()
    there = run("copy", "--from", target, "--to", fresh_neo4j, "--json", store=None)
    assert there.json["to"] == shown
    refused = run("copy", "--from", plain, "--to", f"{target}2", store=None)
    assert refused.status == 3
    monkeypatch.setenv("COOPGRAPH_STORE_PASSWORD", password)
    back = run("copy", "--from", plain, "--to", f"{target}2", store=None)
    kept = run("backup", str(tmp_path / "kept.zst"), store=plain)
    assert (back.status, kept.status) == (0, 0), back.err + kept.err
    for done in (there, refused, back, kept):
        assert f":{password}@" not in done.out + done.err
    one, other = open_store(target), open_store(f"{target}2")
    assert list(one.journal()) == list(other.journal())
    one.close()
    other.close()
