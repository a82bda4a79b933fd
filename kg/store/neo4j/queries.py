"""All Cypher that the store itself runs: constants, and builders for names of the schema.

Versions lie under labels that begin with ``_``, apart from the model. A version says what was
known about one record from revision ``rev`` to before ``next_rev``; the present one has ``OPEN``
there, so that one test, ``rev <= $at < next_rev``, finds what was known at any revision, whatever
others write meanwhile.
"""

from __future__ import annotations

from typing import Final

OPEN: Final = 2**63 - 1
"""``next_rev`` of the present version."""

STORE: Final = """
MATCH (s:_Store {only: 1}) RETURN s.identity, s.format, s.schema, s.room, s.upgrading"""
MAKE_STORE: Final = """
MERGE (s:_Store {only: 1})
ON CREATE SET s.identity = $identity, s.format = $format, s.room = $room, s.written = 0
SET s.schema = $schema
MERGE (p:_Publication {only: 1})
ON CREATE SET p.revision = 0, p.announced = 0, p.turn = 0, p.at = datetime()"""
LOCK: Final = """
MATCH (s:_Store {only: 1})
SET s.turn = coalesce(s.turn, 0) + 1
RETURN s.written"""
"""Taken first by whoever writes: the next one waits here."""
WRITTEN: Final = """
MATCH (s:_Store {only: 1}) SET s.written = $number
CREATE (:_Revision {number: $number, at: $at, note: $note})"""
TRIED: Final = "MATCH (s:_Store {only: 1}) SET s.tried = $number"
"""In place of publishing, where nothing is committed."""
ANNOUNCE: Final = """
MATCH (p:_Publication {only: 1}) SET p.turn = p.turn + 1
WITH p, $number - 1 AS whole
SET p.announced = $number, p.at = datetime(),
    p.revision = CASE WHEN p.revision < whole THEN whole ELSE p.revision END"""
"""Run by itself just before a batch is committed. Who holds the lock knows that those before are
whole: what another has written and was killed before it could publish is published now."""
PUBLISH: Final = """
MATCH (p:_Publication {only: 1}) SET p.turn = p.turn + 1
WITH p WHERE p.revision < $number SET p.revision = $number"""
"""Run when the batch is committed: Neo4j shows readers a commit piece by piece, this one number
at once. It waits for no batch of another writer: those lock ``_Store``, not this node."""
MOMENT: Final = """
MATCH (s:_Store {only: 1}) MATCH (p:_Publication {only: 1})
RETURN coalesce(s['tried'], p.revision), coalesce(s['tried'], p.announced), p.turn, s.written,
    duration.inSeconds(p.at, datetime.realtime()).seconds"""
REVISION: Final = """
MATCH (s:_Store {only: 1}) MATCH (p:_Publication {only: 1})
RETURN coalesce(s['tried'], p.revision)"""
REVISIONS: Final = """
MATCH (r:_Revision) WHERE r.number > $after AND r.number <= $at
RETURN r.number, r.at, r.note ORDER BY r.number"""
REVISION_AT: Final = "MATCH (r:_Revision {number: $at}) RETURN r.at"

_THEN: Final = "v.rev <= $at AND v.next_rev > $at"
NODES: Final = f"""
MATCH (v:_NodeVersion) WHERE v.id > '' AND {_THEN} AND v.body IS NOT NULL
RETURN v.id, v.body, v.statements ORDER BY v.id"""
RELATIONS: Final = f"""
MATCH (v:_RelationVersion) WHERE v.ref > '' AND {_THEN} AND v.body IS NOT NULL
RETURN v.ref, v.status, v.since, v.until, v.body, v.statements ORDER BY v.ref"""
CHANGED_NODES: Final = f"""
MATCH (v:_NodeVersion) WHERE v.rev > $after AND {_THEN}
RETURN v.id, v.redirect, v.body, v.statements ORDER BY v.id"""
CHANGED_RELATIONS: Final = f"""
MATCH (v:_RelationVersion) WHERE v.rev > $after AND {_THEN}
RETURN v.ref, v.status, v.since, v.until, v.body, v.statements ORDER BY v.ref"""
LEADS: Final = """
MATCH (v:_NodeVersion) WHERE v.redirect > '' AND v.rev <= $at RETURN v.id, v.redirect"""

RECORDS: Final = f"""
UNWIND $ids AS id
MATCH (v:_NodeVersion {{id: id}}) WHERE {_THEN} AND v.body IS NOT NULL
RETURN v.id, v.redirect, v.body, v.statements"""
_LINK: Final = "v.ref, v.status, v.since, v.until, v.body, v.statements"
TOUCHING: Final = f"""
CALL () {{
    MATCH (v:_RelationVersion {{start: $id}}) WHERE {_THEN} AND v.body IS NOT NULL RETURN v
    UNION
    MATCH (v:_RelationVersion {{end: $id}}) WHERE {_THEN} AND v.body IS NOT NULL RETURN v
}}
RETURN {_LINK} ORDER BY v.ref"""
STARTING: Final = f"""
UNWIND $ids AS id
MATCH (v:_RelationVersion {{start: id}}) WHERE {_THEN} AND v.body IS NOT NULL
RETURN {_LINK} ORDER BY v.ref"""
NODE_HISTORY: Final = """
MATCH (v:_NodeVersion {id: $id}) WHERE v.rev <= $at MATCH (r:_Revision {number: v.rev})
RETURN v.rev, r.at, v.redirect, v.body, v.statements ORDER BY v.rev"""
RELATION_HISTORY: Final = """
MATCH (v:_RelationVersion {ref: $ref}) WHERE v.rev <= $at MATCH (r:_Revision {number: v.rev})
RETURN v.rev, r.at, v.status, v.since, v.until, v.body, v.statements ORDER BY v.rev"""
REVISION_NODES: Final = """
MATCH (v:_NodeVersion {rev: $number})
RETURN v.id, v.redirect, v.body, v.statements ORDER BY v.id"""
REVISION_RELATIONS: Final = f"""
MATCH (v:_RelationVersion {{rev: $number}}) RETURN {_LINK} ORDER BY v.ref"""
FIND: Final = f"""
CALL db.index.fulltext.queryNodes('_words', $text) YIELD node AS v
WITH v WHERE {_THEN} AND v.body IS NOT NULL
RETURN v.id ORDER BY v.id LIMIT $limit"""

PRESENT_NODES: Final = f"""
UNWIND $ids AS id MATCH (v:_NodeVersion {{id: id}}) WHERE v.next_rev = {OPEN}
RETURN v.id, v.rev, v.redirect, v.body, v.statements"""
PRESENT_LINKS: Final = f"""
UNWIND $refs AS ref MATCH (v:_RelationVersion {{ref: ref}}) WHERE v.next_rev = {OPEN}
RETURN v.ref, v.rev, v.status, v.since, v.until, v.body, v.statements"""
EXISTING: Final = f"""
UNWIND $ids AS id MATCH (v:_NodeVersion {{id: id}})
WHERE v.next_rev = {OPEN} AND v.body IS NOT NULL RETURN v.id"""
PRESENT_TOUCHING: Final = f"""
CALL () {{
    MATCH (v:_RelationVersion {{start: $id}}) WHERE v.next_rev = {OPEN} AND v.body IS NOT NULL
    RETURN v.ref AS ref
    UNION
    MATCH (v:_RelationVersion {{end: $id}}) WHERE v.next_rev = {OPEN} AND v.body IS NOT NULL
    RETURN v.ref AS ref
}}
RETURN ref"""
CLOSE_NODES: Final = f"""
UNWIND $rows AS row MATCH (v:_NodeVersion {{id: row}}) WHERE v.next_rev = {OPEN}
SET v.next_rev = $rev RETURN count(*)"""
CLOSE_LINKS: Final = f"""
UNWIND $rows AS row MATCH (v:_RelationVersion {{ref: row}}) WHERE v.next_rev = {OPEN}
SET v.next_rev = $rev RETURN count(*)"""
ADD_NODES: Final = f"""
UNWIND $rows AS row
CREATE (v:_NodeVersion {{rev: $rev, next_rev: {OPEN},
    id: row[0], words: row[1], redirect: row[2], body: row[3], statements: row[4]}})
RETURN count(*)"""
ADD_LINKS: Final = f"""
UNWIND $rows AS row
WITH row, split(row[0], ' ') AS named
CREATE (v:_RelationVersion {{rev: $rev, next_rev: {OPEN}, ref: row[0],
    start: named[1], end: named[2],
    status: row[1], since: row[2], until: row[3], body: row[4], statements: row[5]}})
RETURN count(*)"""
SPEND: Final = """
MERGE (o:_Once {key: $key})
WITH o, o.until IS NULL OR o.until < $now AS free
SET o.until = CASE WHEN free THEN $until ELSE o.until END,
    o.by = CASE WHEN free THEN $by ELSE o.by END
RETURN free OR o.by = $by"""
"""Run behind the lock. Who spent it is kept for the driver, which may send it twice."""
PRUNE: Final = """
MATCH (o:_Once) WHERE o.until < $before WITH o ORDER BY o.until LIMIT $many DELETE o"""
SPENT: Final = "MATCH (o:_Once {key: $key}) WHERE o.until >= $now RETURN 1"
LEAD: Final = """
UNWIND $rows AS row
CALL (row) { MATCH (r:_Redirect {new: row[0]}) SET r.new = row[1] }
MERGE (r:_Redirect {old: row[0]}) SET r.new = row[1]"""


def make_nodes(label: str) -> str:
    """Return the query that makes nodes of a type."""
    return f"UNWIND $rows AS row CREATE (n:`{label}`) SET n = row RETURN count(*)"


def put_nodes(label: str) -> str:
    """Return the query that gives nodes of a type other properties."""
    return f"UNWIND $rows AS row MATCH (n:`{label}` {{id: row.id}}) SET n = row RETURN count(*)"


def drop_nodes(label: str) -> str:
    """Return the query that removes nodes of a type with their relations."""
    return f"UNWIND $rows AS id MATCH (n:`{label}` {{id: id}}) DETACH DELETE n"


def make_relations(start: str, type_: str, end: str) -> str:
    """Return the query that makes relations between nodes of two types."""
    return f"""
UNWIND $rows AS row
MATCH (a:`{start}` {{id: row[0]}})
MATCH (b:`{end}` {{id: row[1]}})
CREATE (a)-[r:`{type_}`]->(b) SET r = row[3] RETURN count(*)"""


def put_relations(start: str, type_: str, end: str) -> str:
    """Return the query that gives relations between nodes of two types other properties."""
    return f"{_found(start, type_, end)} SET r = row[3] RETURN count(*)"


def drop_relations(start: str, type_: str, end: str) -> str:
    """Return the query that removes relations between nodes of two types."""
    return f"{_found(start, type_, end)} DELETE r"


def _found(start: str, type_: str, end: str) -> str:
    return f"""
UNWIND $rows AS row
MATCH (a:`{start}` {{id: row[0]}})
MATCH (b:`{end}` {{id: row[1]}})
MATCH (a)-[r:`{type_}`]->(b) WHERE coalesce(r.key, '') = row[2]"""
