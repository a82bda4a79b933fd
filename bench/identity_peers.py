"""Other ways to tell whether two names are one body's: rapidfuzz alone, nomenklatura, splink.

The last two are not installed with the program: ``python -m pip install splink nomenklatura``. One
that is absent is named, and left out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz, utils

Scores = Callable[[list[str]], list[tuple[tuple[str, str], float]]]
"""Names in order → pairs of them with a score, higher for what is more surely the same."""


def peers() -> Mapping[str, Scores]:
    """Return the peers that are installed, by name."""
    found: dict[str, Scores] = {
        "rapidfuzz token_set_ratio": _rapidfuzz(fuzz.token_set_ratio),
        "rapidfuzz WRatio": _rapidfuzz(fuzz.WRatio),
    }
    for name, make in (("nomenklatura", _nomenklatura), ("splink", _splink)):
        try:
            found.update(make())
        except ImportError as error:
            print(f"{name} is not installed: {error}", file=sys.stderr)
    return found


def _rapidfuzz(ratio: Callable[..., float]) -> Scores:
    def scores(names: list[str]) -> list[tuple[tuple[str, str], float]]:
        plain = {name: utils.default_process(name) for name in names}
        return [(pair, ratio(plain[pair[0]], plain[pair[1]])) for pair in combinations(names, 2)]

    return scores


def _nomenklatura() -> dict[str, Scores]:
    from followthemoney import model
    from nomenklatura.matching import LogicV1, NameMatcher, RegressionV1

    def of(algorithm: Any) -> Scores:
        def scores(names: list[str]) -> list[tuple[tuple[str, str], float]]:
            made = {
                name: model.get_proxy(
                    {"id": str(at), "schema": "Organization", "properties": {"name": [name]}}
                )
                for at, name in enumerate(names)
            }
            config = algorithm.default_config()
            return [
                (pair, algorithm.compare(made[pair[0]], made[pair[1]], config).score)
                for pair in combinations(names, 2)
                if any(made[name].get("name") for name in pair)
            ]

        return scores

    return {
        "nomenklatura name-based": of(NameMatcher),
        "nomenklatura logic-v1": of(LogicV1),
        "nomenklatura regression-v1": of(RegressionV1),
    }


def _splink() -> dict[str, Scores]:
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    def scores(names: list[str]) -> list[tuple[tuple[str, str], float]]:
        words = [utils.default_process(name).split() for name in names]
        table = pa.table(
            {
                "unique_id": list(range(len(names))),
                "name": [" ".join(each) for each in words],
                "first": [each[0] if each else "" for each in words],
                "words": words,
            }
        )
        api = DuckDBAPI()
        settings = SettingsCreator(
            link_type="dedupe_only",
            comparisons=[
                cl.JaroWinklerAtThresholds("name", [0.92, 0.8]),
                cl.ArrayIntersectAtSizes("words", [3, 2, 1]),
            ],
            blocking_rules_to_generate_predictions=["1=1"],
        )
        linker = Linker(api.register(table), settings)
        linker.training.estimate_probability_two_random_records_match(
            [block_on("name"), "l.first = r.first and l.name != r.name"], recall=0.3
        )
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
        linker.training.estimate_parameters_using_expectation_maximisation(block_on("first"))
        found = linker.inference.predict().as_record_list()
        return [
            (tuple(sorted((names[r["unique_id_l"]], names[r["unique_id_r"]]))), r["match_weight"])
            for r in found
        ]

    return {"splink": scores}
