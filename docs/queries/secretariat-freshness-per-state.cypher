// How fresh the information of each state is
// For: secretariat, authorities
// Answers: What each state has on the table in one nature, what of it is valid on the day, and
//   when any of it was last confirmed. In the order of ids: states are never ranked. Never
//   confirmed shows as nothing. Only invented states have examples.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   nature: one nature at a time: declared, example (never counted together)
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param nature => 'example'

MATCH (state:State)
WHERE coalesce(state.visibility, 'public') IN $audience
  AND (coalesce(state.nature, '') = 'example') = ($nature = 'example')
WITH state, COLLECT {
  MATCH (state)-[d:DECLARES]->(record)
  WHERE record.nature = $nature
    AND (d.since IS NULL OR d.since <= $as_of) AND (d.until IS NULL OR $as_of < d.until)
    AND coalesce(record.visibility, 'public') IN $audience
  RETURN record
} AS records
RETURN state.id AS state, state.name AS name, $nature AS nature, size(records) AS records,
       size([r IN records WHERE coalesce($as_of <= r.ends, true)]) AS not_ended,
       size([r IN records WHERE r.confirmed_on IS NULL]) AS never_confirmed,
       reduce(last = NULL, r IN records |
              CASE WHEN last IS NULL OR r.confirmed_on > last THEN coalesce(r.confirmed_on, last)
                   ELSE last END) AS last_confirmed,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN reduce(ids = [], r IN records | ids + r.sources)
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY state;
