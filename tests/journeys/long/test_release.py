"""A release as it is made: the wheel is installed from the lock and asked, then committed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.effort import only_long
from tests.tools.test_release import DAY, NEXT, checkout, git
from tools.release import RefusedError, release, tried_out

__all__ = ["checkout"]
pytestmark = [
    only_long,
    pytest.mark.slow,  # installs all that the program needs into an environment of its own
    pytest.mark.timeout(900),
]


def test_a_wheel_that_answers_is_released_and_one_that_is_another_is_not(checkout: Path) -> None:
    wheel = release(checkout, NEXT, DAY)
    assert git(checkout, "tag", "--list", f"v{NEXT}")
    with pytest.raises(RefusedError, match=f"says that it is 'coopgraph {NEXT}'"):
        tried_out(checkout, wheel, "9.0.1")
