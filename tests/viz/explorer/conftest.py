"""A body with many members, some of whom have many relations of their own."""

from __future__ import annotations

import pytest

from kg.graph.view import View
from tests.graphs import view_of

LINES = "\n".join(
    [
        *(f"org/m{n:02} MEMBER_OF org/hub" for n in range(20)),
        *(f"org/m00 FUNDS activity/a{n:02}" for n in range(50)),
        *(f"org/m01 FUNDS activity/b{n}" for n in range(3)),
        "org/m02 PART_OF org/far",
        "org/far PART_OF org/end",
        "org/hub PARTY_TO agreement/x",
    ]
)


@pytest.fixture(scope="session")
def crowded() -> View:
    """Twenty members; the first funds fifty activities, the second three."""
    return view_of(LINES)
