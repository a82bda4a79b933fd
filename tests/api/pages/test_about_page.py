"""Whose pages they are, as readers meet it: name, emblem, publisher, contact, what names imply."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml import html
from starlette.testclient import TestClient

from api.app import create_app
from kg.base.i18n import LANGUAGES
from kg.publisher.emblem import pages_of
from kg.publisher.publisher import PUBLISHERS
from tests.api.asking import PUBLIC, client_of
from tests.journeys.pages.select import select
from tests.kg.publisher.test_emblem import GOOD


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def ours(starter_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("publisher")
    said = yaml.safe_load(PUBLISHERS.text("cooperanet"))
    said["name"] = {lang: f"Réseau <{lang}>" for lang in LANGUAGES}
    said |= {"mailbox": "office@example.org", "emblem": "e.svg"}
    (folder / "e.svg").write_text(GOOD)
    (folder / "ours.yaml").write_text(yaml.safe_dump(said), "utf-8")
    whose = pages_of(str(folder / "ours.yaml"))
    app = create_app(starter_url, access=PUBLIC, cache=None, pages_of=whose)
    with client_of(app) as client:
        yield client


@pytest.fixture(scope="module")
def shipped(starter_url: str) -> Iterator[TestClient]:
    with client_of(create_app(starter_url, access=PUBLIC, cache=None)) as client:
        yield client


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_says_whose_it_is(ours: TestClient, lang: str) -> None:
    found = html.document_fromstring(ours.get(f"/{lang}/offers").text)
    assert select(found, "title")[0].text.endswith(f"· Réseau <{lang}>")
    assert text(select(found, ".brand")[0]) == f"Réseau <{lang}>"
    foot = text(select(found, "body > footer")[0])
    publisher = PUBLISHERS.named("cooperanet")
    assert publisher.body.said(lang) in foot
    assert publisher.office.said(lang) in foot
    assert publisher.disclaimer.said(lang) in foot
    assert select(found, "body > footer a[href='mailto:office@example.org']")
    assert select(found, "a[rel=license]")[0].get("href") == publisher.licence.url


def test_the_page_about_it_says_its_standing_and_the_program(shipped: TestClient) -> None:
    found = text(select(html.document_fromstring(shipped.get("/en/about").text), "main")[0])
    assert "A proposal: not adopted by the board." in found
    assert "no mailbox is designated yet" in found
    assert "CooperaNet" in found
    assert "coopgraph" in found


def test_the_emblem_is_sent_as_it_was_checked(ours: TestClient, shipped: TestClient) -> None:
    page = html.document_fromstring(ours.get("/en/about").text)
    (address,) = [one.get("src") for one in select(page, ".brand img")]
    sent = ours.get(address)
    assert sent.text == GOOD
    assert sent.headers["content-type"] == "image/svg+xml"
    assert "immutable" in sent.headers["cache-control"]
    assert "default-src 'none'" in sent.headers["content-security-policy"]
    assert ours.get("/-/emblem").headers["cache-control"] == "no-cache"
    assert shipped.get("/-/emblem").status_code == 404
    assert not select(html.document_fromstring(shipped.get("/en/about").text), ".brand img")


def test_feeds_and_pictures_name_it(ours: TestClient) -> None:
    assert "Réseau &lt;fr&gt;" in ours.get("/fr/feeds/offers").text
    drawn = ours.get("/en/embed/actor.svg?id=org/segib").text
    assert "Source: Réseau &lt;en&gt;" in drawn
    embedded = ours.get("/pt/embed/actor?id=org/segib").text
    assert "não implicam posição alguma" in embedded


def test_another_publisher_is_another_page_to_who_keeps_one(
    ours: TestClient, shipped: TestClient
) -> None:
    assert ours.get("/en/about").headers["etag"] != shipped.get("/en/about").headers["etag"]


def test_analysts_are_told_where_the_graph_is(shipped: TestClient) -> None:
    found = html.document_fromstring(shipped.get("/es/api").text)
    named = {code.text_content() for code in select(found, "code")}
    assert {"view.to_networkx()", "to_pyvis(view)"} <= named
    (link,) = [a.get("href") for a in select(found, "main a") if "graphml" in a.get("href")]
    assert shipped.get(link).status_code == 200


def test_programs_are_told_each_address_with_its_method_and_what_a_form_takes(
    shipped: TestClient,
) -> None:
    found = html.document_fromstring(shipped.get("/fr/api").text)
    listed = {text(heading): heading for heading in select(found, ".route-doc h2")}
    described = shipped.get("/v1/openapi.json").json()["paths"]
    assert set(listed) == {
        f"{method.upper()} {path}" for path, methods in described.items() for method in methods
    }
    (condense,) = listed["POST /v1/condense"].getparent().xpath("self::section")
    fields = {text(code) for code in select(condense, "dt code")}
    assert {"report", "previous", "for", "lang"} <= fields
