"""A page with a diagram: composed once, against composing anew for the data beside the picture."""

from __future__ import annotations

from collections.abc import Callable

from bench.pairs import Pair, in_turn
from tests.viz.conftest import crowd
from viz.composition import compose
from viz.diagram_html import diagram_page
from viz.layout import AROUND_MOST
from viz.scene import MOST, Scene

ROUNDS = 15
SCENES: dict[str, Callable[[], Scene]] = {
    f"page of {MOST} nodes, communities": lambda: crowd(MOST),
    f"page of {AROUND_MOST} nodes, around one": lambda: crowd(AROUND_MOST),
}


def measure() -> list[Pair]:
    """Return a pair per layout; the peer lays out and labels twice, as the page once did."""
    return [_pair(name, scene()) for name, scene in SCENES.items()]


def _pair(name: str, scene: Scene) -> Pair:
    def once() -> None:
        diagram_page(compose(scene), "/static")

    def twice() -> None:
        compose(scene)
        diagram_page(compose(scene), "/static")

    return in_turn(name, ("composed once", once), ("twice", twice), rounds=ROUNDS)
