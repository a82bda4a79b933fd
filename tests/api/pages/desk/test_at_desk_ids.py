"""What is not for somebody is not there for them: guessed and foreign ids are told alike."""

from __future__ import annotations

import re

import pytest

from tests.api.pages.desk.office import Exchange, Person
from tests.api.pages.desk.test_desk_story import offer_of, path_of

DEMAND = {
    "title": "Clean water for the outer islands", "summary": "We want wells.", "sector": "14030",
    "languages": "en", "visibility": "states",
}  # fmt: skip
GUESSED = "0123456789abcdef"


@pytest.fixture
def theirs(exchange: Exchange) -> dict[str, str]:
    """Numbers of a draft, a submission and a request for contact of other offices."""
    island = exchange.signed_in("desk@ondavel.example.org")
    secretariat = exchange.signed_in("secretariat@example.org")
    draft = path_of(island.enter("demands", "draft", title="A draft"))
    entry = path_of(island.enter("demands", "propose", **DEMAND))
    secretariat.send(secretariat.get(entry), entry, act="accept")
    other = exchange.signed_in("desk@lirvanne.example.org")
    own, about = offer_of(exchange), "demand/xaa-clean-water-for-the-outer-islands"
    asking = other.get(f"/en/desk/ask?own={own}&about={about}")
    asked = other.send(asking, "/en/desk/ask", own=own, about=about, text="Wells?")
    return {"draft": draft, "entry": entry, "contact": path_of(asked)}


def told(person: Person, method: str, path: str) -> tuple[int, str]:
    """Return how a page answers, without what it repeats of the address."""
    token = re.search(r'name="token" value="([^"]+)"', person.get("/en/desk"))
    assert token
    fields = {"token": token[1], "act": "accept", "seen": "0" * 64, "remark": "x", "text": "x"}
    found = person.client.get(path) if method == "GET" else person.client.post(path, data=fields)
    number = path.split("/")[4]
    return found.status_code, found.text.replace(number, "…")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("role", ["authority", "partner_body", "board"])
def test_what_others_have_is_told_like_what_is_not_there(
    exchange: Exchange, theirs: dict[str, str], method: str, role: str
) -> None:
    office = {"authority": "unit/mercosur-gci", "partner_body": "unit/mercosur-gci"}.get(role)
    exchange.invite(f"{role}@example.net", role, office)
    stranger = exchange.signed_in(f"{role}@example.net")
    paths = [*theirs.values(), f"{theirs['draft']}/edit", f"{theirs['entry']}/edit"]
    for path in paths:
        number = path.split("/")[4]
        guessed = path.replace(number, GUESSED)
        foreign, unknown = told(stranger, method, path), told(stranger, method, guessed)
        assert foreign == unknown, path
        assert foreign[0] == 404, path


def test_a_draft_is_not_there_for_the_secretariat(
    exchange: Exchange, theirs: dict[str, str]
) -> None:
    secretariat = exchange.signed_in("secretariat@example.org")
    path = theirs["draft"]
    guessed = path.replace(path.split("/")[4], GUESSED)
    for method in ("GET", "POST"):
        assert told(secretariat, method, path) == told(secretariat, method, guessed)


@pytest.mark.parametrize(
    "number",
    ["x", "0123456789ABCDEF", "0123456789abcde", "0123456789abcdef0", "..%2f..%2fkey", "%00", "é",
     "0123456789abcdef%0a", "secret", "*", "' OR 1=1 --"],
)  # fmt: skip
def test_what_is_no_number_is_told_and_breaks_nothing(exchange: Exchange, number: str) -> None:
    person = exchange.signed_in("desk@ondavel.example.org")
    for kind in ("entries", "contacts"):
        found = person.client.get(f"/en/desk/{kind}/{number}")
        assert found.status_code in {404, 422}


def test_records_of_the_desk_are_no_pages_of_the_knowledge_base(
    exchange: Exchange, theirs: dict[str, str]
) -> None:
    secretariat = exchange.signed_in("secretariat@example.org")
    number = theirs["entry"].split("/")[4]
    ids = (f"submission/{number}", "secret/links", "secret/tags", "source/desk/exchange")
    ids += tuple(point.id for point in exchange.app.state.access.desk.all_focal_points())
    for id_ in ids:
        for path in (f"/en/node/{id_}", f"/v1/nodes/{id_}", f"/v1/neighbourhood/{id_}"):
            assert secretariat.client.get(path).status_code == 404, path
