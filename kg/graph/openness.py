"""Whether what somebody declared can still be taken up: decided here alone."""

from __future__ import annotations

from kg.graph.view import View


def is_open(view: View, node: int) -> bool:
    """Say whether an offer or a demand stands on the date: its last day has not passed.

    A practice tells what was done: it is there to be read whenever it ended.
    """
    return view.is_a(node, "Practice") or bool(view.day < view.snapshot.ends[node])
