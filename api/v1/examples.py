"""One example answer per route, for the description of the API; they are checked by the tests."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("examples.json")


@cache
def _all() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return found


def example(name: str) -> Any:
    """Return the example of the route with this operation id."""
    return _all().get(name)
