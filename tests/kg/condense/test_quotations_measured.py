"""On texts with the abstracts of their authors ours are nearer to them than LexRank's sentences.

The texts are what ``python -m bench.condense`` has assembled under ``build/``; none is committed.
"""

from __future__ import annotations

import importlib.util
import json

import pytest

from bench.condense import CHOOSERS, measured
from bench.condense_texts import BUILD, assembled

KEPT = BUILD / "texts.jsonl"


@pytest.mark.slow  # sixteen long texts, twice
@pytest.mark.skipif(not KEPT.exists(), reason="python -m bench.condense has assembled no texts yet")
@pytest.mark.skipif(
    importlib.util.find_spec("snowballstemmer") is None, reason="snowballstemmer is not installed"
)
@pytest.mark.parametrize("lang", ["en", "pt", "fr"])
def test_of_texts_that_no_weight_was_chosen_on(lang: str) -> None:
    held = [one for one in assembled() if one.lang == lang and not one.is_for_tuning][:16]
    ours = measured(held, CHOOSERS["ours"]).mean(axis=0)
    lexrank = measured(held, CHOOSERS["LexRank of all sentences"]).mean(axis=0)
    assert ours[1] > lexrank[1], json.dumps([ours.tolist(), lexrank.tolist()])
