"""Scenes made to size for the tests of layouts and for ``bench``: communities of 25, seeded."""

from __future__ import annotations

from random import Random

from viz.scene import Scene, SceneLink, SceneNode

_COMMUNITY = 25


def made_scene(count: int, focus: str | None = None, seed: int = 1) -> Scene:
    """``count`` nodes, 2.5 relations each: four of five within the node's community."""
    random = Random(seed)
    homes = [random.randrange(max(1, count // _COMMUNITY)) for _ in range(count)]
    of: dict[int, list[int]] = {}
    for node, home in enumerate(homes):
        of.setdefault(home, []).append(node)
    pairs = [(node, random.choice(of[home])) for node, home in enumerate(homes) for _ in range(2)]
    pairs += [(node, random.randrange(count)) for node in range(0, count, 2)]
    nodes = tuple(
        SceneNode(f"org/n{n}", "Organisation", f"Body number {n}", f"Body number {n}", "en")
        for n in range(count)
    )
    links = tuple(
        SceneLink(f"org/n{a}", f"org/n{b}", "MEMBER_OF", "member of") for a, b in pairs if a != b
    )
    return Scene(nodes, links, "T", "D", "C", "en", focus=focus)


def home_of(count: int, seed: int = 1) -> list[int]:
    """The community in which each node of ``made_scene`` was put."""
    random = Random(seed)
    return [random.randrange(max(1, count // _COMMUNITY)) for _ in range(count)]
