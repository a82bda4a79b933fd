"""A lens of terms as one Cypher text: what was done, what each term counts, the best first.

The arithmetic is that of ``kg.matching.kernel.terms``. The database has a logarithm of its own;
that it gives the committed tables, to the last entry, is tested against the server.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from kg.base.millionths import MILLION
from kg.graph.actors import TERRITORIES
from kg.graph.cypher_terms import reader, seen
from kg.graph.taxonomy import CATEGORY, DAC
from kg.graph.view import Direction, View
from kg.matching.cypher import cypher_conditions as rules
from kg.matching.cypher.clauses import block, labelled, reach, step
from kg.matching.cypher.cypher_measures import MEASURES, Text
from kg.matching.cypher.scores import ROWS, answered, facts_of_sides, head
from kg.matching.cypher.sides import Side, actors, states
from kg.matching.kernel.logarithms import FADING, table
from kg.matching.lens.lens import AdditiveLens, Term
from kg.model.fields import EXAMPLE

BEGINS: Final = "coalesce(a.starts, a.starts_planned)"
"""The day on which an activity began, else is planned to, null where neither is on record."""


def term_parameters(view: View, lens: AdditiveLens, top: int) -> dict[str, Any]:
    """Return the parameters of the text, but for who asks (``$queries`` or ``$links``)."""
    return {
        **reader(view.as_of, view.audience),
        **what_counts(lens, view.as_of.year, top),
        **rules.parameters(lens),
    }


def what_counts(lens: AdditiveLens, year: int, top: int) -> dict[str, Any]:
    """Return what the lens says of its terms, the year asked, and how years fade."""
    return {
        "year": year,
        "weights": [abs(term.weight) for term in lens.terms],
        "signs": [-1 if term.weight < 0 else 1 for term in lens.terms],
        "nothing": [term.nothing * MEASURES[term.measure].unit for term in lens.terms],
        "fading": list(FADING),
        "top": max(top, 0),
    }


def term_scores_text(
    lens: AdditiveLens, *, probe: str = "", meets: bool = True, tail: str = ROWS
) -> str:
    """Return the text: one row per query, as that of a lens of paths (``scores_text``)."""
    told = bool(probe)
    asked = head(lens, probe=told)
    sides = (
        [asked, _askers(), _all_needs(lens), _doers(lens, "UNWIND askers AS o")]
        if lens.turned
        else [asked, _needs("q", lens, probe=told), _doers(lens, _candidates(lens, told=told))]
    )
    parts = [
        *sides,
        _pairs(told=told),
        _terms(lens),
        _totals(lens, meets=meets),
        facts_of_sides(lens, probe=told),
        answered(lens, probe=told),
    ]
    return "\n\n".join([*parts, tail])


def _askers() -> str:
    return "WITH collect(q) AS askers"


def _all_needs(lens: AdditiveLens) -> str:
    all_ = f"MATCH (n{labelled(lens.needs.labels)}) WHERE {seen('n')}"
    return f"{all_}\n{_needs('n', lens, probe=False, kept=['askers'])}"


def _needs(node: str, lens: AdditiveLens, *, probe: bool, kept: Sequence[str] = ()) -> str:
    """Return the clauses from rows of a need to the list of all: for whom, in which categories."""
    side = Side(node, lens.needs.labels, probe)
    stated = f"{side.near('IN_SECTOR', 'out', 's')}\nWITH DISTINCT s\n{_asked()}"
    about = block(f"CALL ({node})", f"{stated}\nRETURN collect(DISTINCT c) AS subjects")
    need = f"{{node: {node}, recipients: states, subjects: subjects}}"
    return (
        "// What is asked for: for which states and countries, in which categories.\n"
        f"{actors(side)}\n{states(side)}\n{about}\n"
        f"WITH {', '.join([*kept, f'collect({need}) AS needs'])}"
    )


def _asked() -> str:
    down = f"{reach('b', 'BROADER', 'in', 'c')}\n  AND c.level = '{CATEGORY}'"
    # A broad sector asks for all the categories within it.
    broad = f"WITH b WHERE coalesce(b.level, '') <> '{CATEGORY}'\n{down}\nRETURN DISTINCT c"
    either = block("CALL (b)", f"RETURN b AS c\nUNION\n{broad}")
    return f"{meant('s', 'b')}\n{either}"


def meant(sector: str, name: str) -> str:
    """Return the clause from a sector to what it stands for: see ``taxonomy.subjects``."""
    near = (
        f"WITH {sector} WHERE coalesce({sector}.scheme, '') <> '{DAC}'\n"
        f"{step(sector, ['MATCHES'], 'out', 'near')}\nRETURN collect(DISTINCT near) AS near"
    )
    above = (
        f"{reach('one', 'BROADER', 'out', 'over')}\n  AND over.level = '{CATEGORY}'\n"
        "RETURN collect(DISTINCT over) AS above"
    )
    body = (
        f"{block(f'CALL ({sector})', near)}\n"
        f"UNWIND CASE WHEN size(near) > 0 THEN near ELSE [{sector}] END AS one\n"
        f"{block('CALL (one)', above)}\n"
        f"UNWIND CASE WHEN size(above) > 0 THEN above ELSE [one] END AS {name}\n"
        f"RETURN DISTINCT {name}"
    )
    return block(f"CALL ({sector})", body)


def _candidates(lens: AdditiveLens, *, told: bool) -> str:
    """Return the clause that gives rows of ``o``: who has taken part in what is asked for."""
    who = f"{_took_part(lens, 'a', 'in')}\nRETURN DISTINCT o"
    by_sector = (
        "UNWIND needs AS need\nUNWIND need.subjects AS c\n"
        "WITH collect(DISTINCT c) AS wanted\n"
        f"MATCH (s:Sector) WHERE {seen('s')}\n{meant('s', 'b')}\n"
        "WITH DISTINCT s, b, wanted WHERE b IN wanted\n"
        f"{step('s', ['IN_SECTOR'], 'in', 'a:Activity')}\nWITH DISTINCT a\n{who}"
    )
    if not told:
        return block("CALL (needs)", by_sector)
    by_recipient = (
        "UNWIND needs AS need\nWITH need WHERE size(need.subjects) = 0\n"
        "UNWIND need.recipients AS p\n"
        f"{step('p', ['RECEIVES'], 'out', 'a:Activity')}\nWITH DISTINCT a\n{who}"
    )
    return block("CALL (needs)", f"{by_sector}\nUNION\n{by_recipient}")


def _took_part(lens: AdditiveLens, start: str, direction: Direction) -> str:
    """Return the clause between ``o``, who has done it, and ``a``, what had begun by the day."""
    end = f"o{labelled(lens.actors.labels)}" if direction == "in" else "a:Activity"
    return (
        f"{step(start, lens.roles, direction, end)}\n"
        f"  AND {real('a')} AND {real('o')} AND coalesce({BEGINS}, $as_of) <= $as_of"
    )


def real(name: str) -> str:
    """Return the condition that a node is no example."""
    return f"coalesce({name}.nature, '') <> '{EXAMPLE}'"


def _doers(lens: AdditiveLens, rows: str) -> str:
    """Return the clauses from rows of ``o`` to all that each has done, as ``links``."""
    who = Side("o", lens.actors.labels)
    given = (
        f"{step('a', ['RECEIVES'], 'in', f'p{labelled(TERRITORIES)}')}\n  AND {real('p')}\n"
        "RETURN collect(DISTINCT p) AS given"
    )
    done = (
        f"{_took_part(lens, 'o', 'out')}\nWITH DISTINCT a, homes\n"
        f"{block('CALL (a)', given)}\n"
        "WITH a, given, [p IN given WHERE NOT p IN homes] AS away\n"
        # What somebody does where it is at home alone is no cooperation.
        "WHERE size(given) = 0 OR size(away) > 0\n"
        f"{step('a', ['IN_SECTOR'], 'out', 's')}\n"
        "WITH DISTINCT a, s, away\n"
        "UNWIND CASE WHEN size(away) > 0 THEN away ELSE [null] END AS p\n"
        f"RETURN p, s, {{id: a.id, begins: {BEGINS}}} AS act"
    )
    return (
        "// What each has done, by recipient and category: in which years, by which activities.\n"
        f"{rows}\n"
        f"{actors(who)}\n{states(who)}\n"
        "WITH needs, o, CASE WHEN size(states) > 0 THEN states ELSE [o] END AS homes\n"
        f"{block('CALL (o, homes)', done)}\n"
        # What a sector stands for is looked up once for all who work in it.
        "WITH needs, s, collect({o: o, p: p, act: act}) AS rows\n"
        f"{meant('s', 'c')}\n"
        "UNWIND rows AS row\n"
        "WITH needs, row.o AS o, row.p AS p, c, row.act AS act\n"
        "WITH needs, o, p, c, min(act.begins).year AS first, max(act.begins).year AS last,\n"
        "     collect(DISTINCT act) AS acts\n"
        "WITH needs, o, collect({p: p, c: c, first: first, last: last, acts: acts}) AS links"
    )


def _pairs(*, told: bool) -> str:
    listed = "any(link IN links WHERE link.c IN need.subjects)"
    if told:
        # Without a sector: who has worked with the recipient.
        listed = (
            "CASE WHEN size(need.subjects) > 0\n"
            f"           THEN {listed}\n"
            "           ELSE any(link IN links WHERE link.p IN need.recipients) END"
        )
    return f"// Who is listed for what.\nUNWIND needs AS need\nWITH need, o, links\nWHERE {listed}"


def _terms(lens: AdditiveLens) -> str:
    found = [_term(place, term) for place, term in enumerate(lens.terms)]
    return "\n".join(["// What each term counts, and what carries it.", *found])


def _term(place: int, term: Term) -> str:
    text = MEASURES[term.measure]
    counted = logarithm(f"coalesce(x, $nothing[{place}])", text)
    body = (
        f"{block('CALL (need, links)', text.body)}\n"
        f"WITH meet, number, acts, {counted} AS t\n"
        f"RETURN {{path: {place}, score: $signs[{place}] * ($weights[{place}] * t / {MILLION}),\n"
        f"        meet: meet, number: number, acts: acts}} AS t{place}"
    )
    return block("CALL (need, links)", body)


def logarithm(x: str, text: Text) -> str:
    """Return the expression for T[x] of a measure, in millionths."""
    most = len(table(text.table)) - 1
    held = f"CASE WHEN {x} < {most} THEN {x} ELSE {most} END"
    return f"toInteger(floor(log(1 + ({held}) / {text.unit}.0) * {MILLION} + 0.5))"


def _totals(lens: AdditiveLens, *, meets: bool) -> str:
    terms = [f"t{place}" for place in range(len(lens.terms))]
    shown = (
        ", meets: [{meet: coalesce(t.meet, instead), score: t.score}], number: t.number,"
        "\n         acts: t.acts"
        if meets
        else ""
    )
    # Who carries what a term did not find: a recipient, else a sector it has worked in.
    instead = (
        "CALL (need, links) {\n"
        "  UNWIND CASE WHEN size(need.recipients) > 0 THEN need.recipients\n"
        "         ELSE [link IN links WHERE link.c IN need.subjects | link.c] END AS one\n"
        "  RETURN min(one.id) AS instead\n"
        "}\n"
    )
    q, o = ("o", "need.node") if lens.turned else ("need.node", "o")
    return (
        "// Terms add up to scores.\n"
        f"{instead if meets else ''}"
        f"WITH {q} AS q, {o} AS o, {' + '.join(f'{t}.score' for t in terms)} AS score,\n"
        "     null AS uncounted,\n"
        f"     [t IN [{', '.join(terms)}] WHERE t.meet IS NOT NULL OR t.score <> 0 |\n"
        f"        {{path: t.path, score: t.score{shown}}}] AS parts"
    )
