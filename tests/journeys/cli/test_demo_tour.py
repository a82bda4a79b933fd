"""``demo --tour`` plays the tour of the exchange through, without browser or letters."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kg.base.i18n import LANGUAGES
from kg.exchange.tour import STOPS, progress
from kg.store.opening import open_store
from tests.journeys.cli.conftest import Run


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tour_leads_to_an_activity_that_both_confirm(
    run: Run, tmp_path: Path, lang: str
) -> None:
    store = f"sqlite:///{tmp_path / 'tour.db'}"
    done = run("demo", "--tour", "--lang", lang, store=store)
    assert done.status == 0, done.err
    with closing(open_store(f"sqlite:///{tmp_path / 'tour.desk.db'}", room="desk")) as desk:
        found = progress(desk)
    assert len(found.done) == len(STOPS)
    assert found.contact is not None
    activity = found.contact.activity or ""
    assert activity in done.out
    shown = run("show", activity, "--json", store=store).json["node"]
    assert (shown["nature"], len(shown["sources"])) == ("example", 2)
