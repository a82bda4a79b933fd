"""Walks through meeting nodes as Cypher: the three first of each, as kernels show them."""

from __future__ import annotations

from kg.matching.cypher.clauses import block, branches, labelled
from kg.matching.cypher.scores import comment, head
from kg.matching.cypher.walks import Walker, Written, statuses_of
from kg.matching.kernel.explain import WALKS
from kg.matching.lens.lens import Path, PathLens

_ONWARD = Written(onward=True)
_BACK = Written(onward=False)


def steps_text(lens: PathLens, *, probe: str = "") -> str:
    """Return the text: one row per path and target, ``path, target, steps``.

    ``$shown.pairs`` names what is asked: a list of ``{path, target, meets}``, with the number of
    the path and ids; in a map, since a list of another length would be planned anew. ``steps``
    are ``{meet, walks}``, in no order.
    """
    each = [_path(lens, place, path, probe) for place, path in enumerate(lens.paths)]
    return "\n\n".join(
        [
            head(lens, probe=bool(probe)),
            block("CALL (q)", branches(each)),
            "RETURN path, target, steps",
        ]
    )


def _path(lens: PathLens, place: int, path: Path, probe: str) -> str:
    walker = Walker(statuses_of(lens))
    left = (
        walker.probe_walks(path.pattern.left, probe, _ONWARD)
        if probe
        else walker.walks(path.pattern.left, "q", _ONWARD)
    )
    wanted = (
        f"WITH q, [pair IN $shown.pairs WHERE pair.path = {place}] AS pairs WHERE size(pairs) > 0\n"
        "WITH q, pairs, reduce(all = [], pair IN pairs | all + pair.meets) AS wanted"
    )
    first = f"{left}\nWITH n, walk WHERE n.id IN wanted\nRETURN n AS m, walk AS first, null AS last"
    last = (
        "UNWIND pairs AS pair\n"
        f"MATCH (o{labelled(lens.end.labels)} {{id: pair.target}})\n"
        f"{block('CALL (o, pair)', _right(walker, path))}\n"
        "RETURN m, null AS first, {target: o.id, walk: walk} AS last"
    )
    return (
        f"{comment(path, 'walks from who asks and from the targets, joined where they meet')}\n"
        f"{wanted}\n{block('CALL (q, pairs, wanted)', branches([first, last]))}\n"
        "WITH m, collect(first) AS firsts, collect(last) AS lasts\n"
        "UNWIND lasts AS last\n"
        "UNWIND firsts AS first\n"
        # The meeting node ends the one walk and begins the other. The order is that of ``explain``.
        "WITH DISTINCT m, last.target AS target, first + last.walk[1..] AS walk\n"
        "ORDER BY size(walk), walk\n"
        f"WITH target, m.id AS meet, collect(walk)[..{WALKS}] AS walks\n"
        f"RETURN {place} AS path, target, collect({{meet: meet, walks: walks}}) AS steps"
    )


def _right(walker: Walker, path: Path) -> str:
    walks = walker.walks(path.pattern.right, "o", _BACK)
    return f"{walks}\nWITH n, walk WHERE n.id IN pair.meets\nRETURN n AS m, walk"
