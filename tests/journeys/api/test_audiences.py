"""No route tells an audience what it may not see: all routes are asked, whatever they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator, Sequence
from itertools import product
from typing import Any, Final

import pytest
from starlette.testclient import TestClient

from kg.base.i18n import LANGUAGES
from kg.brief.paper_kinds import KINDS
from tests.api.asking import BASE
from tests.api.routes import routes_of
from tests.api.world import BOARD_ONLY, HIDDEN, HIDDEN_UNIT, STATES_ONLY
from tests.effort import met
from tests.journeys.api.sent_reports import answers, takes_reports
from viz.papers.paper_forms import FORMS
from viz.papers.paper_proof import attached
from viz.pictures.picture_forms import FORMS as PICTURES

FAR = {"demand/water", "offer/0", "state/bra", "state/hti", "practice/lesson", "org/body"}
"""Records beside the hidden ones, whose pages could tell of them."""
SECRETS = [*HIDDEN, *HIDDEN.values(), "zz@b.example"]
FOR_BOARD = {BOARD_ONLY, "Zzboard", "source/hidden", "Zzsource", "practice/hidden",
             "Zzpractice"}  # fmt: skip


PARTS: Final[dict[str, Sequence[str]]] = {
    "{lang:language}": LANGUAGES,
    "{id:path}": sorted({*HIDDEN, *FAR}),
    "{form}": list(PICTURES),
    "{kind}": [*KINDS, "offers"],
    "{number}": ["1"],
    "{role}": ["authority"],
    "{token}": ["x"],
}
"""What stands in the addresses of routes; nothing else may."""
TURNS: Final = 4
"""In turn each record is asked about with so many-th of what a route takes."""
_DEFAULT: Final[Sequence[Any]] = ()
_WORDS: Final[dict[str, Sequence[Any]]] = {
    name: values or ["{id}"] for form in PICTURES.values() for name, values in form.choices.items()
}
"""Further words of pictures."""
SAID: Final[dict[str, Sequence[Any]]] = {
    **_WORDS,
    "about": ["{id}"], "ahead": ["{id}"], "audience": ["board"], "behind": ["{id}"],
    "contact": ["{id}"], "first": [2], "for_board": ["true"], "format": list(FORMS),
    "from": ["{id}"], "id": ["{id}"], "lens": ["experience"], "name": ["approach-2022@0.1"],
    "of": ["demands", *_WORDS.get("of", ())], "order": ["adds"], "body": ["{id}"],
    "modality": ["{id}"], "fold": ["{id}"], "hide": ["Offer"], "find": ["{word}"], "year": [2020],
    "office": ["{id}"], "own": ["{id}"], "partner": ["{id}"], "q": ["{id}", "{word}", "zz"],
    "record": ["{id}"], "robustness": ["true"], "sector": ["sector/dac/140"], "show": ["all"],
    "since": ["2020-01-01", "2999-01-01"], "state": ["state/bra"], "steps": [2], "to": ["{id}"],
    "type": ["Offer", "Demand"], "weight": ["states:1"], "within": ["{id}"], "best": [1],
    "pair": ["{id}"], "theme": ["dark"], "size": ["narrow"], "form": list(PICTURES),
    "maxwidth": [400], "for": ["{id}"], "propose": ["true"],
    "site": ["https://www.site.example"], "url": [f"{BASE}/en/embed/actor?id={{id}}"],
    "target": ["{id}", "offer/0"], "why_not": ["{id}", "{word}"],
    "floor": [0, 2], "per_offer": [2], "per_provider": [1],
    "at_revision": [1], "examples": ["true"], "guideline": ["approach-2022@0.1"],
    **dict.fromkeys(
        ("act", "as_of", "change", "cursor", "dnt", "item", "kind", "lang", "language", "limit",
         "maxheight", "page", "param", "region", "sort", "step", "taken", "timeout", "top"),
        _DEFAULT,
    ),
}  # fmt: skip
"""Parameters, with values under which a route could speak of a record; none: it names no record."""
TOGETHER: Final = (
    {"from": "{id}", "to": "state/hti"}, {"from": "state/bra", "to": "{id}"},
    {"id": ["{id}", "org/body"]}, {"id": ["org/body", "org/authority"]},
    {"id": ["{id}", "org/body"], "of": "demands"}, {"id": "org/body", "within": "{id}"},
    {"ahead": "{id}", "behind": "org/body"}, {"q": "MATCH (n) RETURN n", "audience": "board"},
    {"from": "approach-2022@0.1", "to": "approach-2022", "audience": "board"},
    {"format": "pdf", "for_board": "true"},
    {"url": f"{BASE}/en/node/{{id}}"}, {"form": "actor", "id": "{id}"},
    {"form": "actor", "id": "{word}"}, {"id": "{id}", "audience": "board"},
    {"of": "members", "body": "{id}"},
    {"of": "members", "id": "{id}"}, {"of": "offers", "sector": "sector/dac/140"},
    {"of": "needs", "id": "sector/dac/140"}, {"of": "coverage", "id": ["{id}", "org/body"]},
    {"target": "{id}", "lens": "experience"}, {"why_not": "{id}", "lens": "experience"},
    {"order": "adds", "id": ["org/body", "{id}"], "within": "{id}"},
    {"floor": 2, "per_provider": 1, "examples": "yes"},
)  # fmt: skip
"""Parameters that say something only beside others."""


def queries(names: Collection[str], id_: str) -> Iterator[dict[str, Any]]:
    """Yield parameters of a route under which it could speak of a record."""
    yield {}
    single = ({name: value} for name in sorted(names) for value in SAID[name])
    for query in (*single, *(one for one in TOGETHER if one.keys() <= {*names})):
        yield {name: _filled(value, id_) for name, value in query.items()}


def _filled(value: Any, id_: str) -> Any:
    if isinstance(value, list):
        return [_filled(one, id_) for one in value]
    return str(value).replace("{id}", id_).replace("{word}", HIDDEN.get(id_, "Zz"))


def addresses(
    path: str, *, languages: Sequence[str] = LANGUAGES, ids: Sequence[str] = PARTS["{id:path}"]
) -> Iterator[tuple[str, str]]:
    """Yield the addresses of a route, each with the record that it is asked about."""
    all_ = {**PARTS, "{lang:language}": languages, "{id:path}": ids}
    parts = [part for part in all_ if part in path]
    for chosen in product(*(all_[part] for part in parts)):
        address = path
        for part, text in zip(parts, chosen, strict=True):
            address = address.replace(part, text)
        assert "{" not in address, f"What stands in {path}?"
        about = dict(zip(parts, chosen, strict=True)).get("{id:path}")
        yield from ((address, id_) for id_ in ([about] if about else ids))


def requests(
    app: Any, *, languages: Sequence[str] = LANGUAGES, ids: Sequence[str] = PARTS["{id:path}"]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what every route is asked, each request once: which there are says the service."""
    asked = set()
    for path, names in sorted(routes_of(app).items()):
        for turn, (address, id_) in enumerate(addresses(path, languages=languages, ids=ids)):
            # What a parameter brings is the same in all languages; what a page says is not.
            is_plain = address.split("/")[1] in LANGUAGES[1:]
            for query in met(queries(() if is_plain else names, id_), turn, TURNS):
                name = (address, str(query))
                if name not in asked:
                    asked.add(name)
                    yield address, query


def test_all_routes_are_known_to_this_test(board: TestClient) -> None:
    found = routes_of(board.app)
    assert {
        "/v1/nodes/{id:path}",
        "/{lang:language}/node/{id:path}",
        "/-/ready",
        "/",
    } <= found.keys()
    assert len(found) > 30
    assert takes_reports(board.app) == ["/es/desk/report", "/v1/condense"]
    names = set().union(*found.values())
    assert names <= SAID.keys(), "A parameter that no test gives a value."


@pytest.mark.timeout(900)  # all routes, with all that they take
@pytest.mark.parametrize(
    ("audience", "secrets"),
    [("public", SECRETS), ("states", sorted(FOR_BOARD))],
)
def test_what_is_hidden_is_nowhere(world: Any, audience: Any, secrets: list[str]) -> None:
    client = world(audience)
    for address, query in requests(client.app):
        response = client.get(address, params=query)
        assert response.status_code in (200, 303, 307, 308, 403, 404, 405, 410, 422), (
            address,
            query,
        )
        said = _without_echo(response, address, query, secrets)
        told = [secret for secret in secrets if secret in said]
        assert not told, (address, query, told)


NAMED: Final = "\n\n".join(
    f"{word} and Haiti signed an agreement with {word} on water for schools in March."
    for word in HIDDEN.values()
)
"""A report that names what is hidden."""


@pytest.mark.parametrize(
    ("audience", "seen"), [("states", {STATES_ONLY, HIDDEN_UNIT}), ("public", ())]
)
def test_no_report_tells_that_what_it_names_is_hidden(
    world: Any, audience: Any, seen: Collection[str]
) -> None:
    client = world(audience)
    told = 0
    for address, found in answers(client, client.app, NAMED, ["", "state/hti", *HIDDEN]):
        if address[1] not in HIDDEN:
            assert not [id_ for id_ in HIDDEN if id_ in found.text and id_ not in seen], address
        told += found.status_code == 200
    assert (told > 0) == (audience == "states")


def test_a_hidden_record_is_no_state_to_condense_a_report_for(world: Any) -> None:
    client = world("states")
    files = {"report": ("report.txt", NAMED.encode())}
    hidden, absent = (
        client.post("/v1/condense", data={"for": id_}, files=files).json()
        for id_ in (BOARD_ONLY, f"{BOARD_ONLY}x")
    )
    assert hidden["code"] == absent["code"] == "unknown-id"
    assert hidden["fix"] == absent["fix"]


def test_the_board_finds_hidden_names_in_a_report(board: TestClient) -> None:
    files = {"report": ("report.txt", NAMED.encode())}
    assert HIDDEN_UNIT in board.post("/v1/condense", files=files).text


def _without_echo(
    response: Any, address: str, query: dict[str, Any], secrets: Sequence[str]
) -> str:
    """Return what was answered without what was asked: repeating a question tells nothing."""
    text = _unpacked(response.content)
    values = [value if isinstance(value, list) else [str(value)] for value in query.values()]
    words = {word for one in values for word in one}
    parts = address.split("/")
    asked = {*words, *("/".join(parts[start:]) for start in range(3, len(parts)))}
    for word in sorted(asked, key=len, reverse=True):
        if any(secret in word for secret in secrets):
            text = text.replace(word, "")
    return text


def _unpacked(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        data = attached(content)
        assert data is not None
        return data
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_the_board_sees_what_is_hidden_from_others(board: TestClient) -> None:
    for id_, word in HIDDEN.items():
        assert word in board.get(f"/v1/nodes/{id_}").text
        assert word in board.get(f"/en/node/{id_}").text
    assert "Zzunit" in board.get("/en/node/offer/0").text
    assert "Zzboard" in board.get("/v1/search?q=zzboard").text


def test_the_states_see_what_is_marked_for_them(world: Any) -> None:
    client = world("states")
    assert client.get(f"/v1/nodes/{STATES_ONLY}").status_code == 200
    assert client.get(f"/v1/nodes/{BOARD_ONLY}").status_code == 404


def test_a_hidden_id_is_as_unknown_as_one_that_does_not_exist(world: Any) -> None:
    client = world("public")
    hidden = client.get("/v1/nodes/offer/states-only").json()
    absent = client.get("/v1/nodes/offer/states-onlx").json()
    assert hidden["code"] == absent["code"] == "unknown-id"
    assert hidden["fix"] == absent["fix"]
