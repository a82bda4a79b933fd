// Good practices in a sector and everything below it
// For: authorities, public
// Answers: Practices and lessons of one nature, with what shows that they work.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   nature: one nature at a time: declared, example (never counted together)
//   sector: the sector; what lies below it counts too
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param nature => 'example'
:param sector => 'sector/dac/160'

MATCH (:Sector {id: $sector})<-[:BROADER*0..4]-(sector:Sector)<-[i:IN_SECTOR]-(practice:Practice)
WHERE practice.nature = $nature
  AND (i.since IS NULL OR i.since <= $as_of)
  AND (i.until IS NULL OR $as_of < i.until)
  AND coalesce(sector.visibility, 'public') IN $audience
  AND coalesce(practice.visibility, 'public') IN $audience
MATCH (practice)<-[d:DECLARES]-(giver)
WHERE (d.since IS NULL OR d.since <= $as_of)
  AND (d.until IS NULL OR $as_of < d.until)
  AND coalesce(giver.visibility, 'public') IN $audience
RETURN giver.id AS shared_by, practice.id AS practice, practice.title AS title,
       practice.nature AS nature, sector.id AS sector, practice.evidence AS evidence,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN practice.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY shared_by, practice, sector;
