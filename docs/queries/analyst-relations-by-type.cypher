// How many relations of each type hold, and how many are undated
// For: analysts, secretariat
// Answers: Relations in force on the day by type and status; undated ones have no first day on
//   record and hold at every date. Relations of examples are counted apart.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']

MATCH (a)-[r]->(b)
WHERE (r.since IS NULL OR r.since <= $as_of)
  AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(a.visibility, 'public') IN $audience
  AND coalesce(b.visibility, 'public') IN $audience
WITH type(r) AS type, coalesce(r.status, '') AS status,
     coalesce(a.nature = 'example', false) OR coalesce(b.nature = 'example', false) AS example, r
RETURN type, status, example, count(r) AS relations,
       sum(CASE WHEN r.since IS NULL THEN 1 ELSE 0 END) AS undated
ORDER BY type, status, example;
