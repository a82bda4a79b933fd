// States whose cooperation authority is not on record
// For: secretariat, authorities
// Answers: All states without a national authority in the base on the day: it is unknown to us,
//   the state may well have one.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']

MATCH (state:State)
WHERE coalesce(state.visibility, 'public') IN $audience
  AND coalesce(state.nature, '') <> 'example'
  AND NOT EXISTS {
    MATCH (authority:Organisation)-[p:PART_OF]->(state)
    WHERE p.role = 'national_authority'
      AND (p.since IS NULL OR p.since <= $as_of) AND (p.until IS NULL OR $as_of < p.until)
      AND coalesce(authority.visibility, 'public') IN $audience
  }
RETURN state.id AS state, state.name AS name, 'unknown' AS authority,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN state.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY state;
