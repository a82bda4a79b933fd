"""The cheapest flow through a network, by OR-tools: the extra ``portfolio``."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.matching.portfolio.flow_network import Int64

EXTRA: Final = "portfolio"
"""The optional extra of this distribution that installs what portfolios need."""


class PortfolioExtraError(WrongUseError):
    """A portfolio is asked for, and what computes it is not installed."""

    slug = "portfolio-extra"
    status = 501
    title = msg("Portfolios are not installed")

    def __init__(self) -> None:
        super().__init__(
            msg("A portfolio is computed by OR-tools, which is not installed."),
            msg('Install it: pip install "coopgraph[{extra}]".', extra=EXTRA),
        )


class NoFlowError(RuntimeError):
    """The solver gave no optimum, which a network with a reserve always has."""


def cheapest_flow(tail: Int64, head: Int64, capacity: Int64, cost: Int64, supplies: Int64) -> Int64:
    """Return how much runs over each arc of a cheapest flow; some one of them where several are.

    Raises:
        PortfolioExtraError: OR-tools is not installed.
        NoFlowError: there is none.
    """
    solver = _solver()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        tail.astype(np.int32), head.astype(np.int32), capacity, cost
    )
    solver.set_nodes_supplies(np.arange(len(supplies), dtype=np.int32), supplies)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise NoFlowError(str(status))
    found: Int64 = np.asarray(solver.flows(arcs), np.int64)
    return found


def _solver() -> Any:
    try:
        from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
    except ImportError:
        raise PortfolioExtraError from None
    return SimpleMinCostFlow()
