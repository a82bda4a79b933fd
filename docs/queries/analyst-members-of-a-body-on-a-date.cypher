// Who belongs to a body on a date, with disputed memberships apart
// For: analysts, board
// Answers: Members, associates and observers, those suspended, former or not participating, and
//   those whose membership is disputed, each group by itself. Without a first day a membership
//   holds at every date and is marked undated.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   body: the body
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param body => 'org/oas'

MATCH (member)-[m:MEMBER_OF]->(body:Organisation|Unit|Programme {id: $body})
WHERE (m.since IS NULL OR m.since <= $as_of)
  AND (m.until IS NULL OR $as_of < m.until)
  AND coalesce(member.visibility, 'public') IN $audience
  AND coalesce(body.visibility, 'public') IN $audience
WITH coalesce(m.status, 'member') AS status, member, m ORDER BY member.id
WITH status, collect(member.id) AS members,
     [id IN collect(CASE WHEN m.since IS NULL THEN member.id END) WHERE id IS NOT NULL] AS undated,
     reduce(ids = [], one IN collect(m.sources) | ids + one) AS ids
RETURN status, size(members) AS count, members, size(undated) AS undated,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN ids
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY status <> 'member', status;
