"""What the tests of fetching share: a host of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ingest.fetching.host import Host, serving


@pytest.fixture
def host() -> Iterator[Host]:
    with serving() as found:
        yield found
