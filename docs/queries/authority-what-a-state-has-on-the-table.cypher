// What a state has on the table, by kind and nature
// For: authorities
// Answers: Offers, demands and good practices of a state, declared and example apart, with their
//   sectors and whom to write to.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   state: the state
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param state => 'state/xac'

MATCH (state:State {id: $state})-[d:DECLARES]->(record)
WHERE (d.since IS NULL OR d.since <= $as_of)
  AND (d.until IS NULL OR $as_of < d.until)
  AND coalesce(state.visibility, 'public') IN $audience
  AND coalesce(record.visibility, 'public') IN $audience
RETURN labels(record)[0] AS kind, record.nature AS nature, record.id AS record,
       record.title AS title,
       COLLECT {
         MATCH (record)-[:IN_SECTOR]->(s:Sector)
         WHERE coalesce(s.visibility, 'public') IN $audience RETURN s.id ORDER BY s.id
       } AS sectors,
       COLLECT {
         MATCH (record)<-[:CONTACT_FOR]-(u)
         WHERE coalesce(u.visibility, 'public') IN $audience RETURN u.id ORDER BY u.id
       } AS write_to,
       record.ends AS ends,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN record.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY kind, nature, record;
