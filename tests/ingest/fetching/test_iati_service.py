"""A service is asked page after page, until it has no more."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from ingest.fetching.fetch_errors import OddAnswerError, RefusedAnswerError
from ingest.fetching.iati_service import DEFAULT, CountryFiles, alpha_2, page_url, service
from ingest.retrieval import read_retrieval
from kg.base.errors import BadOptionError
from tests.ingest.fetching.host import Host, status, whole

TEMPLATE = "/api?recipient-country={country}&offset={offset}&unwrap=True"


def page(start: int, end: int) -> bytes:
    bodies = "".join(
        f"<iati-activity default-currency='USD'><iati-identifier>XX-{n}</iati-identifier>"
        f"<title>{'t' * 3_000}</title></iati-activity>"
        for n in range(start, end)
    )
    return f"<iati-activities>{bodies}</iati-activities>".encode()


def files(host: Host, folder: Path, template: str = TEMPLATE) -> list[str]:
    found = CountryFiles(host.url + template, "HN", "", folder).fetched(host.client())
    return [f"{file.path.name} {file.status}" for file in found]


def on(host: Host, *pages: bytes) -> None:
    offset = 0
    for content in pages:
        host.on(
            f"/api?recipient-country=HN&offset={offset}&unwrap=True",
            whole(content, ETag=f'"{offset}"'),
        )
        offset += content.count(b"<iati-activity ")


@pytest.mark.parametrize("last", [page(0, 0), None], ids=["empty page", "404"])
def test_pages_until_there_are_no_more(host: Host, tmp_path: Path, last: bytes | None) -> None:
    on(host, page(0, 700), page(700, 702), *([] if last is None else [last]))
    assert files(host, tmp_path) == ["iati-hn-0001.xml fetched", "iati-hn-0002.xml fetched"]
    assert sorted(path.name for path in tmp_path.glob("*.xml")) == [
        "iati-hn-0001.xml", "iati-hn-0002.xml",
    ]  # fmt: skip
    assert len(host.asked) == 3


def test_the_second_time_nothing_comes(host: Host, tmp_path: Path) -> None:
    on(host, page(0, 3))
    files(host, tmp_path)
    host.on("/api?recipient-country=HN&offset=0&unwrap=True", status(304))
    assert files(host, tmp_path) == ["iati-hn-0001.xml unchanged"]


def test_pages_of_an_earlier_time_go(host: Host, tmp_path: Path) -> None:
    on(host, page(0, 2), page(2, 4), page(4, 6))
    assert len(files(host, tmp_path)) == 3
    (tmp_path / "iati-hn-0004.xml").write_text("of somebody else")
    on(host, page(0, 5))
    host.on("/api?recipient-country=HN&offset=5&unwrap=True", status(404))
    assert len(files(host, tmp_path)) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "iati-hn-0001.xml", "iati-hn-0001.xml.fetched.json", "iati-hn-0004.xml",
    ]  # fmt: skip


def test_a_country_without_activities(host: Host, tmp_path: Path) -> None:
    on(host, page(0, 0))
    assert files(host, tmp_path) == ["iati-hn-0001.xml fetched"]


def test_a_service_that_repeats_itself(host: Host, tmp_path: Path) -> None:
    on(host, page(0, 2), page(0, 2))
    with pytest.raises(OddAnswerError, match="again and again"):
        files(host, tmp_path)


@pytest.mark.parametrize("body", [b"<html>Sorry</html>", b"", b"{}", b"<iati-organisations/>"])
def test_answers_that_are_no_iati_are_not_kept(host: Host, tmp_path: Path, body: bytes) -> None:
    on(host, body)
    with pytest.raises(OddAnswerError, match="not with IATI"):
        files(host, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_service_that_fails(host: Host, tmp_path: Path) -> None:
    on(host, page(0, 2))
    host.on("/api?recipient-country=HN&offset=2&unwrap=True", status(400))
    with pytest.raises(RefusedAnswerError, match="400"):
        files(host, tmp_path)
    assert read_retrieval(tmp_path / "iati-hn-0001.xml") is not None


def test_a_template_without_pages_is_asked_once(host: Host, tmp_path: Path) -> None:
    host.on("/q.xml?country_code=HN", whole(page(0, 5)))
    assert len(files(host, tmp_path, "/q.xml?country_code={country}")) == 1
    assert len(host.asked) == 1


def test_the_service_that_is_asked_by_default() -> None:
    found = urlsplit(page_url(service(DEFAULT), "HN", "XM-DAC-46008&x", 2_000))
    assert (found.scheme, found.hostname) == ("https", "datastore.codeforiati.org")
    assert parse_qs(found.query) == {
        "recipient-country": ["HN"], "reporting-org": ["XM-DAC-46008&x"], "limit": ["1000"],
        "offset": ["2000"], "unwrap": ["True"],
    }  # fmt: skip
    assert "reporting-org" not in page_url(DEFAULT, "HN", "", 0)


@pytest.mark.parametrize(
    "template", ["", "https://example.org/", "https://x/{country}/{secret}", "{"]
)
def test_templates_that_cannot_be_meant(template: str) -> None:
    with pytest.raises(BadOptionError, match="COOPGRAPH_IATI_SERVICE"):
        service(template)


def test_publishers_are_part_of_the_name(host: Host, tmp_path: Path) -> None:
    host.on("/api?c=HN&p=GB%2FGOV-1&o=0", whole(page(0, 1)))
    template = f"{host.url}/api?c={{country}}&p={{publisher}}&o={{offset}}"
    (found,) = CountryFiles(template, "HN", "GB/GOV-1", tmp_path).fetched(host.client())
    assert found.path.name == "iati-hn-GB-GOV-1-0001.xml"


def test_countries_by_their_codes() -> None:
    codes = {"HN": "HN", "HND": "HN", "STATE/HND": "HN"}
    assert {alpha_2(code, codes) for code in ("hn", " HND", "state/hnd")} == {"HN"}
    for code in ("", "XX", "Honduras", "../x", "HN&x"):
        with pytest.raises(BadOptionError):
            alpha_2(code, codes)
