// Bodies in which two states sit together
// For: analysts, authorities
// Answers: Bodies, organs and programmes to which both belong on the day, with the status of
//   each: what is disputed says so.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   one: one of the two
//   other: the other
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param one => 'state/bra'
:param other => 'state/ven'

MATCH (one:State {id: $one})-[r:MEMBER_OF]->(body)<-[s:MEMBER_OF]-(other:State {id: $other})
WHERE (r.since IS NULL OR r.since <= $as_of)
  AND (r.until IS NULL OR $as_of < r.until)
  AND (s.since IS NULL OR s.since <= $as_of)
  AND (s.until IS NULL OR $as_of < s.until)
  AND coalesce(one.visibility, 'public') IN $audience
  AND coalesce(other.visibility, 'public') IN $audience
  AND coalesce(body.visibility, 'public') IN $audience
RETURN body.id AS body, body.name AS name, coalesce(r.status, 'member') AS one_is,
       coalesce(s.status, 'member') AS other_is,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN r.sources + s.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY body;
