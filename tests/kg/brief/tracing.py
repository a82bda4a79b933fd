"""Figures of papers, asked for again: an address of the API is followed, its value looked up.

``at`` is a path of RFC 9535 (JSONPath), of which papers use this much: names, and filters that
compare a name of a record with a text, a number or a truth, joined by ``&&`` or ``||``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from starlette.testclient import TestClient

from kg.brief.paper import Figure, Paper, numbered

_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[\?(.*?)\](?=[.\[]|$)")
_TEST = re.compile(r"@\.(\w+)(?:\s*(==|>=|<=|>|<)\s*(.+))?$")


def traced(client: TestClient, paper: Paper) -> Iterator[str]:
    """Yield what is wrong with the figures of a paper: each is asked for where it says."""
    for figure in numbered(paper):
        found = asked_again(client, figure)
        if found != figure.value:
            yield f"{figure.address} {figure.at}: {found}, not {figure.value} {figure.unit}"


def asked_again(client: TestClient, figure: Figure) -> Any:
    """Return what the API answers for a figure today."""
    answer = client.get(figure.address)
    assert answer.status_code == 200, (figure, answer.text)
    document = answer.json()
    if figure.at:
        return value_at(document, figure.at)
    return figure.value if figure.value in {*_leaves(document), *_lengths(document)} else None


def value_at(document: Any, at: str) -> Any:
    """Return the value at a place, or how many records its last filter selects.

    >>> value_at({"a": [{"b": 1, "c": "x"}, {"b": 2, "c": "y"}]}, "$.a[?@.c=='y'].b")
    2
    >>> value_at({"a": [{"b": 1, "c": "x"}, {"b": 2, "c": "y"}]}, "$.a[?@.b > 0 && @.c=='x']")
    1
    """
    assert at.startswith("$"), at
    nodes, counted, position = [document], False, 1
    while position < len(at):
        step = _STEP.match(at, position)
        assert step, (at, position)
        name, test = step.groups()
        counted = name is None
        if name is not None:
            nodes = [node[name] for node in nodes if name in node]
        else:
            nodes = [one for node in nodes for one in node if _holds(one, test)]
        position = step.end()
    if counted:
        return len(nodes)
    assert len(nodes) == 1, (at, len(nodes))
    return nodes[0]


def _holds(one: Any, test: str) -> bool:
    return any(all(_is(one, part) for part in some.split("&&")) for some in test.split("||"))


def _is(one: Any, test: str) -> bool:
    found = _TEST.match(test.strip())
    assert found, test
    name, sign, told = found.groups()
    if sign is None:
        return name in one
    wanted = json.loads(told.replace("'", '"'))
    value = one.get(name)
    if sign == "==":
        return bool(value == wanted)
    if type(value) is not type(wanted):
        return False
    return bool({">": value > wanted, "<": value < wanted, ">=": value >= wanted,
                 "<=": value <= wanted}[sign])  # fmt: skip


def _leaves(document: Any) -> Iterator[Any]:
    if isinstance(document, dict | list):
        for one in _parts(document):
            yield from _leaves(one)
    else:
        yield document


def _lengths(document: Any) -> Iterator[int]:
    if isinstance(document, dict | list):
        yield len(document)
        for one in _parts(document):
            yield from _lengths(one)


def _parts(document: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return document.values() if isinstance(document, dict) else document
