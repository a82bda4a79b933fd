"""Who belonged to what on which day: facts of publications, asked of the starter knowledge."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from kg.graph.view import View
from kg.model.changes import RelationKey
from kg.store.protocol import Store

Fact = tuple[str, str, str, str | None, str]
PARAGUAY: Final = "source/mercosur-decision-paraguay-2013"
ANDEAN: Final = "source/coopgraph-compilation/andean-community"
FACTS: Final[list[Fact]] = [
    # member, body, day, status on it (None: in no relation at all), what says so
    ("state/can", "org/oas", "1989-12-31", None, "source/oas-charter-signatories"),
    ("state/can", "org/oas", "1990-01-08", "member", "source/oas-charter-signatories"),
    ("state/blz", "org/oas", "1990-06-01", None, "source/oas-charter-signatories"),
    ("state/cub", "org/oas", "1961-06-01", "member", "source/oas-charter-signatories"),
    ("state/cub", "org/oas", "1990-06-01", "not_participating", "source/oas-member-states"),
    ("state/cub", "org/oas", "2024-06-01", "not_participating", "source/oas-member-states"),
    ("state/hnd", "org/oas", "2010-06-01", "suspended", "source/oas-ag-res-2-xxxvii-e-09"),
    ("state/hnd", "org/oas", "2011-06-01", "member", "source/oas-press-e-698-11"),
    ("state/nic", "org/oas", "2023-11-18", "member", "source/oas-cp-nicaragua-2023"),
    ("state/nic", "org/oas", "2023-11-19", "former", "source/oas-cp-nicaragua-2023"),
    ("state/ven", "org/oas", "2014-06-01", "member", "source/oas-member-states"),
    ("state/ven", "org/oas", "2020-06-01", "disputed", "source/oas-cp-res-1124"),
    ("country/isl", "org/oas", "2008-05-08", None, "source/oas-cp-res-936"),
    ("country/isl", "org/oas", "2008-05-09", "observer", "source/oas-cp-res-936"),
    ("state/bol", "org/mercosur", "2024-08-06", "associate", "source/mercosur-bolivia-2024-07"),
    ("state/bol", "org/mercosur", "2024-08-07", "member", "source/mercosur-bolivia-2024-07"),
    ("state/ven", "org/mercosur", "2014-06-01", "member", "source/g1-2013-07-12-mercosur"),
    ("state/ven", "org/mercosur", "2020-06-01", "suspended", "source/mercopress-2016-12-03"),
    ("state/pry", "org/mercosur", "2013-01-01", "suspended", PARAGUAY),
    ("state/pry", "org/mercosur", "2014-06-01", "member", PARAGUAY),
    ("state/bra", "org/celac", "2014-06-01", "member", "source/brazil-mre-celac-2023-01-05"),
    ("state/bra", "org/celac", "2021-06-01", "not_participating", "source/efe-2020-01-15-celac"),
    ("state/bra", "org/celac", "2023-01-05", "member", "source/brazil-mre-celac-2023-01-05"),
    ("state/ven", "org/can", "2005-06-01", "member", ANDEAN),
    ("state/ven", "org/can", "2014-06-01", None, ANDEAN),
    ("state/hti", "org/caricom", "1990-06-01", None, "source/rta-exchange-caricom"),
    ("state/sur", "org/caricom", "2005-06-01", "member", "source/rta-exchange-caricom"),
    ("state/dom", "org/sica", "2005-06-01", None, "source/cow-igo"),
    ("state/dom", "org/sica", "2014-06-01", "member", "source/cow-igo"),
    ("state/cub", "org/cabei", "2017-08-27", None, "source/trabajadores-2017-08-29"),
    ("state/cub", "org/cabei", "2020-06-01", "member", "source/trabajadores-2017-08-29"),
    ("state/bhs", "org/caf", "2024-10-31", None, "source/pressdigital-2025-05-09"),
    ("state/bhs", "org/caf", "2024-12-31", "member", "source/pressdigital-2025-05-09"),
    ("state/atg", "org/caf", "2025-06-01", "member", "source/pressdigital-2025-05-09"),
    ("state/hti", "org/carpha", "2018-03-18", None, "source/caricom-carpha-agreement"),
    ("state/hti", "org/carpha", "2018-03-19", "member", "source/caricom-carpha-agreement"),
    ("state/bra", "org/oij", "2005-06-01", None, "source/brazil-decree-7895-2013"),
    ("state/blz", "org/idb", "1990-06-01", None, "source/idb-member-countries"),
    ("state/blz", "org/idb", "2005-06-01", "member", "source/idb-member-countries"),
]  # fmt: skip
MEMBERS: Final = {
    "org/oas": (32, 34, 34, 33, 32),
    "org/caricom": (12, 14, 14, 14, 14),
    "org/mercosur": (0, 4, 5, 4, 5),
    "org/can": (5, 5, 4, 4, 4),
    "org/sica": (0, 7, 8, 8, 8),
    "org/celac": (0, 0, 33, 32, 33),
    "org/cabei": (5, 8, 11, 12, 12),
}
"""States of the hemisphere that are full members in the middle of 1990, 2005, 2014, 2020 and at the
end of 2024, as the publications named in the table have it."""
DAYS: Final = ("1990-06-01", "2005-06-01", "2014-06-01", "2020-06-01", "2024-12-31")
ROLES: Final = {
    "founding": {"state/cri", "state/gtm", "state/hnd", "state/nic", "state/slv"},
    "regional_non_founding": {"state/blz", "state/dom", "state/pan"},
    "non_regional": {
        "country/esp", "country/kor", "country/twn",
        "state/arg", "state/col", "state/cub", "state/mex",
    },
}  # fmt: skip
NEW: Final = (
    "alba", "cariforum", "cepredenac", "comisca", "eu-lac-foundation", "flacso", "iila", "padf",
    "prosur", "rial", "riac", "unasur",
)  # fmt: skip


def on(view: View, day: str) -> View:
    return View(view.snapshot, date.fromisoformat(day))


def statuses(view: View, member: str, body: str) -> list[str | None]:
    start, end = view.snapshot.index(member), view.snapshot.index(body)
    assert start is not None
    return [
        view.status(edge)
        for edge in view.edges(start)
        if edge.type == "MEMBER_OF" and (edge.start, edge.end) == (start, end)
    ]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: " ".join(map(str, fact[:4])))
def test_what_a_publication_says_of_a_day(
    starter_view: View, starter_store: Store, fact: Fact
) -> None:
    member, body, day, status, source = fact
    assert statuses(on(starter_view, day), member, body) == ([status] if status else [])
    said = {
        statement.source
        for relation in starter_store.relations_of(member)
        if relation.relation.type == "MEMBER_OF" and relation.relation.end == body
        for statement in relation.statements
    }
    assert source in said


@pytest.mark.parametrize("body", MEMBERS)
def test_how_many_states_belonged_to_a_body(starter_view: View, body: str) -> None:
    counted = []
    for day in DAYS:
        view = on(starter_view, day)
        states = [view.id(node) for node in view.of_type("State").tolist()]
        counted.append(sum(statuses(view, state, body) == ["member"] for state in states))
    assert tuple(counted) == MEMBERS[body]


def test_most_memberships_are_dated(starter_store: Store) -> None:
    spells = [
        link
        for link in starter_store.relations()
        if link.type == "MEMBER_OF" and "source/coopgraph-examples" not in link.statements
    ]
    dated = [link for link in spells if link.since]
    assert len(spells) > 800
    assert len(dated) >= 0.6 * len(spells), (len(dated), len(spells))


def test_members_of_the_central_american_bank_are_of_three_kinds(starter_store: Store) -> None:
    found: dict[str, set[str]] = {role: set() for role in ROLES}
    for relation in starter_store.relations_of("org/cabei"):
        key: RelationKey = relation.relation
        if key.type == "MEMBER_OF":
            found[relation.statements[0].props["role"]].add(key.start)
    assert found == ROLES


@pytest.mark.parametrize("id_", [f"org/{name}" for name in NEW])
def test_an_actor_is_named_in_four_languages(starter_view: View, id_: str) -> None:
    node = starter_view.snapshot.index(id_)
    assert node is not None
    props = starter_view.props(node)
    assert set(props["name"]) == {"en", "es", "pt", "fr"}
    assert props["kind"]
    assert id_ == "org/comisca" or props["starts"]


def test_where_states_differ_about_a_body_it_is_no_candidate(starter_view: View) -> None:
    kinds = {
        id_: starter_view.props(node)["kind"]
        for id_ in ("org/alba", "org/prosur", "org/unasur")
        if (node := starter_view.snapshot.index(id_)) is not None
    }
    assert set(kinds.values()) == {"political_forum"}
    assert len(kinds) == 3
