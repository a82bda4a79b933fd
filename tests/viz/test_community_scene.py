"""Communities: who is tied to whom, how they are named, and that they open."""

from __future__ import annotations

from kg.graph.view import View
from tests.graphs import view_of
from viz.community_graph import CROWD, community_graph
from viz.community_scene import SHOWN, community_scene
from viz.composition import compose

TWO = "\n".join(
    f"state/{side}{n} MEMBER_OF org/{side}{body} member"
    for side in "ab"
    for n in range(4)
    for body in range(2)
)


def test_who_shares_bodies_is_one_community() -> None:
    graph = community_graph(view_of(TWO + "\nstate/a0 MEMBER_OF org/b0 member"))
    assert [len(one.members) for one in graph.communities] == [6, 6]
    assert sum(graph.within) == 16
    assert graph.ties == {(0, 1): 1}


def test_agreements_and_activities_tie_crowds_and_examples_do_not() -> None:
    crowd = "\n".join(f"org/c{n} PARTY_TO agreement/all" for n in range(CROWD + 1))
    lines = f"org/x PARTY_TO agreement/a\norg/y PARTY_TO agreement/a\n{crowd}"
    lines += "\norg/x FUNDS activity/b\norg/z IMPLEMENTS activity/b\norg/w MEMBER_OF org/ex"
    view = view_of(lines, {"org/w": {"nature": "example"}, "org/ex": {"nature": "example"}})
    (one,) = community_graph(view).communities
    assert sorted(view.id(node) for node in one.members) == ["org/x", "org/y", "org/z"]


def test_a_community_opens_and_the_others_stay(starter_view: View) -> None:
    folded = community_scene(starter_view, "en", opens="/?open={}".format)
    assert 1 < len(folded.nodes) <= SHOWN
    assert sum(node.count for node in folded.nodes) == community_graph(starter_view).actors()
    assert len(folded.description.split()) <= 20
    key = folded.nodes[0].id
    opened = community_scene(starter_view, "en", opened=[key, "communities@org/nobody"])
    assert {node.id for node in folded.nodes} < {node.id for node in opened.nodes}
    assert sum(node.count for node in opened.nodes) == sum(node.count for node in folded.nodes)
    assert len(compose(opened).frames) == 1


def test_of_many_communities_the_smallest_lie_together() -> None:
    lines = "\n".join(f"state/s{n} MEMBER_OF org/o{n} member" for n in range(SHOWN + 30))
    scene = community_scene(view_of(lines), "en")
    assert len(scene.nodes) == SHOWN
    assert sum(node.count for node in scene.nodes) == 2 * (SHOWN + 30)


def test_nothing_is_a_picture_too() -> None:
    scene = community_scene(view_of(""), "en")
    assert scene.nodes == ()
    assert compose(scene).links == ()
