"""The lower bounds of our packages are the ones that are tested."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

import pytest

from tests.conftest import ROOT

PROJECT: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS: Final = PROJECT["dependency-groups"]
BOUND: Final = re.compile(r"([a-z0-9-]+)(?:\[.*\])?>=([0-9.]+)")
LISTED: Final = (ROOT / "requirements" / "oldest.txt").read_text("utf-8")
OLDEST: Final = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LISTED, re.MULTILINE))


@pytest.mark.parametrize(
    "requirement", [*PROJECT["project"]["dependencies"], *GROUPS["test"], *GROUPS["build"]]
)
def test_the_oldest_that_are_allowed_are_tested(requirement: str) -> None:
    bound = BOUND.fullmatch(requirement)
    assert bound, "name the oldest that is allowed"
    name, lowest = bound.groups()
    assert f"{OLDEST[name]}.".startswith(f"{lowest}."), "make lock, then make oldest"
