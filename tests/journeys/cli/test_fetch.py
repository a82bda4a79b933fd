"""From the net to disk and into the store, as a person does it; the net is a host of the test."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopgraph.cli.commands import fetch_command
from kg.store.opening import create_store
from tests.ingest.fetching.host import Host, cut, ranged, serving, status, whole
from tests.ingest.iati.conftest import activity, document

from .conftest import Run

XML = document(activity())
ETAG = '"one"'


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Host]:
    with serving() as found:
        monkeypatch.setattr(fetch_command, "client_of", found.client)
        monkeypatch.chdir(tmp_path)
        yield found


def test_an_address_twice_then_loaded(host: Host, run: Run, tmp_path: Path) -> None:
    url = host.on("/data/a.xml", whole(XML, ETag=ETAG), status(304))
    first = run("fetch", url, "--json")
    assert first.status == 0
    (file,) = first.json["files"]
    assert file == {
        "path": "fetched/a.xml", "url": url, "bytes": len(XML), "status": "fetched",
        "etag": ETAG, "retrieved": file["retrieved"], "sha256": hashlib.sha256(XML).hexdigest(),
    }  # fmt: skip
    (again,) = run("fetch", url, "--json").json["files"]
    assert again == {**file, "status": "unchanged"}
    store = f"sqlite:///{tmp_path}/s.db"
    create_store(store).close()
    assert run("ingest", "iati", "fetched", store=store).status == 0
    source = run("show", "source/iati/XM-DAC-47079/a", "--json", store=store).json["node"]
    assert source["properties"]["url"] == url
    assert source["properties"]["retrieved"] == file["retrieved"]


def test_what_broke_off_is_gone_on_with(host: Host, run: Run, tmp_path: Path) -> None:
    body = XML + b" " * 500_000
    url = host.on("/a.xml", cut(body, 300_000, ETag=ETAG), status(500))
    broken = run("fetch", url, "-o", "here/b.xml", "--json")
    assert (broken.status, broken.problem["code"]) == (2, "answered-otherwise")
    host.on("/a.xml", ranged(body, ETAG))
    (file,) = run("fetch", url, "-o", "here/b.xml", "--json").json["files"]
    assert (file["status"], file["path"]) == ("resumed", "here/b.xml")
    assert (tmp_path / "here" / "b.xml").read_bytes() == body


def test_interrupted(host: Host, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.fetching import download

    url = host.on("/a.xml", ranged(XML * 400, ETAG))

    def stopped(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(download._Fetching, "_finished", stopped)
        assert run("fetch", url).status == 130
    assert (tmp_path / "fetched" / "a.xml.part").stat().st_size > 0
    host.on("/a.xml", whole(XML * 400))
    assert run("fetch", url).status == 0
    assert (tmp_path / "fetched" / "a.xml").read_bytes() == XML * 400


def test_countries_by_any_code(
    host: Host, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = f"{host.url}/q?c={{country}}&p={{publisher}}&from={{offset}}"
    monkeypatch.setenv("COOPGRAPH_IATI_SERVICE", template)
    empty = b"<iati-activities/>"
    for country in ("HN", "GT", "US"):
        host.on(f"/q?c={country}&p=XM-DAC-1&from=0", whole(XML))
        host.on(f"/q?c={country}&p=XM-DAC-1&from=1", whole(empty))
    codes = ("HND", "gt", "state/usa", "HN")
    asked = [part for code in codes for part in ("--country", code)]
    done = run("fetch", "iati", *asked, "--publisher", "XM-DAC-1", "-o", "d", "--json")
    assert [file["path"] for file in done.json["files"]] == [
        f"d/iati-{country}-XM-DAC-1-0001.xml" for country in ("hn", "gt", "us")
    ]
    assert len(list((tmp_path / "d").glob("*.xml"))) == 3


def test_as_a_person_reads_it(host: Host, run: Run) -> None:
    done = run("fetch", host.on("/a.xml", whole(XML)), "--lang", "es")
    assert "fetched/a.xml" in done.out
    assert "coopgraph ingest iati fetched" in done.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("iati",), "wrong-use"), (("iati", "--country", "Honduras"), "bad-option"),
     (("iati", "https://example.org/"), "bad-option"), (("ftp://example.org/",), "bad-address"),
     (("http://localhost:1/",), "bad-address"), (("https://a:b@example.org/",), "bad-address"),
     (("https://example.org/", "--country", "HND"), "bad-option"),
     (("https://example.org/", "--publisher", "X"), "bad-option")],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "es", "pt", "fr"])
def test_wrong_use(host: Host, run: Run, arguments: tuple[str, ...], code: str, lang: str) -> None:
    done = run("fetch", *arguments, "--json", "--lang", lang)
    assert (done.status, done.out, done.problem["code"]) == (2, "", code)
    assert host.asked == []


@pytest.mark.parametrize("address", ["http://localhost/", "https://127.0.0.1/", "http://[::1]/"])
def test_nothing_in_the_environment_opens_this_machine(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    done = run("fetch", address, "--json")
    assert (done.status, done.problem["code"]) == (2, "blocked-address")


def test_a_service_that_is_not_public(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COOPGRAPH_IATI_SERVICE", "http://169.254.169.254/{country}")
    done = run("fetch", "iati", "--country", "HND", "--json")
    assert (done.status, done.problem["code"]) == (2, "blocked-address")
