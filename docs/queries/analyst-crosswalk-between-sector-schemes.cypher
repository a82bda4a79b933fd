// From one sector scheme to another: SEGIB’s and the DAC’s
// For: analysts, secretariat
// Answers: Which sector of one scheme means the same as, or is close to, one of the other, how
//   sure that is, and who proposed it.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   scheme: the scheme to start from
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param scheme => 'segib'

MATCH (from:Sector {scheme: $scheme})-[m:MATCHES]->(to:Sector)
WHERE (m.since IS NULL OR m.since <= $as_of)
  AND (m.until IS NULL OR $as_of < m.until)
  AND coalesce(from.visibility, 'public') IN $audience
  AND coalesce(to.visibility, 'public') IN $audience
RETURN from.id AS from, from.name AS name, m.kind AS kind, to.id AS to, to.name AS to_name,
       m.confidence AS confidence, m.author AS proposed_by,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN m.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY from, confidence DESC, to;
