// Which priorities favour a sector, adopted and proposed apart
// For: board, analysts
// Answers: The ministerial principles and board priorities that name the sector, one above it or
//   one below it, with their standing.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   sector: the sector
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param sector => 'sector/dac/74020'

MATCH (sector:Sector {id: $sector})
WHERE coalesce(sector.visibility, 'public') IN $audience
MATCH (sector)-[:BROADER*0..3]-(near:Sector)<-[f:FAVOURS]-(priority:Priority)
WHERE (EXISTS { (sector)-[:BROADER*0..3]->(near) } OR EXISTS { (near)-[:BROADER*0..3]->(sector) })
  AND (f.since IS NULL OR f.since <= $as_of)
  AND (f.until IS NULL OR $as_of < f.until)
  AND (priority.adopted IS NULL OR priority.adopted <= $as_of)
  AND coalesce(near.visibility, 'public') IN $audience
  AND coalesce(priority.visibility, 'public') IN $audience
WITH DISTINCT priority, near, f
RETURN priority.standing AS standing, priority.adopted AS adopted, priority.id AS priority,
       priority.name AS name, near.id AS favours,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN priority.sources + f.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY standing, adopted, priority, favours;
