// Relations that rest on our own compilation alone
// For: secretariat
// Answers: Memberships, agreements and organs for which no publication has been read: to be
//   confirmed first. Counted by type and body.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   source: the source that stands alone
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param source => 'source/coopgraph-compilation'

MATCH (a)-[r:MEMBER_OF|PARTY_TO|PART_OF|RUNS|SUCCEEDS]->(b)
WHERE r.sources = [$source]
  AND (r.since IS NULL OR r.since <= $as_of)
  AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(a.visibility, 'public') IN $audience
  AND coalesce(b.visibility, 'public') IN $audience
RETURN type(r) AS type, b.id AS body, b.name AS name, count(r) AS relations
ORDER BY relations DESC, type, body LIMIT 25;
