// What activities demonstrate in a sector, by recipient
// For: analysts, authorities
// Answers: Who has demonstrably worked in a sector and below it, in which role, in which activity
//   and for which states. Demonstrated, not declared: nobody offers it by having done it. No
//   recipient on record is unknown.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   sector: the sector; what lies below it counts too
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param sector => 'sector/dac/740'

MATCH (:Sector {id: $sector})<-[:BROADER*0..4]-(sector:Sector)<-[i:IN_SECTOR]-(activity:Activity)
WHERE activity.nature = 'demonstrated'
  AND (activity.starts IS NULL OR activity.starts <= $as_of)
  AND (i.since IS NULL OR i.since <= $as_of)
  AND (i.until IS NULL OR $as_of < i.until)
  AND coalesce(sector.visibility, 'public') IN $audience
  AND coalesce(activity.visibility, 'public') IN $audience
WITH DISTINCT activity
OPTIONAL MATCH (recipient:State|Country)-[v:RECEIVES]->(activity)
WHERE coalesce(recipient.visibility, 'public') IN $audience
MATCH (actor)-[r:FUNDS|EXTENDS|ACCOUNTS_FOR|IMPLEMENTS|PROVIDES|PROVIDES_SECOND|RUNS]->(activity)
WHERE (r.since IS NULL OR r.since <= $as_of)
  AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(actor.visibility, 'public') IN $audience
RETURN coalesce(recipient.id, 'unknown') AS recipient, activity.id AS activity,
       activity.title AS title, activity.nature AS nature, activity.starts AS starts,
       type(r) AS role, actor.id AS actor,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN activity.sources + r.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY recipient, activity, role, actor;
