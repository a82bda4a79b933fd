// Actors that nothing connects
// For: analysts, secretariat
// Answers: Organisations, units and programmes without any relation that holds on the day,
//   examples apart: a gap in what we know more often than in the world.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']

MATCH (actor:Organisation|Unit|Programme)
WHERE coalesce(actor.nature, '') <> 'example'
  AND coalesce(actor.visibility, 'public') IN $audience
  AND NOT EXISTS {
    MATCH (actor)-[r]-(other)
    WHERE (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
      AND coalesce(other.nature, '') <> 'example'
      AND coalesce(other.visibility, 'public') IN $audience
  }
RETURN labels(actor)[0] AS type, actor.id AS actor, actor.name AS name, actor.kind AS kind,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN actor.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY type, actor;
