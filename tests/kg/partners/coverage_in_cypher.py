"""Coverage inside Neo4j: the steps of ``kg.partners.coverage`` as one text.

For states, and for sectors. What partners reach of the demands rests on two lenses and is not here;
neither is the greedy choice, which is an algorithm and not a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from kg.base.audience import Audience
from kg.graph.actors import DOES, OWN
from kg.graph.cypher_terms import Query, counted, found, in_force, reader, seen
from kg.graph.taxonomy import CATEGORY, DAC
from kg.model.fields import EXAMPLE

Of = Literal["states", "sectors"]

_MADE_UP: Final = "coalesce({}.nature, '') = 'example'"
_ALL_STATES: Final = f"MATCH (thing:State) WHERE {seen('thing')} AND NOT {_MADE_UP.format('thing')}"
_ALL_MEMBERS: Final = f"""{found("body", "$within")}
MATCH (body)<-[m:MEMBER_OF]-(thing:State)
WHERE {seen("thing")}
      AND ({_MADE_UP.format("body")} OR NOT {_MADE_UP.format("thing")})
      AND {counted("m", "MEMBER_OF")}"""
_ALL_SECTORS: Final = f"""MATCH (thing:Sector {{scheme: '{DAC}', level: '{CATEGORY}'}})
WHERE {seen("thing")}
      AND coalesce(thing.status, '') <> 'withdrawn'"""

_REACHED_STATES: Final = f"""
    MATCH (partner)<-[m:MEMBER_OF]-(state:State)
    WHERE {seen("state")}
      AND {counted("m", "MEMBER_OF")}
    RETURN state.id AS id
    UNION
    RETURN partner.id AS id"""
_REACHED_SECTORS: Final = f"""
    MATCH ANY (partner)
      ((over)-[o:PART_OF|RUNS]-(under)
        WHERE (under:{"|".join(OWN)} OR under:Organisation AND (partner:State OR partner:Country))
          AND (type(o) = 'RUNS') = (startNode(o) = over)
          AND {seen("under")}
          AND {counted("o", "PART_OF", "RUNS")})*
      (own)
    MATCH (own)-[does:DECLARES|{"|".join(DOES)}]->(what:Offer|Activity)
    WHERE what.nature <> '{EXAMPLE}'
      AND {seen("what")}
      AND {counted("does", "DECLARES", *DOES)}
    WITH DISTINCT what
    MATCH (what)-[i:IN_SECTOR]->(stated:Sector)
    WHERE {seen("stated")}
      AND {counted("i", "IN_SECTOR")}
    WITH DISTINCT stated
    MATCH ANY (stated)
      (()-[c:MATCHES {{kind: 'close'}}]->(near) WHERE {seen("near")} AND {in_force("c")}){{0,1}}
      (()-[b:BROADER]->(wide) WHERE {seen("wide")} AND {counted("b", "BROADER")})*
      (sector:Sector)
    RETURN DISTINCT sector.id AS id"""


def coverage_query(
    ids: Sequence[str],
    as_of: date,
    audience: Audience = "board",
    *,
    of: Of = "states",
    within: str | None = None,
) -> Query:
    """Return the text that says what each partner adds to those before it, in the order given.

    One row per partner: ``place``, ``id``, ``adds``, ``reached``, ``new`` (ids in order),
    ``total``, ``unreached`` (what neither it nor those before it reach). Ids must be known: one
    that is not has no row, one given twice counts once. ``within`` is for states alone.
    """
    parameters = {"partners": list(ids), **reader(as_of, audience)}
    if of == "sectors":
        return Query(_text(_ALL_SECTORS, _REACHED_SECTORS), parameters)
    if within is None:
        return Query(_text(_ALL_STATES, _REACHED_STATES), parameters)
    return Query(_text(_ALL_MEMBERS, _REACHED_STATES), {**parameters, "within": within})


def _text(all_: str, reached: str) -> str:
    return f"""CALL () {{
{all_}
WITH DISTINCT thing.id AS id ORDER BY id
RETURN collect(id) AS every
}}
UNWIND range(0, size($partners) - 1) AS place
WITH every, place, $partners[place] AS asked
{found("partner", "asked")}
WITH every, partner, min(place) AS place ORDER BY place
WITH every, collect({{id: partner.id, reaches: COLLECT {{{reached}
}}}}) AS partners
UNWIND range(0, size(partners) - 1) AS place
WITH every, place, partners[place] AS partner,
     reduce(ids = [], one IN partners[..place] | ids + one.reaches) AS before
WITH every, place, partner, [id IN every WHERE id IN before] AS before
WITH every, place, partner, before,
     [id IN every WHERE id IN partner.reaches AND NOT id IN before] AS new
RETURN place + 1 AS place, partner.id AS id, size(new) AS adds, size(before) + size(new) AS reached,
       new, size(every) AS total, [id IN every WHERE NOT id IN before + new] AS unreached
ORDER BY place"""
