// Milestones of the initiatives: what is due, and who is responsible
// For: board, secretariat
// Answers: Every milestone with the day it is due and what is known of it. The Board designates
//   who is responsible: nobody is until it has.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']

MATCH (initiative:Initiative)
WHERE coalesce(initiative.visibility, 'public') IN $audience
OPTIONAL MATCH (milestone:Milestone)-[p:PART_OF]->(initiative)
WHERE (p.since IS NULL OR p.since <= $as_of)
  AND (p.until IS NULL OR $as_of < p.until)
  AND coalesce(milestone.visibility, 'public') IN $audience
RETURN initiative.id AS initiative, initiative.name AS name, initiative.standing AS standing,
       milestone.id AS milestone, milestone.name AS step, milestone.due AS due,
       milestone.precision AS precision,
       CASE WHEN milestone IS NULL THEN NULL
            WHEN milestone.due IS NULL THEN 'no day given'
            WHEN milestone.due < $as_of THEN 'past'
            ELSE 'ahead' END AS day,
       CASE WHEN milestone IS NOT NULL THEN coalesce(milestone.status, 'unknown') END AS status,
       milestone.evidence AS evidence,
       CASE WHEN size(coalesce(initiative.responsible, [])) = 0 THEN ['nobody designated']
            ELSE initiative.responsible END AS responsible,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN initiative.sources + coalesce(milestone.sources, [])
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY due IS NULL, due, initiative, milestone;
