"""The single declaration is single: a type that is made up goes through the whole house."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest
from lxml import html

from kg.base.i18n import msg
from kg.model.declaring import UndeclaredError
from kg.model.nodes import Named
from kg.model.relations import Relation
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run it in a process of its own: types are read when modules are."""
    command = [sys.executable, "-m", "tests.journeys.made_up", str(tmp_path_factory.mktemp("it"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_it_comes_in(seen: dict[str, Any]) -> None:
    assert seen["findings"] == []
    assert (seen["accepted"], seen["counts"]) == (3, 2)


def test_it_is_filled_in_as_a_sheet(seen: dict[str, Any]) -> None:
    assert seen["sheet"] == []
    assert seen["template"] > 0
    shown = seen["from_sheet"]
    assert shown["node"]["properties"] == {
        "name": {"und": "Soil network"}, "theme": "soils", "is_open": True,
    }  # fmt: skip
    assert [(r["type"], r["from"], r["to"]) for r in shown["relations"]] == [
        ("CONVENED_BY", "network/body-soil-network", "org/body")
    ]


def test_it_is_found_and_shown(seen: dict[str, Any]) -> None:
    assert seen["found"] == ["network/water"]
    assert (seen["type"], seen["relations"]) == ("Network", ["CONVENED_BY", "JOINS"])


def test_pages_call_it_by_its_words_in_either_direction(seen: dict[str, Any]) -> None:
    network, body = seen["pages"]["network/water"], seen["pages"]["org/body"]
    for text in ("Network of practice", "Who convenes it", "Theme of the network", "undated"):
        assert text in network, text
    assert "Who takes part" in network
    assert "Networks that it convenes" in body
    assert seen["home"] == 200


def test_what_holds_or_not_is_said_in_words(seen: dict[str, Any]) -> None:
    page = html.document_fromstring(seen["pages"]["network/water"])
    said = str(page.xpath("normalize-space(//dt[.='Open to all']/following-sibling::dd)"))
    assert said.startswith("yes")
    assert re.search(r"Open to all +yes\b", seen["terminal"])


def test_it_is_drawn(seen: dict[str, Any]) -> None:
    assert "Water network" in seen["picture"]
    assert "convened by" in seen["diagram"]


def test_it_leaves(seen: dict[str, Any]) -> None:
    rows = [json.loads(line) for line in seen["lines"].splitlines()]
    assert {"Network", "CONVENED_BY"} <= {row["type"] for row in rows}
    assert "CONVENED_BY" in seen["graphml"]


def test_it_is_documented(seen: dict[str, Any]) -> None:
    docs = seen["docs"]
    schema = json.loads(docs["schema/model.schema.json"])
    assert "Network" in schema["nodes"]
    assert "CONVENED_BY" in schema["relations"]
    assert "### Network\n" in docs["model.md"]
    assert "node.Network " in docs["queries/style.grass"]


def test_it_is_in_the_picture_of_the_model_before_anybody_gave_it_a_place(
    seen: dict[str, Any],
) -> None:
    picture = html.document_fromstring(seen["docs"]["images/model.svg"].encode())
    assert {"Without a place yet", "Network", "CONVENED_BY"} <= {*picture.itertext()}


def test_a_type_that_does_not_say_enough_is_refused_with_what_is_missing() -> None:
    with pytest.raises(UndeclaredError, match=r"Quiet does not say its plural \(what many"):

        class Quiet(Named):
            prefix = "quiet"
            title_of_type = msg("Quiet")

    with pytest.raises(UndeclaredError, match=r"Mute does not say its .*outward.*page_rank"):

        class Mute(Relation):
            type = "MUTE"
            title_of_type = msg("mute")
