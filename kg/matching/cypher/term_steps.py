"""Walks through what carries a term, as Cypher: the first of each half, as kernels show them."""

from __future__ import annotations

from kg.matching.cypher.clauses import block, branches, labelled, step
from kg.matching.cypher.scores import head
from kg.matching.cypher.walks import Walker, Written
from kg.matching.kernel.term_reasons import FROM_SUBJECT, TO_RECIPIENT, TO_SUBJECT
from kg.matching.lens.lens import AdditiveLens

_ONWARD = Written(onward=True)
_BACK = Written(onward=False)
_FIRST = "WITH n, walk WHERE n.id = pair.meet\nWITH walk ORDER BY size(walk), walk\n"


def term_steps_text(lens: AdditiveLens, *, probe: str = "") -> str:
    """Return the text: a row per path, target and activity, ``path, target, act, before …``.

    ``$shown.pairs`` names what is asked: a list of ``{path, target, meet, acts}``, all but ``path``
    ids. ``before`` is the walk from the need to ``meet``, ``after`` from there to the activity,
    each null where there is none; ``role`` the arrow from there to who has done it.
    """
    needy, actor = ("other", "q") if lens.turned else ("q", "other")
    return "\n\n".join(
        [
            head(lens, probe=bool(probe)),
            _other(lens),
            _before(needy, probe),
            "UNWIND pair.acts AS act\nMATCH (a:Activity {id: act})",
            _after(),
            _role(lens, actor),
            "RETURN pair.path AS path, pair.target AS target, act, before, after, role",
        ]
    )


def _other(lens: AdditiveLens) -> str:
    return (
        "// The other side, and what carries each term.\nUNWIND $shown.pairs AS pair\n"
        f"MATCH (other{labelled(lens.end.labels)} {{id: pair.target}})"
    )


def _before(needy: str, probe: str) -> str:
    walker = Walker([])
    halves = (TO_SUBJECT, TO_RECIPIENT)
    walks = [
        walker.probe_walks(half, probe, _ONWARD) if probe else walker.walks(half, needy, _ONWARD)
        for half in halves
    ]
    each = branches(f"{walk}\n{_FIRST}RETURN walk" for walk in walks)
    body = f"{block(f'CALL ({needy}, pair)', each)}\nRETURN head(collect(walk)) AS before"
    return "// From the need to what carries the term.\n" + block(f"CALL ({needy}, pair)", body)


def _after() -> str:
    walks = Walker([]).walks(FROM_SUBJECT, "a", _BACK)
    received = f"{step('a', ['RECEIVES'], 'in', 'n')}\nWITH n WHERE n.id = pair.meet"
    each = branches(
        [
            f"{walks}\n{_FIRST}RETURN walk",
            f"{received}\nRETURN DISTINCT [n.id, 'RECEIVES>', a.id] AS walk",
        ]
    )
    body = f"{block('CALL (a, pair)', each)}\nRETURN head(collect(walk)) AS after"
    return "// From there to the activities.\n" + block("CALL (a, pair)", body)


def _role(lens: AdditiveLens, actor: str) -> str:
    body = f"{step('a', lens.roles, 'in', 'who')}\n  AND who = {actor}\n"
    return block(f"CALL (a, {actor})", f"{body}RETURN min('<' + type(r)) AS role")
