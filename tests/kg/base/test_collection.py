"""The garbage collector is off within, and afterwards as it was before."""

from __future__ import annotations

import gc

import pytest

from kg.base.collection import no_collection


@pytest.mark.parametrize("on", [True, False])
def test_it_is_off_within_and_then_as_before(on: bool) -> None:
    was_on = gc.isenabled()
    (gc.enable if on else gc.disable)()
    try:
        with pytest.raises(KeyError), no_collection():  # noqa: PT012
            assert not gc.isenabled()
            raise KeyError
        assert gc.isenabled() is on
    finally:
        (gc.enable if was_on else gc.disable)()
