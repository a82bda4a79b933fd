"""coopgraph queue: held rows wait on the desk until somebody decides; nothing else keeps them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coopgraph.desk import queue_desk
from kg.base.i18n import LANGUAGES
from kg.store import waiting_rows
from kg.store.opening import open_store
from tests.journeys.cli.conftest import Done, Run

Queue = Callable[..., Done]
HEAD = {"revision", "as_of", "lang"}
ITEM = {
    "id", "received", "until", "file", "where", "kind", "code", "message", "row", "findings",
    "readable", "corrected",
}  # fmt: skip
OFFERS = """\
Institución oferente;Título;Sector;Capacidad;Observaciones;Persona de contacto;Confirmado por
Honduras;Curso de agua;Nada de eso;3;Llamar al 504 5555 0000;Juana Ejemplo;Ing. Juana Ejemplo
Marte;Otra cosa;14030;2;Escribir a juana.ejemplo@example.org;;
Chile;Buena oferta;14030;2;;;
"""
SECRETS = ("Juana", "juana.ejemplo", "5555")
ACTORS = "name:es;acronym;country\nSecretaría General Iberoamericano;SGIX;España\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "offers.csv").write_text(OFFERS, "utf-8")
    (tmp_path / "actors.csv").write_text(ACTORS, "utf-8")
    return tmp_path


@pytest.fixture
def ingest(run: Run, starter_copy: str, folder: Path) -> Callable[..., Done]:
    def call(name: str = "offers.csv", kind: str = "offers", *more: str) -> Done:
        return run("ingest", "sheet", str(folder / name), "--as", kind, *more, store=starter_copy)

    return call


@pytest.fixture
def queue(run: Run, starter_copy: str) -> Queue:
    return lambda *arguments: run("queue", *arguments, store=starter_copy)


def items(queue: Queue) -> list[dict[str, Any]]:
    done = queue("--json")
    assert (done.status, done.err) == (0, "")
    assert set(done.json) == HEAD | {"items"}
    found: list[dict[str, Any]] = done.json["items"]
    assert all(set(item) == ITEM for item in found)
    return found


def on_disk(folder: Path) -> bytes:
    """All that lies in the files of the desk."""
    return b"".join(path.read_bytes() for path in folder.glob("copy.desk.db*"))


def test_held_rows_wait_as_they_came(ingest: Callable[..., Done], queue: Queue) -> None:
    done = ingest("offers.csv", "offers", "--json")
    assert (done.json["held"], done.status) == (2, 0)
    sector, actor = items(queue)
    assert done.json["queue"] == [sector["id"], actor["id"]]
    assert (sector["file"], sector["where"], sector["kind"]) == ("offers.csv", "row 2", "offers")
    assert (sector["code"], actor["code"]) == ("unknown-sector", "unknown-actor")
    assert actor["row"] == {
        "Institución oferente": "Marte",
        "Título": "Otra cosa",
        "Sector": "14030",
        "Capacidad": "2",
        "Observaciones": "Escribir a […]",
    }
    assert actor["message"] == "“Marte” is not known."
    assert "Did you mean" in actor["findings"][0]["fix"]
    assert "coopgraph queue" in done.err


def test_it_is_read_in_every_language(ingest: Callable[..., Done], queue: Queue) -> None:
    ingest()
    said = {queue("--json", "--lang", lang).json["items"][1]["message"] for lang in LANGUAGES}
    assert len(said) == len(LANGUAGES)
    assert all("Marte" in message for message in said)


def test_the_same_row_waits_once(ingest: Callable[..., Done], queue: Queue) -> None:
    ingest()
    before = items(queue)
    ingest()
    after = items(queue)
    assert [one["id"] for one in after] == [one["id"] for one in before]
    assert [one["received"] for one in after] == [one["received"] for one in before]


def test_the_same_row_further_down_is_the_same(
    ingest: Callable[..., Done], queue: Queue, folder: Path
) -> None:
    ingest()
    head, *rows = OFFERS.splitlines(keepends=True)
    (folder / "offers.csv").write_text("".join([head, rows[2], *rows[:2]]), "utf-8")
    before = [one["id"] for one in items(queue)]
    ingest()
    after = items(queue)
    assert [one["id"] for one in after] == before
    assert [one["where"] for one in after] == ["row 3", "row 4"]


def test_what_was_corrected_stays_so_when_its_file_comes_again(
    ingest: Callable[..., Done], queue: Queue
) -> None:
    ingest()
    _, actor = (one["id"] for one in items(queue))
    queue("correct", actor, "actor=Plutón")
    ingest()
    _, found = items(queue)
    assert (found["id"], found["row"]["Institución oferente"]) == (actor, "Plutón")


def test_a_dry_run_keeps_nothing(ingest: Callable[..., Done], queue: Queue, tmp_path: Path) -> None:
    assert ingest("offers.csv", "offers", "--dry-run", "--json").json["queue"] == []
    assert items(queue) == []
    assert not (tmp_path / "copy.desk.db").exists()


def test_what_is_corrected_is_stated_from_where_it_came(
    ingest: Callable[..., Done], queue: Queue, run: Run, starter_copy: str
) -> None:
    ingest()
    sector, actor = (one["id"] for one in items(queue))
    done = queue("correct", sector, "sector=14030", "Título=Curso de agua segura", "--json")
    assert done.status == 0
    assert done.json["accepted"] == [sector]
    assert done.json["stated"] == ["offer/hnd-curso-de-agua-segura"]
    shown = run("show", "offer/hnd-curso-de-agua-segura", "--json", store=starter_copy).json
    assert shown["node"]["properties"]["capacity"] == 3
    assert shown["node"]["sources"] == ["source/sheet/offers"]
    assert [one["id"] for one in items(queue)] == [actor]


def test_what_is_corrected_and_wrong_still_waits_as_corrected(
    ingest: Callable[..., Done], queue: Queue
) -> None:
    ingest()
    _, actor = (one["id"] for one in items(queue))
    done = queue("correct", actor, "actor=Plutón", "confirmed_by==1+1", "--json")
    assert done.status == 1
    assert [one["id"] for one in done.json["waiting"]] == [actor]
    found = next(one for one in items(queue) if one["id"] == actor)
    assert found["row"]["Institución oferente"] == "Plutón"
    assert {one["code"] for one in found["findings"]} == {"unknown-actor", "formula"}
    assert found["corrected"]
    assert queue("correct", actor, "actor=HTI").status == 0
    assert len(items(queue)) == 1


def test_what_cannot_be_read_is_not_accepted(ingest: Callable[..., Done], queue: Queue) -> None:
    ingest()
    ids = [one["id"] for one in items(queue)]
    done = queue("accept", *ids, "--json")
    assert done.status == 1
    assert done.json["accepted"] == []
    assert [one["id"] for one in items(queue)] == ids


def test_what_only_waits_for_a_word_is_accepted(
    ingest: Callable[..., Done], queue: Queue, run: Run, starter_copy: str
) -> None:
    ingest("actors.csv", "actors")
    (item,) = items(queue)
    assert item["code"] == "perhaps-known"
    done = queue("accept", item["id"], "--json")
    assert (done.status, done.json["stated"]) == (0, ["org/sgix"])
    assert items(queue) == []
    assert run("show", "org/sgix", store=starter_copy).status == 0
    assert ingest("actors.csv", "actors", "--json").json["held"] == 0, "it is known now"


def test_the_secretariat_may_change_what_another_declared(
    ingest: Callable[..., Done], queue: Queue, run: Run, starter_copy: str, folder: Path
) -> None:
    head = "id;actor;title:es;sector\n"
    (folder / "one.csv").write_text(f"{head}offer/one;HTI;Una;14030\n", "utf-8")
    (folder / "other.csv").write_text(f"{head}offer/one;CHL;Otra;14030\n", "utf-8")
    ingest("one.csv")
    ingest("other.csv")
    (item,) = items(queue)
    assert item["code"] == "not-the-declarer"
    assert queue("accept", item["id"]).status == 0
    shown = run("show", "offer/one", "--json", store=starter_copy).json
    assert len(shown["node"]["sources"]) == 2


def test_of_two_rows_with_one_id_the_one_that_waited_can_be_taken(
    ingest: Callable[..., Done], queue: Queue, run: Run, starter_copy: str, folder: Path
) -> None:
    text = "id;actor;title:es;sector\noffer/two;HTI;Una;14030\noffer/two;HTI;Otra;14030\n"
    (folder / "twice.csv").write_text(text, "utf-8")
    ingest("twice.csv")
    (item,) = items(queue)
    assert item["code"] == "duplicate"
    assert queue("accept", item["id"]).status == 0
    shown = run("show", "offer/two", "--json", store=starter_copy).json
    assert shown["node"]["label"] == "Otra"


def test_a_membership_that_waited_takes_no_other_back(
    ingest: Callable[..., Done], queue: Queue, run: Run, starter_copy: str, folder: Path
) -> None:
    rows = (
        "member;organisation;status;since;until",
        "HTI;org/segib;observer;1990-01-01;1995-01-01",
        "HTI;org/segib;member;2001-01-01;1999-01-01",
    )
    (folder / "members.csv").write_text("\n".join(rows), "utf-8")
    ingest("members.csv", "memberships")
    (item,) = items(queue)
    assert item["code"] == "bad-period"
    assert queue("correct", item["id"], "until=2009-01-01").status == 0
    shown = run("show", "state/hti", "--json", store=starter_copy).json
    spells = {
        (one["status"], one["since"])
        for one in shown["relations"]
        if one["to"] == "org/segib" and "source/sheet/members" in one["sources"]
    }
    assert spells == {("observer", "1990-01-01"), ("member", "2001-01-01")}


def test_what_is_discarded_is_gone(
    ingest: Callable[..., Done], queue: Queue, run: Run, starter_copy: str
) -> None:
    ingest()
    sector, actor = (one["id"] for one in items(queue))
    before = run("status", "--json", store=starter_copy).json
    done = queue("discard", sector, "--json")
    assert (done.status, done.json["discarded"]) == (0, [sector])
    assert [one["id"] for one in items(queue)] == [actor]
    assert run("status", "--json", store=starter_copy).json == before
    assert queue("show", sector).status == 2


def test_what_is_decided_is_in_no_file_any_more(
    ingest: Callable[..., Done], queue: Queue, tmp_path: Path
) -> None:
    ingest()
    assert b"Marte" in on_disk(tmp_path)
    queue("discard", *(one["id"] for one in items(queue)))
    assert b"Marte" not in on_disk(tmp_path)


def test_no_personal_data_waits(ingest: Callable[..., Done], queue: Queue, tmp_path: Path) -> None:
    ingest()
    shown = queue("--json").out + queue("show", *(one["id"] for one in items(queue))).out
    kept = on_disk(tmp_path)
    for secret in SECRETS:
        assert secret not in shown
        assert secret.encode() not in kept


def test_it_is_for_the_board(ingest: Callable[..., Done], queue: Queue) -> None:
    ingest()
    (id_, *_) = (one["id"] for one in items(queue))
    for audience in ("public", "states"):
        for command in ([], ["show", id_], ["accept", id_], ["discard", id_]):
            done = queue(*command, "--audience", audience, "--json")
            assert (done.status, done.out) == (2, "")
            assert (done.problem["code"], done.problem["status"]) == ("audience", 403)
    assert len(items(queue)) == 2


def test_an_unknown_id_names_the_nearest(ingest: Callable[..., Done], queue: Queue) -> None:
    ingest()
    id_ = items(queue)[0]["id"]
    for command in (["show"], ["accept"], ["discard"]):
        done = queue(*command, id_[:-1], "--json")
        assert (done.status, done.problem["code"]) == (2, "unknown-id")
        assert id_ in done.problem["fix"]
    assert queue("correct", id_, "nonsense", "--json").problem["code"] == "bad-option"
    done = queue("correct", id_, "shoe size=44", "--json")
    assert "sector" in done.problem["fix"]
    assert queue("discard", id_, "held/none").status == 2
    assert len(items(queue)) == 2, "all or nothing"


def test_without_a_desk_nothing_waits(queue: Queue, tmp_path: Path) -> None:
    assert items(queue) == []
    assert queue("show", "held/x").status == 2
    assert queue("discard", "held/x").status == 2
    assert not (tmp_path / "copy.desk.db").exists(), "none is made"


def test_all_rows_of_a_file_are_decided_at_once(ingest: Callable[..., Done], queue: Queue) -> None:
    ingest()
    ingest("actors.csv", "actors")
    assert queue("discard", "--json").problem["code"] == "wrong-use"
    done = queue("discard", "--file", "offers.csv", "--json")
    assert len(done.json["discarded"]) == 2
    done = queue("accept", "--file", "actors.csv", "--json")
    assert (done.status, done.json["stated"]) == (0, ["org/sgix"])
    assert items(queue) == []
    assert queue("discard", "--file", "none.csv").status == 2


def test_what_was_altered_of_a_row_that_was_taken_is_said(
    ingest: Callable[..., Done], queue: Queue
) -> None:
    ingest()
    id_ = items(queue)[0]["id"]
    done = queue("correct", id_, "sector=14030", "ends=2do semestre 2028", "--json")
    assert [one["code"] for one in done.json["findings"]] == ["date-read"]
    assert "2028-12-31" in done.json["findings"][0]["message"]


def test_options_that_would_not_count_are_refused(queue: Queue) -> None:
    done = queue("--lang", "es", "show", "held/x")
    assert done.status == 2
    assert "coopgraph queue show" in done.err


@pytest.mark.parametrize("days", ["0", "3651", "many", "1.5", " "])
def test_a_setting_that_is_no_number_of_days_is_said(
    queue: Queue, monkeypatch: pytest.MonkeyPatch, days: str
) -> None:
    monkeypatch.setenv("COOPGRAPH_QUEUE_DAYS", days)
    done = queue("--json")
    assert (done.status, done.problem["code"]) == (2, "bad-option")
    assert "COOPGRAPH_QUEUE_DAYS" in done.problem["detail"]


# --- time and room


@pytest.mark.parametrize("days", [90, 7])
def test_rows_lapse(
    ingest: Callable[..., Done],
    queue: Queue,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    days: int,
) -> None:
    def after(passed: int) -> None:
        moment = datetime.now(UTC) + timedelta(days=passed)
        monkeypatch.setattr(queue_desk, "now_utc", lambda: moment)

    if days != 90:
        monkeypatch.setenv("COOPGRAPH_QUEUE_DAYS", str(days))
    ingest()
    id_ = items(queue)[0]["id"]
    after(days - 1)
    assert len(items(queue)) == 2
    after(days + 1)
    assert items(queue) == []
    assert queue("show", id_).status == 2
    kept = on_disk(tmp_path)
    assert b"Marte" not in kept, "listing has erased them"


def test_a_load_that_holds_nothing_erases_what_has_lapsed(
    ingest: Callable[..., Done], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path
) -> None:
    ingest()
    moment = datetime.now(UTC) + timedelta(days=91)
    monkeypatch.setattr(queue_desk, "now_utc", lambda: moment)
    (folder / "good.csv").write_text("actor,title,sector\nHTI,Algo,14030\n", "utf-8")
    assert b"Marte" in on_disk(tmp_path)
    assert ingest("good.csv").status == 0
    assert b"Marte" not in on_disk(tmp_path)


def test_where_there_is_no_room_it_is_said(
    ingest: Callable[..., Done], queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting_rows, "MAX_WAITING", 1)
    done = ingest("offers.csv", "offers", "--json")
    assert (done.json["held"], len(done.json["queue"])) == (2, 1)
    (full,) = (one for one in done.json["findings"] if one["code"] == "queue-full")
    assert "1 " in full["message"]


def test_an_address_that_is_none_is_said_and_the_load_stands(
    ingest: Callable[..., Done],
) -> None:
    done = ingest("offers.csv", "offers", "--json", "--desk", "mongodb://x")
    assert (done.status, done.json["accepted"]) == (2, 1)
    assert "--desk" in done.problem["detail"]


def test_where_there_is_no_desk_to_write_to_the_load_stands(
    ingest: Callable[..., Done], run: Run, starter_copy: str, folder: Path
) -> None:
    (folder / "other.db").write_text("no store")
    done = ingest("offers.csv", "offers", "--json", "--desk", f"sqlite://{folder}/other.db")
    assert done.status == 3
    assert (done.json["accepted"], done.json["held"], done.json["queue"]) == (1, 2, [])
    assert done.problem["status"] == 503
    assert run("show", "offer/chl-buena-oferta", store=starter_copy).status == 0


# --- what is kept of it elsewhere


def test_only_a_backup_that_is_asked_to_holds_them(
    ingest: Callable[..., Done], queue: Queue, run: Run, starter_copy: str, tmp_path: Path
) -> None:
    ingest()
    before = items(queue)
    plain, whole = tmp_path / "plain.zst", tmp_path / "whole.zst"
    assert run("backup", str(plain), "--room", "desk", store=starter_copy).status == 0
    done = run("backup", str(whole), "--room", "desk", "--with-queue", "--json", store=starter_copy)
    assert (done.status, done.json["waiting"]) == (0, 2)
    assert run("verify", str(whole), "--deep", store=starter_copy).status == 0
    for file, waiting in ((plain, []), (whole, before)):
        desk = f"sqlite://{tmp_path}/{file.stem}.desk.db"
        assert run("restore", str(file), "--desk", desk, store=starter_copy).status == 0
        assert queue("--json", "--desk", desk).json["items"] == waiting
        assert run("verify", "--room", "desk", "--desk", desk, store=starter_copy).status == 0


def test_rows_wait_on_a_desk_only(run: Run, starter_copy: str, tmp_path: Path) -> None:
    done = run("backup", str(tmp_path / "b"), "--with-queue", "--json", store=starter_copy)
    assert (done.status, done.problem["code"]) == (2, "bad-option")


def test_no_export_holds_them(
    ingest: Callable[..., Done], run: Run, starter_copy: str, tmp_path: Path
) -> None:
    ingest()
    for name in ("all.jsonl", "all.graphml", "all.zip"):
        assert run("export", str(tmp_path / name), store=starter_copy).status == 0
    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        told = b"".join(packed.read(name) for name in packed.namelist())
    told += (tmp_path / "all.jsonl").read_bytes() + (tmp_path / "all.graphml").read_bytes()
    assert b"Marte" not in told


# --- what means harm


HOSTILE = (
    "\x1b[31mrojo\x1b[0m",
    "[bold]grueso[/bold]",
    "<script>alert(1)</script>",
    '=HYPERLINK("http://example.org")',
    "derecha\u202eadreiuqzi",
    "c1\x9b31m",
    "{message.__class__}",
    "%s %n",
    "línea\nuna\nmás",
    "x" * 30_000,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_cells_are_shown_as_text(
    ingest: Callable[..., Done], queue: Queue, folder: Path, text: str
) -> None:
    quoted = text.replace('"', '""')
    row = f'actor,title,sector,summary,Notas\nHTI,Algo,Nada,"{quoted}","{quoted}"\n'
    (folder / "hostile.csv").write_text(row, "utf-8")
    ingested = ingest("hostile.csv")
    if ingested.status == 2:
        assert "\x1b" in text, "control characters are refused as no text"
        return
    done = queue("--json")
    (item,) = done.json["items"]
    terminal = queue().out + queue("show", item["id"]).out + ingested.err
    for steering in "\x1b\x9b\u202e":
        assert steering not in done.out + terminal
    assert not text.isprintable() or item["row"]["summary"] == item["row"]["Notas"] == text
    if text.startswith(("[", "<", "{", "%", "=")):
        assert text in terminal


def test_a_row_that_is_too_large_can_be_seen_and_discarded(
    ingest: Callable[..., Done], queue: Queue, folder: Path
) -> None:
    head = ",".join(["actor", "title", "sector", *(f"n{number}" for number in range(40))])
    row = ",".join(["Marte", "T", "14030", *("largo " * 1_500 for _ in range(40))])
    (folder / "wide.csv").write_text(f"{head}\n{row}\n", "utf-8")
    ingest("wide.csv")
    (item,) = items(queue)
    assert not item["readable"]
    assert item["row"]["actor"] == "Marte"
    assert queue("accept", item["id"]).status == 1
    assert queue("correct", item["id"], "actor=HTI", "--json").problem["code"] == "uncorrectable"
    assert queue("discard", item["id"]).status == 0


def test_findings_that_are_too_large_are_shortened(
    ingest: Callable[..., Done], queue: Queue, folder: Path
) -> None:
    words = ";".join(f"nada {n} {'ñ' * 400}" for n in range(99))
    (folder / "many.csv").write_text(f'actor,title,sector\nHTI,T,"{words}"\n', "utf-8")
    ingest("many.csv")
    (item,) = items(queue)
    assert (item["code"], len(item["findings"]), item["readable"]) == ("unknown-sector", 1, False)


def test_what_is_damaged_on_the_desk_is_said(
    ingest: Callable[..., Done], queue: Queue, tmp_path: Path
) -> None:
    import sqlite3

    ingest()
    for body in ("{}", "[", '{"file": 1}', "null"):
        with closing(sqlite3.connect(tmp_path / "copy.desk.db")) as desk:
            desk.execute("UPDATE waiting SET body = ?", (body,))
            desk.commit()
        first, second = items(queue)
        assert first["code"] == second["code"] == "damaged-row"
        assert queue("show", first["id"]).status == 0
        assert queue("accept", first["id"]).status == 1
    assert queue("discard", first["id"], second["id"]).status == 0
    assert items(queue) == []


# --- what is proposed for rows without a sector


WORDS = """\
actor,title,sector
CHL,Curso de seguridad y salud,nada de eso
CHL,Taller de seguridad y salud,
CHL,Zzz,nada de eso
"""


@pytest.fixture
def worded(ingest: Callable[..., Done], folder: Path) -> Done:
    (folder / "words.csv").write_text(WORDS, "utf-8")
    return ingest("words.csv", "offers", "--json")


def test_proposals_are_shown_with_their_words(worded: Done, queue: Queue) -> None:
    first, second, bare = items(queue)
    assert worded.json["held"] == 3
    for item in (first, second):
        (finding,) = item["findings"]
        assert [one["cell"] for one in finding["proposals"]][:2] == ["120", "152"]
        assert finding["proposals"][0]["name"] == "Health"
        assert finding["proposals"][0]["evidence"] == ["salud"]
    assert bare["findings"][0]["proposals"] == []
    listed, shown = queue().out, queue("show", first["id"]).out
    assert "1. 120 Health" in listed
    assert "--take 1" in shown
    assert "--take 1" not in queue("show", bare["id"]).out


def test_one_of_the_proposals_is_taken_by_its_number(worded: Done, queue: Queue) -> None:
    first, second, _ = items(queue)
    done = queue("accept", first["id"], "--take", "2", "--json")
    assert (done.status, done.json["accepted"]) == (0, [first["id"]])
    assert queue("accept", second["id"], "--take", "1").status == 0
    assert [item["row"]["title"] for item in items(queue)] == ["Zzz"]


def test_what_was_taken_by_its_number_is_the_word_of_a_person(
    run: Run, worded: Done, queue: Queue, starter_copy: str
) -> None:
    done = queue("accept", items(queue)[0]["id"], "--take", "2", "--json")
    (id_,) = done.json["stated"]
    record = run("show", id_, "--json", store=starter_copy).json
    (sector,) = (one for one in record["relations"] if one["type"] == "IN_SECTOR")
    assert sector["to"] == "sector/dac/152"
    assert "note" not in sector["properties"]


def test_a_row_without_a_sector_is_taken_as_it_stands(worded: Done, queue: Queue) -> None:
    unknown, empty, _ = items(queue)
    assert queue("accept", empty["id"]).status == 0
    assert queue("accept", unknown["id"]).status == 1


@pytest.mark.parametrize("number", ["0", "4", "-1"])
def test_there_are_no_more_proposals_than_are_shown(
    worded: Done, queue: Queue, number: str
) -> None:
    done = queue("accept", items(queue)[0]["id"], "--take", number, "--json")
    assert (done.status, done.problem["code"]) == (2, "bad-option")


def test_nothing_is_taken_where_nothing_is_proposed(worded: Done, queue: Queue) -> None:
    bare = items(queue)[2]["id"]
    done = queue("accept", bare, "--take", "1", "--json")
    assert (done.status, done.problem["code"]) == (2, "bad-option")
    assert bare in {item["id"] for item in items(queue)}


def test_rows_of_versions_without_proposals_are_read(
    ingest: Callable[..., Done], queue: Queue, tmp_path: Path
) -> None:
    import json
    import sqlite3

    ingest()
    with closing(sqlite3.connect(tmp_path / "copy.desk.db")) as desk:
        for id_, body in desk.execute("SELECT id, body FROM waiting").fetchall():
            kept = json.loads(body)
            # Before there were proposals a finding was kept as these five.
            kept["findings"] = [finding[:5] for finding in kept["findings"]]
            desk.execute("UPDATE waiting SET body = ? WHERE id = ?", (json.dumps(kept), id_))
        desk.commit()
    first, second = items(queue)
    assert first["code"] == "unknown-sector"
    assert [finding["proposals"] for finding in second["findings"]] == [[]]
    assert queue("correct", first["id"], "Sector=14030").status == 0


# --- a terminal


def test_a_terminal_shows_rows_and_decisions(ingest: Callable[..., Done], queue: Queue) -> None:
    assert "No row waits." in queue().out
    ingest()
    ids = [one["id"] for one in items(queue)]
    listed = queue().out
    assert all(id_ in listed for id_ in ids)
    assert "queue show" in listed
    assert "Título" in queue("show", ids[0]).out
    assert f"{ids[0]} waits still" in queue("accept", ids[0]).out
    done = queue("correct", ids[0], "Sector=14030")
    assert "offer/hnd-curso-de-agua" in done.out
    assert f"{ids[1]} was discarded." in queue("discard", ids[1]).out
    assert queue("--file", "none.csv").out == queue().out


@pytest.fixture
def activities(folder: Path) -> Path:
    one = """<iati-activity><iati-identifier>XX-1-A</iati-identifier>
    <reporting-org ref="XX-1" type="10"><narrative>Agencia</narrative></reporting-org>
    <title><narrative>{title}</narrative></title>
    <contact-info><person-name><narrative>Juana Ejemplo</narrative></person-name>
    <email>juana.ejemplo@example.org</email></contact-info></iati-activity>"""
    text = "".join(one.format(title=title) for title in ("Una", "Otra"))
    path = folder / "two.xml"
    path.write_text(f'<iati-activities version="2.03">{text}</iati-activities>', "utf-8")
    return path


def test_an_activity_waits_and_can_be_taken(
    run: Run, queue: Queue, starter_copy: str, activities: Path
) -> None:
    run("ingest", "iati", str(activities), "--visibility", "board", store=starter_copy)
    (item,) = items(queue)
    assert (item["code"], item["kind"]) == ("duplicate", "activities")
    assert "Otra" in item["row"]["iati-activity"]
    assert "Juana" not in str(item)
    assert queue("correct", item["id"], "title=x", "--json").problem["code"] == "uncorrectable"
    done = queue("accept", item["id"], "--json")
    assert (done.status, done.json["accepted"]) == (0, [item["id"]])
    shown = run("show", "activity/XX-1-A", "--json", store=starter_copy).json
    assert shown["node"]["label"] == "Otra"
    assert shown["node"]["sources"] == ["source/iati/XX-1/two"]
    with closing(open_store(starter_copy)) as store:
        (said,) = store.get(["activity/XX-1-A"])["activity/XX-1-A"].statements
    assert (said.where, said.visibility) == (item["where"], "board")


def test_an_organisation_waits_and_can_be_taken(
    run: Run, queue: Queue, starter_copy: str, folder: Path
) -> None:
    one = """<iati-organisation><organisation-identifier>XX-99</organisation-identifier>
    <name><narrative>{name}</narrative></name></iati-organisation>"""
    text = "".join(one.format(name=name) for name in ("Agencia de Prueba", "Agencia de Ensayo"))
    path = folder / "orgs.xml"
    path.write_text(f'<iati-organisations version="2.03">{text}</iati-organisations>', "utf-8")
    run("ingest", "iati", str(path), store=starter_copy)
    (item,) = items(queue)
    assert (item["code"], item["kind"]) == ("duplicate", "organisations")
    done = queue("accept", item["id"], "--json")
    assert done.status == 0
    (id_,) = done.json["stated"]
    shown = run("show", id_, "--json", store=starter_copy).json
    assert shown["node"]["label"] == "Agencia de Ensayo"
