// Memberships without a first day, by body
// For: secretariat
// Answers: Full memberships of states that are in force but undated: an answer for an earlier
//   date rests on them without knowing.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']

MATCH (state:State)-[m:MEMBER_OF]->(body)
WHERE coalesce(m.status, 'member') = 'member'
  AND (m.until IS NULL OR $as_of < m.until)
  AND (m.since IS NULL OR m.since <= $as_of)
  AND coalesce(state.nature, '') <> 'example'
  AND coalesce(state.visibility, 'public') IN $audience
  AND coalesce(body.visibility, 'public') IN $audience
WITH body, count(m) AS members, sum(CASE WHEN m.since IS NULL THEN 1 ELSE 0 END) AS undated,
     reduce(ids = [], one IN collect(m.sources) | ids + one) AS ids
RETURN body.id AS body, body.name AS name, members, undated,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN ids
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY undated DESC, body;
