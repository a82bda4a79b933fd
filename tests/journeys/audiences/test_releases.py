"""Widening is an act with a reason: it holds for the claims of that moment, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from coopgraph.cli.edge import run
from kg.base.audience import Audience
from kg.base.errors import BadChangeError
from kg.model.audiences import level
from kg.model.changes import (
    NodeStatement,
    Override,
    RelationKey,
    RelationStatement,
    Release,
    Withdrawal,
)
from kg.model.records import Statement
from kg.store.opening import create_store
from kg.store.protocol import Store

OFFER: Final = "offer/x"
A: Final = "source/a"
B: Final = "source/b"
OPEN: Final = Override("states", "2026-11-29", "The authority agreed.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create_store(f"sqlite:///{tmp_path / 'store.db'}")
    store.apply([NodeStatement(id_, id_, {}) for id_ in (A, B)])
    yield store
    store.close()


def said(source: str, claim: Audience | None, title: str = "X") -> NodeStatement:
    return NodeStatement(OFFER, source, {"title": {"en": title}}, visibility=claim)


def seen_from(store: Store) -> Audience:
    return level("Offer", store.get([OFFER])[OFFER].statements)


def mine(store: Store) -> Statement:
    return next(s for s in store.get([OFFER])[OFFER].statements if s.source == A)


def test_a_release_opens_until_it_is_undone(store: Store) -> None:
    store.apply([said(A, "board"), Release(OFFER, A, OPEN)])
    assert (seen_from(store), mine(store).visibility) == ("states", "board")
    store.apply([Release(OFFER, A, None)])
    assert seen_from(store) == "board"


def test_stating_the_same_again_leaves_it_open(store: Store) -> None:
    store.apply([said(A, "board"), Release(OFFER, A, OPEN)])
    store.apply([said(A, "board", "Another title"), said(A, None, "A third")])
    assert (seen_from(store), mine(store).override) == ("states", OPEN)


def test_a_later_or_changed_claim_closes_again(store: Store) -> None:
    store.apply([said(A, "states"), Release(OFFER, A, OPEN._replace(to="public"))])
    assert seen_from(store) == "public"
    store.apply([said(A, "board")])
    assert (seen_from(store), mine(store).override) == ("board", None)
    store.apply([Release(OFFER, A, OPEN), said(B, "board")])
    assert seen_from(store) == "board"


def test_what_is_taken_back_takes_its_release_with_it(store: Store) -> None:
    store.apply([said(A, "board"), said(B, None), Release(OFFER, A, OPEN)])
    store.apply([Withdrawal(OFFER, A), said(A, "board")])
    assert seen_from(store) == "board"


def test_who_says_nothing_of_it_keeps_what_it_claimed(store: Store) -> None:
    store.apply([said(A, "board")])
    store.apply([said(A, None)])
    assert seen_from(store) == "board"
    store.apply([said(A, "public")])
    assert seen_from(store) == "public"


def test_only_what_is_said_can_be_released(store: Store) -> None:
    store.apply([said(A, "board")])
    with pytest.raises(BadChangeError, match=B):
        store.apply([Release(OFFER, B, OPEN)])


# Through the command line

Run = Callable[..., tuple[int, Any]]
SHEET: Final = "id,actor,title,sector,visibility\noffer/r-1,HTI,Pozos,14030,{}\n"


@pytest.fixture
def ask(
    starter_copy: str, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Run:
    monkeypatch.setenv("COOPGRAPH_CACHE", "off")

    def call(*words: str) -> tuple[int, Any]:
        status = run([*words, "--store", starter_copy, "--json", "--lang", "en"])
        out, err = capfdbinary.readouterr()
        return status, json.loads(out or err)

    return call


def load(ask: Run, folder: Path, word: str, name: str = "r.csv") -> list[str]:
    path = folder / name
    path.write_text(SHEET.format(word), "utf-8")
    status, report = ask("ingest", "sheet", str(path), "--as", "offers")
    assert (status, report["accepted"]) == (0, 1)
    return [finding["code"] for finding in report["findings"]]


def is_seen(ask: Run, audience: str) -> bool:
    return ask("show", "offer/r-1", "--audience", audience)[0] == 0


def test_a_record_is_released_closed_by_a_sheet_and_released_again(
    ask: Run, tmp_path: Path
) -> None:
    assert load(ask, tmp_path, "board") == []
    reason = ("--reason", "Haiti agreed: note 12")
    status, document = ask("release", "offer/r-1", "--to", "public", *reason)
    assert (status, document["to"], document["released"]) == (0, "public", ["offer/r-1"])
    assert document["overrides"] == [
        {"id": "offer/r-1", "source": "source/sheet/r", "was": "board", "relation": None}
    ]
    assert is_seen(ask, "public")
    claims = ask("show", "offer/r-1")[1]["claims"]
    (claim,) = [claim for claim in claims if claim["field"] == "visibility"]
    assert (claim["value"], claim["rule"], claim["chosen"]) == ("public", "released", True)
    assert claim["note"].endswith("Haiti agreed: note 12")
    public = ask("show", "offer/r-1", "--audience", "public")[1]["claims"]
    assert "note 12" not in json.dumps(public)
    assert load(ask, tmp_path, "board") == []
    assert is_seen(ask, "public")
    assert load(ask, tmp_path, "states") == ["visibility-narrowed"]
    assert not is_seen(ask, "public")
    assert load(ask, tmp_path, "board", "other.csv") == ["visibility-narrowed"]
    assert not is_seen(ask, "states")
    assert ask("release", "offer/r-1", "--to", "states", *reason)[0] == 0
    assert is_seen(ask, "states")
    status, document = ask("release", "offer/r-1", "--undo")
    assert (status, document["to"]) == (0, None)
    assert not is_seen(ask, "states")


def test_a_terminal_says_what_was_done(
    ask: Run, starter_copy: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    load(ask, tmp_path, "board")
    here = ("--store", starter_copy, "--lang", "en")
    assert run(["release", "offer/r-1", "--to", "states", "--reason", "agreed", *here]) == 0
    done = capfdbinary.readouterr().out.decode()
    assert "Opened to: the states\noffer/r-1\n" in done
    assert "source/sheet/r had claimed: board\n" in done
    assert run(["release", "offer/r-1", "--undo", *here]) == 0
    undone = capfdbinary.readouterr().out.decode()
    assert "is undone" in undone
    assert "source/sheet/r claims: board\n" in undone


def test_what_nobody_claims_can_be_opened_too(ask: Run, tmp_path: Path) -> None:
    assert load(ask, tmp_path, "") == []
    assert (is_seen(ask, "public"), is_seen(ask, "states")) == (False, True)
    assert ask("release", "offer/r-1", "--to", "public", "--reason", "agreed")[0] == 0
    assert is_seen(ask, "public")
    assert load(ask, tmp_path, "") == []
    assert is_seen(ask, "public")


def test_with_an_actor_goes_what_its_row_says_of_it(ask: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "id,name,kind,country,visibility\norg/newauth,Autoridad,national_authority,HTI,board\n"
    path.write_text(rows, "utf-8")
    assert ask("ingest", "sheet", str(path), "--as", "actors")[0] == 0
    assert ask("show", "org/newauth", "--audience", "states")[0] == 2
    document = ask("release", "org/newauth", "--to", "states", "--reason", "agreed")[1]
    assert [one["relation"] for one in document["overrides"]] == [
        None,
        ["PART_OF", "org/newauth", "state/hti"],
    ]
    shown = ask("show", "org/newauth", "--audience", "states")[1]
    assert [r["to"] for r in shown["relations"]] == ["state/hti"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("offer/none", "--to", "public", "--reason", "x"), "unknown-id"),
        (("offer/r-1", "--to", "board", "--reason", "x"), "bad-option"),
        (("offer/r-1", "--reason", "x"), "bad-option"),
        (("offer/r-1", "--to", "public"), "no-reason"),
        (("offer/r-1", "--to", "public", "--reason", " "), "no-reason"),
        (("offer/r-1", "--undo"), "nothing-to-release"),
        (("offer/r-1", "--to", "states", "--reason", "x"), "nothing-to-release"),
        (("offer/r-1", "--to", "public", "--reason", "x", "--audience", "states"), "audience"),
    ],
)
def test_what_cannot_be_released(
    ask: Run, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    load(ask, tmp_path, "")
    status, problem = ask("release", *words)
    assert (status, problem["code"]) == (2, code)
    assert "partners" not in problem["detail"], "what is refused is named, not something else"


def test_a_relation_is_released_as_it_was_stated(store: Store) -> None:
    key = RelationKey("MEMBER_OF", "state/hti", "org/x")
    store.apply(
        [
            *(NodeStatement(id_, A, {}) for id_ in (key.start, key.end)),
            RelationStatement(key, A, {"status": "member"}, visibility="board"),
            Release(key, A, OPEN),
        ]
    )
    (record,) = store.relations_of("org/x")
    assert level("MEMBER_OF", record.statements) == "states"
