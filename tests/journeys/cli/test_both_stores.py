"""One knowledge in a file and on a server: every command gives the same document, byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from coopgraph.settings import sqlite_url
from kg.store.opening import create_store, open_store
from tests.api.asking import access, bearer, client_of, key_for
from tests.journeys.cli.conftest import Done, Run
from tests.neo4j_server import driver_of, fresh

pytestmark = pytest.mark.neo4j
DAY = ["--as-of", "2026-11-23"]
FEEDS = ("usaid-bo.xml.zst", "worldbank-sv.xml.zst")


class Pair(NamedTuple):
    """The same revisions in two stores."""

    file: str
    server: str


def filled(path: Path, shared: Path | None) -> str:
    """Return the address of a file with the starter knowledge, and real activities."""
    from ingest.iati import iati_sources
    from ingest.known import known_from_store
    from ingest.loading import load

    url = sqlite_url(path)
    if shared is not None:
        store = create_store(url)
        feeds = [shared / "data" / "iati" / name for name in FEEDS]
        load(store, iati_sources(feeds, known_from_store(store)))
        store.close()
    return url


def both(path: Path, shared: Path | None, server: str) -> Pair:
    """Return a file with the knowledge, and the server with all its revisions."""
    file = filled(path, shared)
    with driver_of(server) as driver:
        fresh(driver)
    source, target = open_store(file), open_store(server, write=True)
    for revision in source.journal():
        target.replay(revision)
    assert target.revision() == source.revision()
    source.close()
    target.close()
    return Pair(file, server)


@pytest.fixture(scope="module")
def pair(starter_path: Path, neo4j_url: str, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The starter knowledge in both stores."""
    file = Path(shutil.copy(starter_path, tmp_path_factory.mktemp("pair")))
    return both(file, None, neo4j_url)


QUESTIONS = [
    ["status"],
    ["search", "cooperación"],
    ["search", "agua saneamiento", "--lang", "fr"],
    ["show", "org/segib"],
    ["show", "state/ven", "--lang", "es"],
    ["show", "sector/dac/12240", "--lang", "pt"],
    ["match", "demand/xab-bancos-de-leche"],
    ["match", "offer/xae-bancos-de-leite", "--lang", "pt"],
    ["match", "demand/xab-bancos-de-leche", "--lens", "experience", "--top", "5"],
    ["match", "state/hti", "--sector", "14030", "--lens", "experience"],
    ["partners"],
    ["partners", "--as-of", "2022-06-22", "--lang", "fr"],
    ["partners", "--at-revision", "9", "--guideline", "approach-2022@0.1"],
    ["partners", "--rests-on", "agreement/oas-acs"],
    ["partners", "--rests-on", "source/oas-press-e-351-09"],
    ["partners", "--pass", "org/segib", "org/mercosur", "--lang", "pt"],
    ["together", "--best", "3"],
    ["guideline", "diff", "approach-2022@0.1", "--lang", "es"],
    ["coverage", "org/segib", "org/mercosur", "org/caricom"],
    ["coverage", "org/segib", "org/mercosur", "org/caricom", "--within", "org/oas"],
    ["coverage", "org/segib", "org/paho", "org/caf", "--of", "sectors", "--best", "2"],
    ["coverage", "org/segib", "org/paho", "--of", "demands"],
    ["path", "org/iacd", "org/mercosur"],
    ["path", "state/hti", "org/segib", "--top", "5", "--lang", "es"],
    ["show", "org/segibb"],
    ["match", "demand/none"],
    ["match", "demand/xab-bancos-de-leche", "--audience", "public"],
    ["partners", "--audience", "public"],
]


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_question_has_the_same_answer(pair: Pair, run: Run, question: list[str]) -> None:
    same_answer(pair, run, question)


def same_answer(pair: Pair, run: Run, question: list[str]) -> None:
    asked = [*question, "--json", *([] if "--as-of" in question else DAY)]
    file, server = (run(*asked, store=url) for url in pair)
    assert (file.status, file.out, file.err) == (server.status, server.out, server.err)


FILES: dict[str, list[str]] = {
    "m.jsonl": ["match", "--all", "-o"],
    "d.svg": ["diagram", "org/segib", "-o"],
    "g.graphml": ["export"],
    "x.jsonl": ["export"],
}


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_the_same(pair: Pair, run: Run, tmp_path: Path, name: str) -> None:
    def write(url: str, place: Path) -> tuple[Done, bytes]:
        place.mkdir()
        done = run(*FILES[name], str(place / name), *DAY, store=url)
        return done, (place / name).read_bytes()

    (file, ours), (server, theirs) = (write(url, tmp_path / url[:5]) for url in pair)
    assert (file.status, server.status) == (0, 0), (file.err, server.err)
    assert ours == theirs
    assert ours


ROUTES = [
    "/v1/status",
    "/v1/nodes/org/segib",
    "/v1/neighbourhood/state/hti",
    "/v1/search?q=salud",
    "/v1/matches/demand/xab-bancos-de-leche?top=3",
    "/v1/coverage?id=org/segib&id=org/caricom",
    "/v1/paths?from=org/iacd&to=org/mercosur",
    "/v1/bridges?id=org/iacd&id=org/segib&id=org/mercosur",
    "/es/node/org/segib",
    "/pt/match/demand/xab-bancos-de-leche",
]


@pytest.fixture
def clients(pair: Pair, tmp_path: Path) -> Iterator[list[TestClient]]:
    desk = sqlite_url(tmp_path / "desk.db")
    key, _ = key_for(desk, "board")
    # Of one secret, as services of one desk are: tags and places in lists are the same then.
    asked = access(desk, secret=b"shared by both")
    with ExitStack() as opened:
        apps = [create_app(url, access=asked, cache=None) for url in pair]
        yield [opened.enter_context(client_of(app, headers=bearer(key))) for app in apps]


@pytest.mark.parametrize("route", ROUTES)
def test_the_service_answers_the_same(clients: list[TestClient], route: str) -> None:
    join = "&" if "?" in route else "?"
    file, server = (client.get(f"{route}{join}as_of=2026-11-23") for client in clients)
    assert (file.status_code, file.content) == (200, server.content)
    assert server.status_code == 200
    assert file.headers["etag"] == server.headers["etag"]


def told(done: Done) -> dict[str, object]:
    """Return a report without what no two runs share."""
    return {name: value for name, value in done.json.items() if name != "seconds"}


def test_loading_goes_on_where_the_copy_ends(pair: Pair, run: Run, tmp_path: Path) -> None:
    """What is loaded into both afterwards is counted and found alike."""
    sheet = tmp_path / "actors.csv"
    rows = "id,name,kind,source\norg/x-test,Agencia de prueba,ngo,A list\n,,,\n,Sin id,ngo,A list\n"
    sheet.write_text(rows, "utf-8")
    asked = ["ingest", "sheet", str(sheet), "--as", "actors", "--json"]
    for more in (["--dry-run"], [], []):
        file, server = (run(*asked, *more, store=url) for url in pair)
        assert file.status == server.status
        assert told(file) == told(server)


@pytest.mark.shared
def test_real_activities_are_the_same_too(
    shared: Path, starter_copy: str, neo4j_url: str, run: Run, tmp_path: Path
) -> None:
    """Last in this file: the server then holds something else than the starter knowledge."""
    real = both(tmp_path / "copy.db", shared, neo4j_url)
    assert starter_copy == real.file
    for question in QUESTIONS[::3]:
        same_answer(real, run, question)
