"""Whatever names hold, they stay text in every form of every file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from tests.api.asking import BASE, client_for
from tests.api.embeds.armed_world import DISPUTED, LONG, make_armed
from viz.pictures.picture_forms import FORMS

STEERING: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ufffe\uffff]"
)
TOWER: Final = "\u0301" * 4
ELEMENTS: Final = {"script", "foreignObject", "image", "iframe", "style"}
OPENS: Final = re.compile(r"\s*(javascript|data|vbscript):", re.IGNORECASE)
QUERIES: Final[tuple[dict[str, Any], ...]] = (
    {}, {"id": "org/oas"}, {"id": "org/iacd", "steps": 3}, {"id": DISPUTED},
    {"id": "demand/water"}, {"id": ["org/segib", "org/oas"]}, {"id": "sector/dac/140"},
    {"from": DISPUTED, "to": "org/oas"}, {"of": "members", "id": "org/oas"},
)  # fmt: skip
FILES: Final = ("org/oas", "org/iacd", DISPUTED, "offer/wells")
FORMULA: Final = re.compile(r'[\s"]*[=+\-@]')


@pytest.fixture(scope="module")
def armed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    url = make_armed(tmp_path_factory.mktemp("armed") / "world.db")
    with client_for(url, "public") as client:
        yield client


def asked(client: TestClient, address: str, query: dict[str, Any]) -> Any:
    answer = client.get(address, params=query)
    assert answer.status_code in (200, 422), (address, query)
    return answer if answer.status_code == 200 else None


def require_text(text: str, where: Any) -> None:
    assert not STEERING.search(text), where
    assert TOWER not in text, where


def require_plain(root: Any, where: Any) -> None:
    """Let nothing through but elements of ours: no handler, no style, no address that acts."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        assert name not in ELEMENTS or (name == "script" and element.get("src")), where
        for key, value in element.attrib.items():
            assert not key.startswith("on"), where
            assert key != "style", where
            assert not (key in {"href", "src"} and OPENS.match(value) and value != "data:,"), where


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("form", FORMS)
def test_names_stay_text_in_every_form(armed: TestClient, form: str, lang: str) -> None:
    drawn = 0
    for query in QUERIES:
        address = f"/{lang}/embed/{form}"
        document = asked(armed, address, query)
        if document is None:
            continue
        drawn += 1
        require_text(document.text, query)
        root: Any = html.document_fromstring(document.content)
        require_plain(root, query)
        links = root.iter("a")
        assert all(link.text_content().strip() or link.get("aria-label") for link in links)
        file = asked(armed, f"{address}.svg", query)
        require_text(file.text, query)
        require_plain(etree.fromstring(file.content), query)
    assert drawn


@pytest.mark.parametrize("form", FORMS)
def test_typst_draws_names_as_text(armed: TestClient, form: str) -> None:
    drawn = [asked(armed, f"/en/embed/{form}.png", query) for query in QUERIES[:5]]
    found = [answer.content for answer in drawn if answer is not None]
    assert all(png.startswith(b"\x89PNG") for png in found)


@pytest.mark.parametrize("id_", FILES)
def test_names_stay_text_in_every_file_of_a_diagram(armed: TestClient, id_: str) -> None:
    for kind in ("svg", "gexf", "graphml"):
        root = etree.fromstring(asked(armed, f"/en/diagram.{kind}/{id_}", {"steps": 2}).content)
        require_plain(root, kind)
    for kind in ("json", "network"):
        assert asked(armed, f"/en/diagram.{kind}/{id_}", {"steps": 2}).json()
    assert asked(armed, f"/en/diagram.png/{id_}", {"steps": 2}).content.startswith(b"\x89PNG")


@pytest.mark.parametrize("id_", FILES)
def test_no_spreadsheet_finds_a_formula(armed: TestClient, id_: str) -> None:
    """Where commas are decimal points cells are parted at semicolons, whatever we part them by."""
    text = asked(armed, f"/en/diagram.csv/{id_}", {"steps": 2}).text.removeprefix("\ufeff")
    assert "\x00" not in text
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) > 2
    for separator in (",", ";"):
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            assert not [cell for cell in row if FORMULA.match(cell)]


def test_programs_are_told_text(armed: TestClient) -> None:
    for id_ in FILES:
        said = asked(armed, "/oembed", {"url": f"{BASE}/en/embed/actor?id={id_}"}).json()
        frame = html.fragment_fromstring(said["html"])
        assert (frame.tag, len(frame)) == ("iframe", 0)
        assert len(said["html"]) < LONG
