// Which goals the demands contribute to
// For: analysts, board
// Answers: Demands of one nature valid on the day, counted by goal; a target counts for its goal,
//   and a demand counts once for each goal.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   nature: one nature at a time: declared, example (never counted together)
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param nature => 'example'

MATCH (demand:Demand)-[t:TOWARDS]->(stated:Goal)
WHERE demand.nature = $nature
  AND (demand.starts IS NULL OR demand.starts <= $as_of)
  AND (demand.ends IS NULL OR $as_of <= demand.ends)
  AND (t.since IS NULL OR t.since <= $as_of)
  AND (t.until IS NULL OR $as_of < t.until)
  AND coalesce(demand.visibility, 'public') IN $audience
  AND coalesce(stated.visibility, 'public') IN $audience
MATCH (stated)-[:BROADER*0..1]->(goal:Goal {kind: 'goal'})
WHERE coalesce(goal.visibility, 'public') IN $audience
WITH goal, toInteger(goal.code) AS number, collect(DISTINCT demand) AS demands,
     reduce(ids = [], one IN collect(t.sources) | ids + one) AS ids
RETURN goal.id AS goal, goal.name AS name, size(demands) AS demands, $nature AS nature,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN ids
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY demands DESC, number;
