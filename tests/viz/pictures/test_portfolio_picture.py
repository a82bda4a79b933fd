"""A portfolio drawn: a line for each two, as wide as what it stands for, and the same in words."""

from __future__ import annotations

from kg.matching.portfolio.proposed_portfolio import proposed_portfolio
from kg.questions import PortfolioQuestion
from tests.graphs import view_of
from tests.kg.matching.portfolio.test_portfolio_sides import DECLARED, LENS
from viz.pictures.drawing import drawn
from viz.pictures.picture import Picture
from viz.pictures.portfolio_picture import portfolio_picture
from viz.scene import Scene

LINES = """
state/hti DECLARES demand/a
state/hti DECLARES demand/b
state/chl DECLARES demand/c
state/chl DECLARES offer/c
state/hti DECLARES offer/h
demand/a IN_SECTOR sector/dac/140
demand/b IN_SECTOR sector/dac/140
demand/c IN_SECTOR sector/dac/140
offer/c IN_SECTOR sector/dac/140
offer/h IN_SECTOR sector/dac/140
"""
NODES = {f"demand/{n}": DECLARED for n in "abc"} | {f"offer/{n}": DECLARED for n in "ch"}


def picture(lines: str = LINES, places: int = 2) -> Picture:
    view = view_of(lines, NODES)
    found = proposed_portfolio(view, LENS, PortfolioQuestion(offer_places=places), "en")
    return portfolio_picture(view, found, lambda id_: f"/{id_}")


def test_a_state_that_asks_and_gives_stands_on_both_sides() -> None:
    scene = picture().body
    assert isinstance(scene, Scene)
    assert [(node.id, node.layer) for node in scene.nodes] == [
        ("state/chl", 0), ("state/hti", 0), ("gives:state/chl", 1), ("gives:state/hti", 1),
    ]  # fmt: skip
    links = {(link.start, link.end): (link.count, link.label) for link in scene.links}
    assert links == {
        ("state/hti", "gives:state/chl"): (2, "proposed: 2 demands"),
        ("state/chl", "gives:state/hti"): (1, "proposed: 1 demand"),
    }


def test_the_twin_says_the_same() -> None:
    (group,) = picture().twin.groups
    told = {row.name.text: [cell.text for cell in row.said[0]] for row in group.rows}
    assert told == {"state/chl: 1 of 1": ["state/hti: 1"], "state/hti: 2 of 2": ["state/chl: 2"]}


def test_it_is_drawn_with_its_sentence_and_without_relations_on_record() -> None:
    found = picture(places=1)
    assert "2 demands are met in this proposal, 1 are left out." in found.sentence
    svg = drawn(found)
    assert svg == drawn(picture(places=1))
    assert "proposed: who could meet a demand" in svg
    assert "declares" not in svg


def test_who_gets_nothing_is_in_the_twin() -> None:
    found = picture(LINES.replace("offer/h IN_SECTOR sector/dac/140", ""))
    (group,) = found.twin.groups
    told = {row.name.text: [cell.text for cell in row.said[0]] for row in group.rows}
    assert told["state/chl: 0 of 1"] == ["nothing yet"]
