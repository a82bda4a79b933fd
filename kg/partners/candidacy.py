"""Who is a candidate under a guideline, and who is left out with which reason."""

from __future__ import annotations

from typing import NamedTuple

from kg.graph.actors import exists, real, territories
from kg.graph.view import View
from kg.partners.guideline.guideline import Candidates, LeftOut
from kg.partners.partner_facts import Context


class Chosen(NamedTuple):
    """Whom a guideline judges (node numbers, by id), and whom each exception leaves out, by id."""

    judged: list[int]
    left_out: list[tuple[LeftOut, list[int]]]


def chosen(context: Context) -> Chosen:
    """Return who is judged on the date, and who is left out by which exception.

    Whoever the guideline speaks of, by kind or id, is one or the other; the first exception that
    holds gives the reason. Examples and the body itself with its organs are nobody's partners.

    Raises:
        UnknownIdError: one of those named besides is not in the knowledge base.
    """
    view, wanted = context.view, context.guideline.candidates
    judged = {view.index(id_) for id_ in wanted.besides} - context.organs
    others = real(view, view.of_type("Organisation").tolist()) - judged - context.organs
    left_out: list[list[int]] = [[] for _ in wanted.exceptions]
    for node in sorted(others, key=view.id):
        exception = _exception(view, node, wanted)
        if exception is not None:
            left_out[exception].append(node)
        elif _kind(view, node) in wanted.kinds:
            judged.add(node)
    pairs = zip(wanted.exceptions, left_out, strict=True)
    return Chosen(sorted(judged, key=view.id), [pair for pair in pairs if pair[1]])


def candidates(context: Context) -> list[int]:
    """Return who is judged, by id."""
    return chosen(context).judged


def _exception(view: View, node: int, wanted: Candidates) -> int | None:
    """Return which exception leaves a body out; one that names nobody speaks of the kinds."""
    by_kind = _kind(view, node) in wanted.kinds
    return next(
        (
            at
            for at, one in enumerate(wanted.exceptions)
            if (by_kind or one.names_somebody) and _holds(view, node, one)
        ),
        None,
    )


def _holds(view: View, node: int, one: LeftOut) -> bool:
    return (
        (one.id is None or node in map(view.snapshot.index, one.id))
        and (one.kind is None or _kind(view, node) in one.kind)
        and (one.national is None or one.national == bool(territories(view, node)))
        and (one.exists is None or one.exists == exists(view, node))
    )


def _kind(view: View, node: int) -> str | None:
    kind: str | None = view.props(node).get("kind")
    return kind
