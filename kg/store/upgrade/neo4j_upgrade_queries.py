"""All Cypher that an upgrade runs.

While it goes on, ``_Store`` has the new number already, so that older programs refuse it, and
``upgrading`` says which one it comes from, so that newer ones do; ``upgraded_nodes`` and
``upgraded_links`` say how far it is. ``upgrading_at`` is the revision at which it began:
who had the store open before may still write to it in the older format.
"""

from __future__ import annotations

from typing import Final

from kg.store.neo4j.queries import OPEN

BEGIN: Final = """
MATCH (s:_Store {only: 1})
SET s.turn = coalesce(s.turn, 0) + 1
WITH s, s.format = $format AND s.upgrading_at = s.written AS goes_on
SET s.upgrading = coalesce(s.upgrading, s.format), s.format = $format, s.upgrading_at = s.written,
    s.upgraded_nodes = CASE WHEN goes_on THEN s.upgraded_nodes ELSE '' END,
    s.upgraded_links = CASE WHEN goes_on THEN s.upgraded_links ELSE '' END"""
"""Run by whoever begins or goes on. Where another version had begun, or somebody has written since,
all is looked at again: what is in order already stays as it is."""
COUNT: Final = """
CALL () { MATCH (v:_NodeVersion) RETURN count(v) AS nodes }
CALL () { MATCH (v:_RelationVersion) RETURN count(v) AS links }
RETURN nodes + links"""
RECORDS: Final = f"""
CALL () {{
    MATCH (v:_NodeVersion) WHERE v.next_rev = {OPEN} AND v.body IS NOT NULL
    RETURN count(v) AS nodes
}}
CALL () {{
    MATCH (v:_RelationVersion) WHERE v.next_rev = {OPEN} AND v.body IS NOT NULL
    RETURN count(v) AS links
}}
RETURN nodes + links"""
NODES_DONE: Final = """
MATCH (s:_Store {only: 1}) SET s.turn = s.turn + 1 RETURN s.upgraded_nodes"""
LINKS_DONE: Final = """
MATCH (s:_Store {only: 1}) SET s.turn = s.turn + 1 RETURN s.upgraded_links"""
"""Taken first by each page: another upgrade, or somebody who writes, waits here."""
SET_NODES_DONE: Final = "MATCH (s:_Store {only: 1}) SET s.upgraded_nodes = $last"
SET_LINKS_DONE: Final = "MATCH (s:_Store {only: 1}) SET s.upgraded_links = $last"
NODES: Final = f"""
MATCH (v:_NodeVersion) WHERE v.id > $after
WITH v.id AS id ORDER BY id LIMIT $limit
WITH max(id) AS last
MATCH (v:_NodeVersion) WHERE v.id > $after AND v.id <= last
RETURN v.next_rev = {OPEN}, v.closed,
    v.rev, v.sum, v.id, v.redirect, v.joined, v.body, v.statements
ORDER BY v.id, v.rev"""
"""A page: all versions of some nodes."""
RELATION_ROWS: Final = f"""
MATCH (v:_RelationVersion) WHERE v.ref > $after
WITH v.ref AS ref ORDER BY ref LIMIT $limit
WITH max(ref) AS last
MATCH (v:_RelationVersion) WHERE v.ref > $after AND v.ref <= last
RETURN v.next_rev = {OPEN}, null,
    v.rev, v.sum, v.ref, v.status, v.since, v.until, v.body, v.statements
ORDER BY v.ref, v.rev"""
RENEW_NODES: Final = """
UNWIND $rows AS row MATCH (v:_NodeVersion {id: row[1]}) WHERE v.rev = row[0]
SET v.words = row[2], v.redirect = row[4], v.joined = row[5], v.body = row[6],
    v.statements = row[7]"""
RENEW_LINKS: Final = """
UNWIND $rows AS row MATCH (v:_RelationVersion {ref: row[1]}) WHERE v.rev = row[0]
SET v.status = row[3], v.since = row[4], v.until = row[5], v.body = row[6], v.statements = row[7]"""
SUM_NODES: Final = """
UNWIND $rows AS row MATCH (v:_NodeVersion {id: row[1]}) WHERE v.rev = row[0] SET v.sum = row[2]"""
SUM_LINKS: Final = """
UNWIND $rows AS row MATCH (v:_RelationVersion {ref: row[1]}) WHERE v.rev = row[0]
SET v.sum = row[2]"""
NODE_SUMS: Final = "MATCH (v:_NodeVersion) RETURN v.rev, v.next_rev, v.id, v.sum"
LINK_SUMS: Final = "MATCH (v:_RelationVersion) RETURN v.rev, v.next_rev, v.ref, v.sum"
REVISIONS: Final = "MATCH (r:_Revision) RETURN r.number, r.at, r.note ORDER BY r.number"
CLOSE: Final = f"""
UNWIND $rows AS row MATCH (v:_NodeVersion {{id: row[0]}}) WHERE v.next_rev = {OPEN}
SET v.closed = row[1]"""
"""Kept in the graph until the end: who goes on has to tell what was done before."""
LOCK: Final = """
MATCH (s:_Store {only: 1}) SET s.turn = s.turn + 1 RETURN s.written = s.upgrading_at"""
CLOSED: Final = """
MATCH (v:_NodeVersion) WHERE v.closed IS NOT NULL RETURN v.id, v.closed ORDER BY v.id"""
FORGET_CLOSED: Final = "MATCH (v:_NodeVersion) WHERE v.closed IS NOT NULL REMOVE v.closed"
FINISH: Final = """
MATCH (s:_Store {only: 1})
SET s.turn = s.turn + 1
WITH s WHERE s.written = s.upgrading_at AND s.upgrading IS NOT NULL
SET s.schema = $schema, s.room = coalesce(s.room, $room)
REMOVE s.upgrading, s.upgrading_at, s.upgraded_nodes, s.upgraded_links
RETURN true"""
"""Gives no row where somebody has written meanwhile, or another upgrade has finished."""
