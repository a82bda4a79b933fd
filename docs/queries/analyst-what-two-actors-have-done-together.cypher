// What two actors have done together
// For: analysts, board
// Answers: Activities, agreements and programmes in which both take part, with the role of each.
//   Examples are left out.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   one: one of the two
//   other: the other
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param one => 'org/oas'
:param other => 'org/segib'

MATCH (one:State|Country|Organisation|Unit|Programme {id: $one})-[r]->
      (shared:Activity|Agreement|Programme|Organisation)
      <-[s]-(other:State|Country|Organisation|Unit|Programme {id: $other})
WHERE coalesce(shared.nature, '') <> 'example'
  AND (shared.starts IS NULL OR shared.starts <= $as_of)
  AND (r.since IS NULL OR r.since <= $as_of)
  AND (r.until IS NULL OR $as_of < r.until)
  AND (s.since IS NULL OR s.since <= $as_of)
  AND (s.until IS NULL OR $as_of < s.until)
  AND coalesce(one.visibility, 'public') IN $audience
  AND coalesce(other.visibility, 'public') IN $audience
  AND coalesce(shared.visibility, 'public') IN $audience
RETURN labels(shared)[0] AS kind, shared.id AS shared, coalesce(shared.title, shared.name) AS name,
       type(r) + coalesce(' (' + r.status + ')', '') AS one_does,
       type(s) + coalesce(' (' + s.status + ')', '') AS other_does,
       coalesce(shared.status, 'unknown') AS status, shared.starts AS starts, shared.ends AS ends,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN r.sources + s.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY kind, shared, one_does, other_does;
