"""All Cypher that the store itself runs: constants, and builders for names of the model.

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
CREATE (r:_Revision {number: $number}) SET r += $facts"""
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
_SEALED: Final = """
RETURN r.number, r.at, r.note, r.token, r.nodes, r.node_sum, r.links, r.link_sum, r.sum"""
REVISIONS: Final = f"""
MATCH (r:_Revision) WHERE r.number > $after AND r.number <= $at {_SEALED} ORDER BY r.number"""
REVISION_OF: Final = f"MATCH (r:_Revision {{number: $at}}) {_SEALED}"
SEAL: Final = """
UNWIND $rows AS row MATCH (r:_Revision {number: row.number}) SET r += row"""

_THEN: Final = "v.rev <= $at AND v.next_rev > $at"
_NODE: Final = "v.rev, v.sum, v.id, v.redirect, v.joined, v.body, v.statements"
_RELATION: Final = "v.rev, v.sum, v.ref, v.status, v.since, v.until, v.body, v.statements"
NODES: Final = f"""
MATCH (v:_NodeVersion) WHERE v.id > '' AND {_THEN} RETURN {_NODE} ORDER BY v.id"""
RELATIONS: Final = f"""
MATCH (v:_RelationVersion) WHERE v.ref > '' AND {_THEN} RETURN {_RELATION} ORDER BY v.ref"""
LEADS: Final = f"""
CALL () {{
    MATCH (v:_NodeVersion) WHERE v.redirect > '' AND v.rev <= $at RETURN v
    UNION ALL
    MATCH (v:_NodeVersion) WHERE v.joined > '' AND {_THEN} RETURN v
}}
RETURN {_NODE}"""

RECORDS: Final = f"""
UNWIND $ids AS id MATCH (v:_NodeVersion {{id: id}}) WHERE {_THEN} RETURN {_NODE}"""
RELATION_ROWS: Final = f"""
UNWIND $refs AS ref MATCH (v:_RelationVersion {{ref: ref}}) WHERE {_THEN} RETURN {_RELATION}"""
TOUCHING: Final = f"""
CALL () {{
    UNWIND $ids AS id MATCH (v:_RelationVersion {{start: id}})
    WHERE {_THEN} AND v.body IS NOT NULL RETURN v
    UNION
    UNWIND $ids AS id MATCH (v:_RelationVersion {{end: id}})
    WHERE {_THEN} AND v.body IS NOT NULL RETURN v
}}
RETURN {_RELATION} ORDER BY v.ref"""
STARTING: Final = f"""
UNWIND $ids AS id
MATCH (v:_RelationVersion {{start: id}}) WHERE {_THEN} AND v.body IS NOT NULL
RETURN {_RELATION} ORDER BY v.ref"""
NODE_HISTORY: Final = f"""
MATCH (v:_NodeVersion {{id: $id}}) WHERE v.rev <= $at
OPTIONAL MATCH (r:_Revision {{number: v.rev}}) RETURN r.at, v.next_rev, {_NODE} ORDER BY v.rev"""
RELATION_HISTORY: Final = f"""
MATCH (v:_RelationVersion {{ref: $ref}}) WHERE v.rev <= $at
OPTIONAL MATCH (r:_Revision {{number: v.rev}}) RETURN r.at, v.next_rev, {_RELATION}
ORDER BY v.rev"""
REVISION_NODES: Final = f"""
MATCH (v:_NodeVersion {{rev: $number}}) RETURN {_NODE} ORDER BY v.id"""
REVISION_RELATIONS: Final = f"""
MATCH (v:_RelationVersion {{rev: $number}}) RETURN {_RELATION} ORDER BY v.ref"""
FIND: Final = f"""
CALL db.index.fulltext.queryNodes('_words', $text) YIELD node AS v
WITH v WHERE {_THEN}
RETURN v.id ORDER BY v.id LIMIT $limit"""

PRESENT_NODES: Final = f"""
UNWIND $ids AS id MATCH (v:_NodeVersion {{id: id}}) WHERE v.next_rev = {OPEN} RETURN {_NODE}"""
PRESENT_LINKS: Final = f"""
UNWIND $refs AS ref MATCH (v:_RelationVersion {{ref: ref}}) WHERE v.next_rev = {OPEN}
RETURN {_RELATION}"""
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
CREATE (v:_NodeVersion {{rev: $rev, next_rev: {OPEN}, id: row[0], words: row[1], sum: row[2],
    redirect: row[3], joined: row[4], body: row[5], statements: row[6]}})
RETURN count(*)"""
SET_WORDS: Final = f"""
UNWIND $rows AS row MATCH (v:_NodeVersion {{id: row[0]}}) WHERE v.next_rev = {OPEN}
SET v.words = row[1]"""
"""Where what counts as one with a node has changed, and it has not itself."""
ADD_LINKS: Final = f"""
UNWIND $rows AS row
WITH row, split(row[0], ' ') AS named
CREATE (v:_RelationVersion {{rev: $rev, next_rev: {OPEN}, ref: row[0],
    start: named[1], end: named[2], sum: row[1],
    status: row[2], since: row[3], until: row[4], body: row[5], statements: row[6]}})
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
WAITING_TAKEN: Final = "MATCH (w:_Waiting) RETURN count(w), coalesce(sum(w.size), 0)"
WAITING_SIZES: Final = """
UNWIND $ids AS id MATCH (w:_Waiting {id: id}) RETURN w.id, w.size"""
KEEP_WAITING: Final = """
UNWIND $rows AS row MERGE (w:_Waiting {id: row.id})
ON CREATE SET w.received = row.received
SET w.until = row.until, w.size = row.size, w.body = row.body"""
"""Run behind the lock."""
LET_GO: Final = "UNWIND $ids AS id MATCH (w:_Waiting {id: id}) DELETE w"
PURGE_WAITING: Final = """
MATCH (w:_Waiting) WHERE w.until < $now WITH w LIMIT $many DELETE w RETURN count(*)"""
_WAITING: Final = "RETURN w.id, w.received, w.until, w.size, w.body ORDER BY w.received, w.id"
ALL_WAITING: Final = f"MATCH (w:_Waiting) WHERE w.until >= $now {_WAITING}"
SOME_WAITING: Final = f"""
UNWIND $ids AS id MATCH (w:_Waiting {{id: id}}) WHERE w.until >= $now {_WAITING}"""
LEAD: Final = """
UNWIND $rows AS row MERGE (r:_Redirect {old: row[0]}) SET r.new = row[1]"""
UNLEAD: Final = """
UNWIND $rows AS row MATCH (r:_Redirect {old: row}) DELETE r"""


WORDS: Final = f"""
MATCH (v:_NodeVersion) WHERE v.next_rev = {OPEN} AND v.words IS NOT NULL
RETURN v.id, v.words ORDER BY v.id"""
ALL_NODES: Final = f"""
MATCH (v:_NodeVersion) WHERE v.rev <= $at RETURN v.next_rev, {_NODE} ORDER BY v.id, v.rev"""
ALL_RELATIONS: Final = f"""
MATCH (v:_RelationVersion) WHERE v.rev <= $at RETURN v.next_rev, {_RELATION}
ORDER BY v.ref, v.rev"""
GRAPH_NODES: Final = """
MATCH (n) WHERE none(label IN labels(n) WHERE label STARTS WITH '_')
RETURN labels(n), properties(n)"""
GRAPH_RELATIONS: Final = "MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, properties(r)"
GRAPH_REDIRECTS: Final = "MATCH (r:_Redirect) RETURN r.old, r.new"


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
