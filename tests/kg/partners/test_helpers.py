"""Who helps with which demands: as single questions say, for any set of them."""

from __future__ import annotations

import random

import numpy as np
import pytest

from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND
from kg.matching.kernel import one_query
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import scores
from kg.partners.helpers import Helpers
from tests.kg.matching.worlds import CROWD, view_of, with_subjects, world_of


@pytest.mark.parametrize("few", [0, 1 << 20])
def test_whoever_is_listed_helps(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_query, "FEW_TO_LIST", few)
    chance = random.Random(5)
    view = view_of(with_subjects(world_of(chance, CROWD), chance, CROWD))
    demands = view.of_type("Demand")
    helpers = Helpers.of(view, demands)
    listed = [
        {
            node
            for name in (OFFERS_FOR_DEMAND, EXPERIENCE)
            for node in scores(view, LENSES.named(name), demand)[0].tolist()
        }
        for demand in demands.tolist()
    ]
    assert any(listed)
    for _ in range(50):
        some = chance.sample(range(len(view.snapshot)), chance.randint(0, 9))
        expected = [not found.isdisjoint(some) for found in listed]
        assert helpers.helped_by(some).tolist() == expected
    everybody = helpers.helped_by(range(len(view.snapshot)))
    assert everybody.tolist() == [bool(found) for found in listed]
    assert helpers.bits.shape == (len(helpers.nodes), (len(demands) + 7) // 8)
    assert np.all(np.diff(helpers.nodes) > 0)
