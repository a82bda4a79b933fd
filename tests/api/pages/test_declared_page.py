"""What is on the table, by sector: also where sources put sectors in a circle."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from api.app import create_app
from tests.api.asking import PUBLIC, client_of
from tests.graphs import store_of

CIRCLE = """
state/hti DECLARES offer/wells
offer/wells IN_SECTOR sector/dac/14030
sector/dac/14030 BROADER sector/dac/140
sector/dac/140 BROADER sector/dac/14031
sector/dac/14031 BROADER sector/dac/14030
"""


@pytest.mark.timeout(60)  # before, it never ended
def test_a_circle_of_sectors_ends(tmp_path: Path) -> None:
    told = {"offer/wells": {"title": {"es": "Pozos"}, "visibility": "public"}}
    with closing(store_of(tmp_path, CIRCLE, told)) as store:
        url = store.url
    with client_of(create_app(url, access=PUBLIC, cache=None)) as client:
        page = client.get("/es/offers")
    assert (page.status_code, "Pozos" in page.text) == (200, True)
