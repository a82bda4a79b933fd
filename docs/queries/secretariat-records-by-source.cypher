// What each source states: records and relations
// For: secretariat, analysts
// Answers: How many records and relations rest on each source, how many of them on it alone, and
//   when it was retrieved.
// Parameters:
//   audience: what you may see: public; public and states; or all three
:param audience => ['public', 'states', 'board']

CALL () {
    MATCH (n)
    WHERE n.sources IS NOT NULL AND coalesce(n.visibility, 'public') IN $audience
    UNWIND n.sources AS id
    RETURN id, count(n) AS records, sum(CASE WHEN size(n.sources) = 1 THEN 1 ELSE 0 END) AS alone,
           0 AS relations, 0 AS only
  UNION ALL
    MATCH (a)-[r]->(b)
    WHERE r.sources IS NOT NULL AND coalesce(a.visibility, 'public') IN $audience
      AND coalesce(b.visibility, 'public') IN $audience
    UNWIND r.sources AS id
    RETURN id, 0 AS records, 0 AS alone, count(r) AS relations,
           sum(CASE WHEN size(r.sources) = 1 THEN 1 ELSE 0 END) AS only
}
WITH id, sum(records) AS records, sum(alone) AS alone, sum(relations) AS relations,
     sum(only) AS only
MATCH (source:Source {id: id})
WHERE coalesce(source.visibility, 'public') IN $audience
RETURN source.id AS source, source.title AS title, source.publisher AS publisher,
       source.retrieved AS retrieved, records, alone AS records_on_it_alone, relations,
       only AS relations_on_it_alone
ORDER BY source;
