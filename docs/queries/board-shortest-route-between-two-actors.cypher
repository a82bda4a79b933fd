// The shortest institutional routes between two actors
// For: board, analysts
// Answers: The routes with the fewest relations, through memberships, agreements, organs and
//   programmes that hold on the day. For the strongest routes, see the query of analysts.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   one: one of the two
//   other: the other
//   top: how many at most
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param one => 'org/segib'
:param other => 'org/caricom'
:param top => 5

MATCH (one:Organisation|State {id: $one}), (other:Organisation|State {id: $other})
WHERE coalesce(one.visibility, 'public') IN $audience
  AND coalesce(other.visibility, 'public') IN $audience
MATCH path = ALL SHORTEST (one)
  (()-[r:MEMBER_OF|PARTY_TO|PART_OF|RUNS]-(next)
    WHERE coalesce(r.status, 'member') IN ['member', 'party']
      AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
      AND coalesce(next.visibility, 'public') IN $audience
      AND coalesce(next.nature, '') <> 'example'
      AND NOT (next:Agreement AND next.status IN ['expired', 'terminated', 'under_negotiation'])
      AND NOT (next:Agreement|Programme AND coalesce(next.ends < $as_of, false))){1,6}
  (other)
WITH [node IN nodes(path) | node.id] AS route, relationships(path) AS links
ORDER BY route LIMIT $top
RETURN size(links) AS relations, route,
       [r IN links | type(r) + coalesce(' (' + r.status + ')', '')] AS through,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN reduce(ids = [], r IN links | ids + r.sources)
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY route;
