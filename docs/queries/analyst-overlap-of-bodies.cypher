// How much the memberships of bodies overlap
// For: analysts, board
// Answers: For each two of the bodies: how many states are full members of both on the day, and
//   of either. Bodies that share their members need one conversation, not two.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   partners: the bodies
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param partners => ['org/segib', 'org/mercosur', 'org/caricom', 'org/sica', 'org/can']

UNWIND $partners AS asked
MATCH (body:Organisation {id: asked})
WHERE coalesce(body.visibility, 'public') IN $audience
WITH body, COLLECT {
  MATCH (state:State)-[m:MEMBER_OF]->(body)
  WHERE coalesce(m.status, 'member') = 'member'
    AND (m.since IS NULL OR m.since <= $as_of) AND (m.until IS NULL OR $as_of < m.until)
    AND coalesce(state.visibility, 'public') IN $audience
  RETURN {state: state.id, sources: m.sources} ORDER BY state.id
} AS members ORDER BY body.id
WITH collect({id: body.id, members: [m IN members | m.state],
              sources: reduce(ids = [], m IN members | ids + m.sources)}) AS bodies
UNWIND bodies AS one
UNWIND bodies AS other
WITH one, other, [id IN one.members WHERE id IN other.members] AS both WHERE one.id < other.id
RETURN one.id AS one, other.id AS other, size(both) AS in_both,
       size(one.members) + size(other.members) - size(both) AS in_either, both,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN one.sources + other.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY in_both DESC, one, other;
