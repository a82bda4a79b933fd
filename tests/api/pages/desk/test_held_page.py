"""A row that waits, decided about on its page as at a terminal: corrected, taken, let go."""

from __future__ import annotations

from contextlib import closing
from html import unescape
from pathlib import Path

import pytest

from coopgraph.cli.edge import run
from ingest.findings import Finding, Item, Outcome
from ingest.held_rows import held_row, waiting_row
from kg.access.clock import utc_now
from kg.base.i18n import msg
from kg.store.opening import create_store, open_store
from tests.api.asking import BASE
from tests.api.pages.desk.office import Exchange, Person

SHEET = """Institución oferente;Título;Sector;Observaciones
Honduras;Agua clara;Nada de eso;escribir a juana.perez@example.org
Honduras;Capacitación de funcionarios en seguridad y salud;;
"""
"""One row with a sector that nobody knows, one whose words speak of one."""


@pytest.fixture
def loaded(exchange: Exchange, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Exchange:
    path = tmp_path / "of.csv"
    path.write_text(SHEET, "utf-8")
    run(["ingest", "sheet", str(path), "--as", "offers", "--store", exchange.url])
    capsys.readouterr()
    return exchange


def waiting(exchange: Exchange) -> dict[str, str]:
    """Id → what is kept, of the rows that wait."""
    with closing(open_store(exchange.desk, room="desk")) as desk:
        return {row.id: row.body for row in desk.waiting()}


def page_of(exchange: Exchange, words: str) -> str:
    (id_,) = (id_ for id_, body in waiting(exchange).items() if words in body)
    return f"/en/desk/{id_}"


@pytest.fixture
def secretariat(loaded: Exchange) -> Person:
    return loaded.signed_in("secretariat@example.org")


def test_it_is_shown_with_its_findings_beside_the_cells(
    loaded: Exchange, secretariat: Person
) -> None:
    page = secretariat.get(page_of(loaded, "Agua clara"))
    field = page.partition(">Sector ")[2] or page.partition(">Sector<")[2]
    assert "“Nada de eso” is not known." in field.partition("</div>")[0]
    assert "juana.perez" not in page
    assert "of.csv, row 2" in page


def test_it_is_corrected_and_stated_from_where_it_came(
    loaded: Exchange, secretariat: Person
) -> None:
    path = page_of(loaded, "Agua clara")
    page = secretariat.get(path)
    still = secretariat.send(page, path, act="correct", **{"cell-2": "Otra cosa"})
    assert still.status_code == 422
    assert "Otra cosa" in unescape(still.text)
    assert "Otra cosa" in secretariat.get(path)
    done = secretariat.send(still.text, path, act="correct", **{"cell-2": "14030"})
    assert str(done.url).startswith(f"{BASE}/en/desk/queue?taken=")
    assert "Agua clara" in done.text
    with closing(open_store(loaded.url)) as store:
        (found,) = store.get(["offer/hnd-agua-clara"]).values()
        assert [s.source for s in found.statements] == ["source/sheet/of"]
    assert len(waiting(loaded)) == 1
    assert secretariat.client.get(path).status_code == 404


def test_it_is_taken_with_a_sector_that_was_proposed(loaded: Exchange, secretariat: Person) -> None:
    path = page_of(loaded, "seguridad")
    page = secretariat.get(path)
    assert 'name="take" value="1"' in page
    for wrong in ("9", "x", "", "-1", "²"):
        assert secretariat.send(page, path, act="take", take=wrong).status_code in {400, 422}, wrong
    done = secretariat.send(page, path, act="take", take="1")
    assert done.status_code == 200
    assert len(waiting(loaded)) == 1


def test_it_is_taken_as_it_stands_or_goes_on_waiting(loaded: Exchange, secretariat: Person) -> None:
    path = page_of(loaded, "Agua clara")
    still = secretariat.send(secretariat.get(path), path, act="accept")
    assert still.status_code == 422
    assert "It still cannot be read" in still.text
    path = page_of(loaded, "seguridad")
    assert secretariat.send(secretariat.get(path), path, act="accept").status_code == 200
    assert len(waiting(loaded)) == 1


def test_it_goes_for_good_only_where_that_is_confirmed(
    loaded: Exchange, secretariat: Person
) -> None:
    path = page_of(loaded, "Agua clara")
    page = secretariat.get(path)
    asked = secretariat.send(page, path, act="discard")
    assert asked.status_code == 422
    assert "Tick it first" in asked.text
    assert len(waiting(loaded)) == 2
    secretariat.send(page, path, act="discard", confirmed="yes")
    assert len(waiting(loaded)) == 1
    assert secretariat.send(page, path, act="accept").status_code == 404


def test_the_second_of_two_is_told_that_the_row_is_another(
    loaded: Exchange, secretariat: Person
) -> None:
    path = page_of(loaded, "Agua clara")
    late = secretariat.get(path)
    secretariat.send(late, path, act="correct", **{"cell-1": "Agua más clara"})
    lost = secretariat.send(late, path, act="discard", confirmed="yes")
    assert lost.status_code == 409
    assert "Agua más clara" in unescape(lost.text)
    assert len(waiting(loaded)) == 2


def test_nobody_else_decides_about_rows(loaded: Exchange) -> None:
    path = page_of(loaded, "Agua clara")
    island = loaded.signed_in("desk@ondavel.example.org")
    page = island.get("/en/desk/upload")
    for act in ("accept", "correct", "discard"):
        found = island.send(page, path, act=act, confirmed="yes", seen="")
        assert found.status_code == 403
    assert len(waiting(loaded)) == 2


def test_what_cannot_be_read_again_is_looked_at_and_let_go(
    loaded: Exchange, secretariat: Person
) -> None:
    why, fix = msg("It is too large to be kept whole."), msg("Correct it in its file.")
    found = Finding("big.xml", "line 3", "", "too-large", Outcome.HELD, why, fix)
    row = held_row("big.xml", Item("line 3", (), (found,)), utc_now(), 90)
    with closing(create_store(loaded.desk, room="desk")) as desk:
        desk.keep_waiting([waiting_row(row)])
    path = f"/en/desk/{row.id}"
    page = secretariat.get(path)
    assert "It is too large to be kept whole." in page
    assert "It is corrected in its file" in page
    assert 'value="correct"' not in page
    assert 'value="accept"' not in page
    assert secretariat.send(page, path, act="correct", **{"cell-0": "x"}).status_code == 422
    assert secretariat.send(page, path, act="accept").status_code == 422
    secretariat.send(page, path, act="discard", confirmed="yes")
    assert row.id not in waiting(loaded)
