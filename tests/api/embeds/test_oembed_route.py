"""oEmbed: only of our own addresses, as the public sees them, in the room that there is."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.asking import BASE
from tests.viz.pictures.test_picture_forms import ASKED
from viz.pictures.picture_forms import FORMS


class Frames(HTMLParser):
    """The frames of a snippet, each with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.frames: list[dict[str, str | None]] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "iframe":
            self.frames.append(dict(attrs))


def oembed(client: TestClient, url: str, **more: Any) -> Any:
    return client.get("/oembed", params={"url": url, **more})


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_a_frame(starter: TestClient, form: str) -> None:
    query = ASKED[form].query()
    url = f"{BASE}/es/embed/{form}{'?' if query else ''}{query}"
    answer = oembed(starter, url, format="json", maxwidth=640, maxheight=500, dnt="1")
    assert answer.status_code == 200
    said = answer.json()
    assert (said["version"], said["type"]) == ("1.0", "rich")
    assert (said["width"], said["height"]) == (640, 500)
    (frame,) = Frames(said["html"]).frames
    assert frame["src"] == url
    assert frame["title"] == said["title"]
    assert frame["sandbox"] == "allow-scripts allow-popups"
    assert frame["loading"] == "lazy"
    assert starter.get(url).status_code == 200
    assert "public" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["es/node/org/segib", "es/diagram/org/segib?as_of=2020-01-01"])
def test_a_page_leads_to_the_picture_on_it(starter: TestClient, path: str) -> None:
    said = oembed(starter, f"{BASE}/{path}").json()
    (frame,) = Frames(said["html"]).frames
    assert "/es/embed/actor?id=org%2Fsegib" in (frame["src"] or "")
    assert ("as_of" in path) == ("as_of" in (frame["src"] or ""))


@pytest.mark.parametrize(
    "url",
    ["", "x", "http://evil.example/es/embed/actor?id=org/segib", f"{BASE}/es/about",
     f"{BASE}.evil.example/es/embed/actor?id=org/segib", f"{BASE}/es/embed/cake",
     f"{BASE}/es/embed/actor?id=org/nobody", f"{BASE}/es/embed/actor?id=org/segib&x=1",
     f"{BASE}/es/embed/actor?id=org/segib&as_of=soon", f"{BASE}/de/embed/actor?id=org/segib",
     "http://[::1/es", f"javascript:{BASE}/es/embed/actor", f"{BASE}/es/embed/actor?theme=x"],
)  # fmt: skip
def test_what_is_no_picture_of_ours_is_not_found(starter: TestClient, url: str) -> None:
    answer = oembed(starter, url)
    assert answer.status_code == 404
    assert answer.json()["code"] == "no-picture"


def test_xml_is_not_given(starter: TestClient) -> None:
    url = f"{BASE}/es/embed/actor?id=org/segib"
    assert oembed(starter, url, format="xml").status_code == 501


def test_hostile_names_stay_text(attacked: TestClient) -> None:
    said = oembed(attacked, f"{BASE}/en/embed/actor?id=org/oas").json()
    assert Frames(said["html"]).tags == ["iframe"]


def test_pages_with_a_picture_say_so_to_other_sites(starter: TestClient) -> None:
    page = starter.get("/es/node/org/segib", params={"audience": "public"}).text
    assert 'type="application/json+oembed"' in page
    assert f'property="og:image" content="{BASE}/es/embed/actor.png?id=org%2Fsegib' in page
    assert 'name="twitter:card"' in page
    assert "og:image" not in starter.get("/es/node/org/segib").text, "the board's own page"
    document = starter.get("/es/embed/actor?id=org/segib").text
    assert 'type="application/json+oembed"' in document
