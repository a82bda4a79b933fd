// Which states are bridges: full members of two or more blocs
// For: board, analysts
// Answers: States that belong to at least two of the blocs on the day. Belize is in both SICA and
//   CARICOM: through it each bloc has a seat near the other.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   blocs: the blocs
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param blocs => ['org/caricom', 'org/sica', 'org/mercosur', 'org/can']

MATCH (state:State)-[m:MEMBER_OF]->(bloc:Organisation)
WHERE bloc.id IN $blocs
  AND coalesce(m.status, 'member') = 'member'
  AND (m.since IS NULL OR m.since <= $as_of)
  AND (m.until IS NULL OR $as_of < m.until)
  AND coalesce(state.visibility, 'public') IN $audience
  AND coalesce(bloc.visibility, 'public') IN $audience
WITH state, bloc, m ORDER BY bloc.id
WITH state, collect(bloc.id) AS blocs,
     reduce(ids = [], one IN collect(m.sources) | ids + one) AS ids
WHERE size(blocs) > 1
RETURN state.id AS state, state.name AS name, blocs,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN ids
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY state;
