// Which actors have most relations, by type of relation
// For: analysts
// Answers: Bodies and programmes with most full relations in force on the day, counted by type,
//   examples apart. States are not counted against each other: they are never ranked.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   top: how many at most
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param top => 15

MATCH (actor:Organisation|Unit|Programme)-[r]-(other)
WHERE (r.since IS NULL OR r.since <= $as_of)
  AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.status, 'member') IN ['member', 'party']
  AND coalesce(actor.nature, '') <> 'example' AND coalesce(other.nature, '') <> 'example'
  AND coalesce(actor.visibility, 'public') IN $audience
  AND coalesce(other.visibility, 'public') IN $audience
WITH actor, type(r) AS type, count(r) AS relations,
     reduce(ids = [], one IN collect(r.sources) | ids + one) AS ids ORDER BY type
WITH actor, sum(relations) AS relations, collect(type + ' ' + toString(relations)) AS by_type,
     reduce(all = [], one IN collect(ids) | all + one) AS ids
ORDER BY relations DESC, actor.id LIMIT $top
RETURN actor.id AS actor, actor.name AS name, relations, by_type,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN ids
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY relations DESC, actor;
