"""Each number of a partner brief, asked for again at its address."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

STEP = re.compile(r"\.(\w+)|\[(\d+)\]|\[\?@\.(\w+)=='([^']*)'\]")


def at(document: Any, path: str) -> Any:
    """Return what stands at a place: names, numbers, and filters that select one."""
    for name, number, key, value in STEP.findall(path.removeprefix("$")):
        if name:
            document = document[name]
        elif number:
            document = document[int(number)]
        else:
            (document,) = [one for one in document if one[key] == value]
    return document


@pytest.mark.parametrize("id_", ["org/segib", "org/caricom", "org/jica"])
def test_each_number_stands_where_the_brief_says(starter: TestClient, id_: str) -> None:
    paper = starter.get(f"/v1/briefs/partner/{id_}", params={"lang": "es"}).json()
    assert paper["figures"]
    for figure in paper["figures"]:
        answer = starter.get(figure["address"])
        assert answer.status_code == 200, figure
        assert at(answer.json(), figure["at"]) == figure["value"]
        assert answer.json()["revision"] == figure["revision"]
