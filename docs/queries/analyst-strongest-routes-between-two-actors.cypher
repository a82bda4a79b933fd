// The strongest institutional routes between two actors
// For: analysts
// Answers: The routes that `coopgraph path` gives, to the last digit: at most six relations, the
//   product of their strengths in millionths, the weakest link by its index, with sources.
//   Written by `make docs` from tools/routes_in_cypher.py; the strengths are in docs/paths.md.
// Parameters:
//   ends: the two actors
//   top: how many routes
//   beam: beginnings the first pass goes on with; any number gives the same routes
//   strengths: the strength of each relation in hundredths, by type and status
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
:param ends => {start: 'org/iacd', end: 'org/caricom'}
:param top => 3
:param beam => 200
:param strengths => {`PARTY_TO party`: 95, `PARTY_TO `: 95, `PARTY_TO signatory`: 70, `PARTY_TO named`: 50, `PART_OF `: 95, `MEMBER_OF member`: 90, `MEMBER_OF `: 90, `MEMBER_OF associate`: 60, `MEMBER_OF observer`: 30, `MEMBER_OF disputed`: 30, `RUNS `: 90, `CONCERNS `: 85, `SUCCEEDS `: 80, `PROVIDES `: 80, `PROVIDES_SECOND `: 70, `FUNDS `: 70, `IMPLEMENTS `: 70, `EXTENDS `: 60, `ACCOUNTS_FOR `: 60, `RECEIVES `: 60}
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']

MATCH (start:Activity|Agreement|Country|Decision|Demand|Goal|GuidelineVersion|Initiative|Language|Milestone|Modality|Offer|Organisation|Practice|Priority|Programme|Region|Sector|Source|State|Unit {id: coalesce(head(COLLECT { MATCH (lead:_Redirect {old: $ends.start}) RETURN lead.new }), $ends.start)})
WHERE coalesce(start.visibility, 'public') IN $audience
MATCH (end:Activity|Agreement|Country|Decision|Demand|Goal|GuidelineVersion|Initiative|Language|Milestone|Modality|Offer|Organisation|Practice|Priority|Programme|Region|Sector|Source|State|Unit {id: coalesce(head(COLLECT { MATCH (lead:_Redirect {old: $ends.end}) RETURN lead.new }), $ends.end)})
WHERE coalesce(end.visibility, 'public') IN $audience
WITH start, end WHERE start <> end
WITH start, end, COLLECT {
  MATCH (start)<-[one:CONCERNS]-(initiative)-[other:CONCERNS]->(end)
  WHERE $strengths[type(one) + ' ' + coalesce(one.status, '')] IS NOT NULL
    AND $strengths[type(other) + ' ' + coalesce(other.status, '')] IS NOT NULL
    AND (one.since IS NULL OR one.since <= $as_of) AND (one.until IS NULL OR $as_of < one.until)
  AND coalesce(one.visibility, 'public') IN $audience
    AND (other.since IS NULL OR other.since <= $as_of) AND (other.until IS NULL OR $as_of < other.until)
  AND coalesce(other.visibility, 'public') IN $audience
  RETURN DISTINCT initiative
} AS both
WITH start, end, both, [[end, 1]] AS bound0
CALL (start, end, both, bound0) {
  CALL (start, end, both, bound0) {
      UNWIND bound0 AS known
      RETURN known[0] AS next, known[1] * 100 AS best
    UNION ALL
      UNWIND bound0 AS known
      WITH start, end, both, known[0] AS node, known[1] AS best
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND next <> start
      RETURN next, $strengths[type(r) + ' ' + coalesce(r.status, '')] * best AS best
  }
  WITH next, max(best) AS best
  RETURN collect([next, best]) AS bound1
}
CALL (start, end, both, bound1) {
  CALL (start, end, both, bound1) {
      UNWIND bound1 AS known
      RETURN known[0] AS next, known[1] * 100 AS best
    UNION ALL
      UNWIND bound1 AS known
      WITH start, end, both, known[0] AS node, known[1] AS best
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND next <> start
      RETURN next, $strengths[type(r) + ' ' + coalesce(r.status, '')] * best AS best
  }
  WITH next, max(best) AS best
  RETURN collect([next, best]) AS bound2
}
CALL (start, end, both, bound2) {
  CALL (start, end, both, bound2) {
      UNWIND bound2 AS known
      RETURN known[0] AS next, known[1] * 100 AS best
    UNION ALL
      UNWIND bound2 AS known
      WITH start, end, both, known[0] AS node, known[1] AS best
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND next <> start
      RETURN next, $strengths[type(r) + ' ' + coalesce(r.status, '')] * best AS best
  }
  WITH next, max(best) AS best
  RETURN collect([next, best]) AS bound3
}
CALL (start, end, both, bound3) {
  CALL (start, end, both, bound3) {
      UNWIND bound3 AS known
      RETURN known[0] AS next, known[1] * 100 AS best
    UNION ALL
      UNWIND bound3 AS known
      WITH start, end, both, known[0] AS node, known[1] AS best
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND next <> start
      RETURN next, $strengths[type(r) + ' ' + coalesce(r.status, '')] * best AS best
  }
  WITH next, max(best) AS best
  RETURN collect([next, best]) AS bound4
}
CALL (start, end, both, bound4) {
  CALL (start, end, both, bound4) {
      UNWIND bound4 AS known
      RETURN known[0] AS next, known[1] * 100 AS best
    UNION ALL
      UNWIND bound4 AS known
      WITH start, end, both, known[0] AS node, known[1] AS best
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND next <> start
      RETURN next, $strengths[type(r) + ' ' + coalesce(r.status, '')] * best AS best
  }
  WITH next, max(best) AS best
  RETURN collect([next, best]) AS bound5
}
WITH *, [known IN bound1 WHERE known[0] <> end | known[0]] AS gates
WITH *, [] AS good0, [[[start], 1, 1000000000000]] AS goodGoing0, 1 AS goodLeast0
CALL (start, end, both, gates, goodGoing0, bound5, goodLeast0) {
  CALL (start, end, both, goodGoing0, bound5) {
      UNWIND goodGoing0 AS going
      WITH start, end, both, going, last(going[0]) AS node
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND NOT next IN going[0]
      WITH going, next, max($strengths[type(r) + ' ' + coalesce(r.status, '')]) AS strength
      RETURN next, [going[0] + next, going[1] * strength] AS longer, 0 AS best
    UNION ALL
      UNWIND bound5 AS known
      RETURN known[0] AS next, NULL AS longer, known[1] AS best
  }
  WITH start, end, next, collect(longer) AS longer, max(best) AS best
  UNWIND longer AS one
  WITH start, end, one[0] AS nodes, one[1] AS strength, one[1] * best AS most
  WHERE most >= goodLeast0
    AND (last(nodes) = end OR any(gate IN gates WHERE gate = last(nodes) OR NOT gate IN nodes))
  WITH start, end, nodes, strength, most, nodes[-2] AS through
  ORDER BY strength DESC, through.id
  WITH last(nodes) AS next,
       CASE WHEN (through:State|Country AND through <> start AND through <> end) THEN nodes[..-2] ELSE nodes END AS before,
       collect([nodes, strength, most]) AS found, (through:State|Country AND through <> start AND through <> end) AS folds
  UNWIND CASE WHEN folds THEN found[..3] ELSE found END AS one
  WITH one[0] AS nodes, one[1] AS strength, one[2] AS most ORDER BY most DESC LIMIT $beam
  RETURN collect([nodes, strength, most]) AS goodAt1
}
WITH *, good0 + [one IN goodAt1 WHERE last(one[0]) = end] AS good1
WITH *, COLLECT {
  UNWIND good1 AS one
  WITH [each IN one[0] | CASE WHEN (each:State|Country AND each <> start AND each <> end) THEN '' ELSE each.id END] AS form, max(one[2]) AS most
  RETURN most ORDER BY most DESC LIMIT $top
} AS goodTop1
WITH *, CASE WHEN size(goodTop1) < $top OR last(goodTop1) < goodLeast0
             THEN goodLeast0 ELSE last(goodTop1) END AS goodLeast1
WITH *, [one IN goodAt1 WHERE last(one[0]) <> end AND one[2] >= goodLeast1]
     AS goodGoing1
CALL (start, end, both, gates, goodGoing1, bound4, goodLeast1) {
  CALL (start, end, both, goodGoing1, bound4) {
      UNWIND goodGoing1 AS going
      WITH start, end, both, going, last(going[0]) AS node
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND NOT next IN going[0]
      WITH going, next, max($strengths[type(r) + ' ' + coalesce(r.status, '')]) AS strength
      RETURN next, [going[0] + next, going[1] * strength] AS longer, 0 AS best
    UNION ALL
      UNWIND bound4 AS known
      RETURN known[0] AS next, NULL AS longer, known[1] AS best
  }
  WITH start, end, next, collect(longer) AS longer, max(best) AS best
  UNWIND longer AS one
  WITH start, end, one[0] AS nodes, one[1] AS strength, one[1] * best AS most
  WHERE most >= goodLeast1
    AND (last(nodes) = end OR any(gate IN gates WHERE gate = last(nodes) OR NOT gate IN nodes))
  WITH start, end, nodes, strength, most, nodes[-2] AS through
  ORDER BY strength DESC, through.id
  WITH last(nodes) AS next,
       CASE WHEN (through:State|Country AND through <> start AND through <> end) THEN nodes[..-2] ELSE nodes END AS before,
       collect([nodes, strength, most]) AS found, (through:State|Country AND through <> start AND through <> end) AS folds
  UNWIND CASE WHEN folds THEN found[..3] ELSE found END AS one
  WITH one[0] AS nodes, one[1] AS strength, one[2] AS most ORDER BY most DESC LIMIT $beam
  RETURN collect([nodes, strength, most]) AS goodAt2
}
WITH *, good1 + [one IN goodAt2 WHERE last(one[0]) = end] AS good2
WITH *, COLLECT {
  UNWIND good2 AS one
  WITH [each IN one[0] | CASE WHEN (each:State|Country AND each <> start AND each <> end) THEN '' ELSE each.id END] AS form, max(one[2]) AS most
  RETURN most ORDER BY most DESC LIMIT $top
} AS goodTop2
WITH *, CASE WHEN size(goodTop2) < $top OR last(goodTop2) < goodLeast1
             THEN goodLeast1 ELSE last(goodTop2) END AS goodLeast2
WITH *, [one IN goodAt2 WHERE last(one[0]) <> end AND one[2] >= goodLeast2]
     AS goodGoing2
CALL (start, end, both, gates, goodGoing2, bound3, goodLeast2) {
  CALL (start, end, both, goodGoing2, bound3) {
      UNWIND goodGoing2 AS going
      WITH start, end, both, going, last(going[0]) AS node
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND NOT next IN going[0]
      WITH going, next, max($strengths[type(r) + ' ' + coalesce(r.status, '')]) AS strength
      RETURN next, [going[0] + next, going[1] * strength] AS longer, 0 AS best
    UNION ALL
      UNWIND bound3 AS known
      RETURN known[0] AS next, NULL AS longer, known[1] AS best
  }
  WITH start, end, next, collect(longer) AS longer, max(best) AS best
  UNWIND longer AS one
  WITH start, end, one[0] AS nodes, one[1] AS strength, one[1] * best AS most
  WHERE most >= goodLeast2
    AND (last(nodes) = end OR any(gate IN gates WHERE gate = last(nodes) OR NOT gate IN nodes))
  WITH start, end, nodes, strength, most, nodes[-2] AS through
  ORDER BY strength DESC, through.id
  WITH last(nodes) AS next,
       CASE WHEN (through:State|Country AND through <> start AND through <> end) THEN nodes[..-2] ELSE nodes END AS before,
       collect([nodes, strength, most]) AS found, (through:State|Country AND through <> start AND through <> end) AS folds
  UNWIND CASE WHEN folds THEN found[..3] ELSE found END AS one
  WITH one[0] AS nodes, one[1] AS strength, one[2] AS most ORDER BY most DESC LIMIT $beam
  RETURN collect([nodes, strength, most]) AS goodAt3
}
WITH *, good2 + [one IN goodAt3 WHERE last(one[0]) = end] AS good3
WITH *, COLLECT {
  UNWIND good3 AS one
  WITH [each IN one[0] | CASE WHEN (each:State|Country AND each <> start AND each <> end) THEN '' ELSE each.id END] AS form, max(one[2]) AS most
  RETURN most ORDER BY most DESC LIMIT $top
} AS goodTop3
WITH *, CASE WHEN size(goodTop3) < $top OR last(goodTop3) < goodLeast2
             THEN goodLeast2 ELSE last(goodTop3) END AS goodLeast3
WITH *, [one IN goodAt3 WHERE last(one[0]) <> end AND one[2] >= goodLeast3]
     AS goodGoing3
CALL (start, end, both, gates, goodGoing3, bound2, goodLeast3) {
  CALL (start, end, both, goodGoing3, bound2) {
      UNWIND goodGoing3 AS going
      WITH start, end, both, going, last(going[0]) AS node
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND NOT next IN going[0]
      WITH going, next, max($strengths[type(r) + ' ' + coalesce(r.status, '')]) AS strength
      RETURN next, [going[0] + next, going[1] * strength] AS longer, 0 AS best
    UNION ALL
      UNWIND bound2 AS known
      RETURN known[0] AS next, NULL AS longer, known[1] AS best
  }
  WITH start, end, next, collect(longer) AS longer, max(best) AS best
  UNWIND longer AS one
  WITH start, end, one[0] AS nodes, one[1] AS strength, one[1] * best AS most
  WHERE most >= goodLeast3
    AND (last(nodes) = end OR any(gate IN gates WHERE gate = last(nodes) OR NOT gate IN nodes))
  WITH start, end, nodes, strength, most, nodes[-2] AS through
  ORDER BY strength DESC, through.id
  WITH last(nodes) AS next,
       CASE WHEN (through:State|Country AND through <> start AND through <> end) THEN nodes[..-2] ELSE nodes END AS before,
       collect([nodes, strength, most]) AS found, (through:State|Country AND through <> start AND through <> end) AS folds
  UNWIND CASE WHEN folds THEN found[..3] ELSE found END AS one
  WITH one[0] AS nodes, one[1] AS strength, one[2] AS most ORDER BY most DESC LIMIT $beam
  RETURN collect([nodes, strength, most]) AS goodAt4
}
WITH *, good3 + [one IN goodAt4 WHERE last(one[0]) = end] AS good4
WITH *, COLLECT {
  UNWIND good4 AS one
  WITH [each IN one[0] | CASE WHEN (each:State|Country AND each <> start AND each <> end) THEN '' ELSE each.id END] AS form, max(one[2]) AS most
  RETURN most ORDER BY most DESC LIMIT $top
} AS goodTop4
WITH *, CASE WHEN size(goodTop4) < $top OR last(goodTop4) < goodLeast3
             THEN goodLeast3 ELSE last(goodTop4) END AS goodLeast4
WITH *, [one IN goodAt4 WHERE last(one[0]) <> end AND one[2] >= goodLeast4]
     AS goodGoing4
CALL (start, end, both, gates, goodGoing4, bound1, goodLeast4) {
  CALL (start, end, both, goodGoing4, bound1) {
      UNWIND goodGoing4 AS going
      WITH start, end, both, going, last(going[0]) AS node
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND NOT next IN going[0]
      WITH going, next, max($strengths[type(r) + ' ' + coalesce(r.status, '')]) AS strength
      RETURN next, [going[0] + next, going[1] * strength] AS longer, 0 AS best
    UNION ALL
      UNWIND bound1 AS known
      RETURN known[0] AS next, NULL AS longer, known[1] AS best
  }
  WITH start, end, next, collect(longer) AS longer, max(best) AS best
  UNWIND longer AS one
  WITH start, end, one[0] AS nodes, one[1] AS strength, one[1] * best AS most
  WHERE most >= goodLeast4
    AND (last(nodes) = end OR any(gate IN gates WHERE gate = last(nodes) OR NOT gate IN nodes))
  WITH start, end, nodes, strength, most, nodes[-2] AS through
  ORDER BY strength DESC, through.id
  WITH last(nodes) AS next,
       CASE WHEN (through:State|Country AND through <> start AND through <> end) THEN nodes[..-2] ELSE nodes END AS before,
       collect([nodes, strength, most]) AS found, (through:State|Country AND through <> start AND through <> end) AS folds
  UNWIND CASE WHEN folds THEN found[..3] ELSE found END AS one
  WITH one[0] AS nodes, one[1] AS strength, one[2] AS most ORDER BY most DESC LIMIT $beam
  RETURN collect([nodes, strength, most]) AS goodAt5
}
WITH *, good4 + [one IN goodAt5 WHERE last(one[0]) = end] AS good5
WITH *, COLLECT {
  UNWIND good5 AS one
  WITH [each IN one[0] | CASE WHEN (each:State|Country AND each <> start AND each <> end) THEN '' ELSE each.id END] AS form, max(one[2]) AS most
  RETURN most ORDER BY most DESC LIMIT $top
} AS goodTop5
WITH *, CASE WHEN size(goodTop5) < $top OR last(goodTop5) < goodLeast4
             THEN goodLeast4 ELSE last(goodTop5) END AS goodLeast5
WITH *, [one IN goodAt5 WHERE last(one[0]) <> end AND one[2] >= goodLeast5]
     AS goodGoing5
CALL (start, end, both, gates, goodGoing5, bound0, goodLeast5) {
  CALL (start, end, both, goodGoing5, bound0) {
      UNWIND goodGoing5 AS going
      WITH start, end, both, going, last(going[0]) AS node
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND NOT next IN going[0]
      WITH going, next, max($strengths[type(r) + ' ' + coalesce(r.status, '')]) AS strength
      RETURN next, [going[0] + next, going[1] * strength] AS longer, 0 AS best
    UNION ALL
      UNWIND bound0 AS known
      RETURN known[0] AS next, NULL AS longer, known[1] AS best
  }
  WITH start, end, next, collect(longer) AS longer, max(best) AS best
  UNWIND longer AS one
  WITH start, end, one[0] AS nodes, one[1] AS strength, one[1] * best AS most
  WHERE most >= goodLeast5
    AND (last(nodes) = end OR any(gate IN gates WHERE gate = last(nodes) OR NOT gate IN nodes))
  WITH start, end, nodes, strength, most, nodes[-2] AS through
  ORDER BY strength DESC, through.id
  WITH last(nodes) AS next,
       CASE WHEN (through:State|Country AND through <> start AND through <> end) THEN nodes[..-2] ELSE nodes END AS before,
       collect([nodes, strength, most]) AS found, (through:State|Country AND through <> start AND through <> end) AS folds
  UNWIND CASE WHEN folds THEN found[..3] ELSE found END AS one
  WITH one[0] AS nodes, one[1] AS strength, one[2] AS most ORDER BY most DESC LIMIT $beam
  RETURN collect([nodes, strength, most]) AS goodAt6
}
WITH *, good5 + [one IN goodAt6 WHERE last(one[0]) = end] AS good6
WITH *, COLLECT {
  UNWIND good6 AS one
  WITH [each IN one[0] | CASE WHEN (each:State|Country AND each <> start AND each <> end) THEN '' ELSE each.id END] AS form, max(one[2]) AS most
  RETURN most ORDER BY most DESC LIMIT $top
} AS goodTop6
WITH *, CASE WHEN size(goodTop6) < $top OR last(goodTop6) < goodLeast5
             THEN goodLeast5 ELSE last(goodTop6) END AS goodLeast6
WITH *, [one IN goodAt6 WHERE last(one[0]) <> end AND one[2] >= goodLeast6]
     AS goodGoing6
WITH *, [] AS best0, [[[start], 1, 1000000000000]] AS bestGoing0, goodLeast6 AS bestLeast0
CALL (start, end, both, gates, bestGoing0, bound5, bestLeast0) {
  CALL (start, end, both, bestGoing0, bound5) {
      UNWIND bestGoing0 AS going
      WITH start, end, both, going, last(going[0]) AS node
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND NOT next IN going[0]
      WITH going, next, max($strengths[type(r) + ' ' + coalesce(r.status, '')]) AS strength
      RETURN next, [going[0] + next, going[1] * strength] AS longer, 0 AS best
    UNION ALL
      UNWIND bound5 AS known
      RETURN known[0] AS next, NULL AS longer, known[1] AS best
  }
  WITH start, end, next, collect(longer) AS longer, max(best) AS best
  UNWIND longer AS one
  WITH start, end, one[0] AS nodes, one[1] AS strength, one[1] * best AS most
  WHERE most >= bestLeast0
    AND (last(nodes) = end OR any(gate IN gates WHERE gate = last(nodes) OR NOT gate IN nodes))
  WITH start, end, nodes, strength, most, nodes[-2] AS through
  ORDER BY strength DESC, through.id
  WITH last(nodes) AS next,
       CASE WHEN (through:State|Country AND through <> start AND through <> end) THEN nodes[..-2] ELSE nodes END AS before,
       collect([nodes, strength, most]) AS found, (through:State|Country AND through <> start AND through <> end) AS folds
  UNWIND CASE WHEN folds THEN found[..3] ELSE found END AS one
  WITH one[0] AS nodes, one[1] AS strength, one[2] AS most ORDER BY most DESC
  RETURN collect([nodes, strength, most]) AS bestAt1
}
WITH *, best0 + [one IN bestAt1 WHERE last(one[0]) = end] AS best1
WITH *, COLLECT {
  UNWIND best1 AS one
  WITH [each IN one[0] | CASE WHEN (each:State|Country AND each <> start AND each <> end) THEN '' ELSE each.id END] AS form, max(one[2]) AS most
  RETURN most ORDER BY most DESC LIMIT $top
} AS bestTop1
WITH *, CASE WHEN size(bestTop1) < $top OR last(bestTop1) < bestLeast0
             THEN bestLeast0 ELSE last(bestTop1) END AS bestLeast1
WITH *, [one IN bestAt1 WHERE last(one[0]) <> end AND one[2] >= bestLeast1]
     AS bestGoing1
CALL (start, end, both, gates, bestGoing1, bound4, bestLeast1) {
  CALL (start, end, both, bestGoing1, bound4) {
      UNWIND bestGoing1 AS going
      WITH start, end, both, going, last(going[0]) AS node
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND NOT next IN going[0]
      WITH going, next, max($strengths[type(r) + ' ' + coalesce(r.status, '')]) AS strength
      RETURN next, [going[0] + next, going[1] * strength] AS longer, 0 AS best
    UNION ALL
      UNWIND bound4 AS known
      RETURN known[0] AS next, NULL AS longer, known[1] AS best
  }
  WITH start, end, next, collect(longer) AS longer, max(best) AS best
  UNWIND longer AS one
  WITH start, end, one[0] AS nodes, one[1] AS strength, one[1] * best AS most
  WHERE most >= bestLeast1
    AND (last(nodes) = end OR any(gate IN gates WHERE gate = last(nodes) OR NOT gate IN nodes))
  WITH start, end, nodes, strength, most, nodes[-2] AS through
  ORDER BY strength DESC, through.id
  WITH last(nodes) AS next,
       CASE WHEN (through:State|Country AND through <> start AND through <> end) THEN nodes[..-2] ELSE nodes END AS before,
       collect([nodes, strength, most]) AS found, (through:State|Country AND through <> start AND through <> end) AS folds
  UNWIND CASE WHEN folds THEN found[..3] ELSE found END AS one
  WITH one[0] AS nodes, one[1] AS strength, one[2] AS most ORDER BY most DESC
  RETURN collect([nodes, strength, most]) AS bestAt2
}
WITH *, best1 + [one IN bestAt2 WHERE last(one[0]) = end] AS best2
WITH *, COLLECT {
  UNWIND best2 AS one
  WITH [each IN one[0] | CASE WHEN (each:State|Country AND each <> start AND each <> end) THEN '' ELSE each.id END] AS form, max(one[2]) AS most
  RETURN most ORDER BY most DESC LIMIT $top
} AS bestTop2
WITH *, CASE WHEN size(bestTop2) < $top OR last(bestTop2) < bestLeast1
             THEN bestLeast1 ELSE last(bestTop2) END AS bestLeast2
WITH *, [one IN bestAt2 WHERE last(one[0]) <> end AND one[2] >= bestLeast2]
     AS bestGoing2
CALL (start, end, both, gates, bestGoing2, bound3, bestLeast2) {
  CALL (start, end, both, bestGoing2, bound3) {
      UNWIND bestGoing2 AS going
      WITH start, end, both, going, last(going[0]) AS node
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND NOT next IN going[0]
      WITH going, next, max($strengths[type(r) + ' ' + coalesce(r.status, '')]) AS strength
      RETURN next, [going[0] + next, going[1] * strength] AS longer, 0 AS best
    UNION ALL
      UNWIND bound3 AS known
      RETURN known[0] AS next, NULL AS longer, known[1] AS best
  }
  WITH start, end, next, collect(longer) AS longer, max(best) AS best
  UNWIND longer AS one
  WITH start, end, one[0] AS nodes, one[1] AS strength, one[1] * best AS most
  WHERE most >= bestLeast2
    AND (last(nodes) = end OR any(gate IN gates WHERE gate = last(nodes) OR NOT gate IN nodes))
  WITH start, end, nodes, strength, most, nodes[-2] AS through
  ORDER BY strength DESC, through.id
  WITH last(nodes) AS next,
       CASE WHEN (through:State|Country AND through <> start AND through <> end) THEN nodes[..-2] ELSE nodes END AS before,
       collect([nodes, strength, most]) AS found, (through:State|Country AND through <> start AND through <> end) AS folds
  UNWIND CASE WHEN folds THEN found[..3] ELSE found END AS one
  WITH one[0] AS nodes, one[1] AS strength, one[2] AS most ORDER BY most DESC
  RETURN collect([nodes, strength, most]) AS bestAt3
}
WITH *, best2 + [one IN bestAt3 WHERE last(one[0]) = end] AS best3
WITH *, COLLECT {
  UNWIND best3 AS one
  WITH [each IN one[0] | CASE WHEN (each:State|Country AND each <> start AND each <> end) THEN '' ELSE each.id END] AS form, max(one[2]) AS most
  RETURN most ORDER BY most DESC LIMIT $top
} AS bestTop3
WITH *, CASE WHEN size(bestTop3) < $top OR last(bestTop3) < bestLeast2
             THEN bestLeast2 ELSE last(bestTop3) END AS bestLeast3
WITH *, [one IN bestAt3 WHERE last(one[0]) <> end AND one[2] >= bestLeast3]
     AS bestGoing3
CALL (start, end, both, gates, bestGoing3, bound2, bestLeast3) {
  CALL (start, end, both, bestGoing3, bound2) {
      UNWIND bestGoing3 AS going
      WITH start, end, both, going, last(going[0]) AS node
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND NOT next IN going[0]
      WITH going, next, max($strengths[type(r) + ' ' + coalesce(r.status, '')]) AS strength
      RETURN next, [going[0] + next, going[1] * strength] AS longer, 0 AS best
    UNION ALL
      UNWIND bound2 AS known
      RETURN known[0] AS next, NULL AS longer, known[1] AS best
  }
  WITH start, end, next, collect(longer) AS longer, max(best) AS best
  UNWIND longer AS one
  WITH start, end, one[0] AS nodes, one[1] AS strength, one[1] * best AS most
  WHERE most >= bestLeast3
    AND (last(nodes) = end OR any(gate IN gates WHERE gate = last(nodes) OR NOT gate IN nodes))
  WITH start, end, nodes, strength, most, nodes[-2] AS through
  ORDER BY strength DESC, through.id
  WITH last(nodes) AS next,
       CASE WHEN (through:State|Country AND through <> start AND through <> end) THEN nodes[..-2] ELSE nodes END AS before,
       collect([nodes, strength, most]) AS found, (through:State|Country AND through <> start AND through <> end) AS folds
  UNWIND CASE WHEN folds THEN found[..3] ELSE found END AS one
  WITH one[0] AS nodes, one[1] AS strength, one[2] AS most ORDER BY most DESC
  RETURN collect([nodes, strength, most]) AS bestAt4
}
WITH *, best3 + [one IN bestAt4 WHERE last(one[0]) = end] AS best4
WITH *, COLLECT {
  UNWIND best4 AS one
  WITH [each IN one[0] | CASE WHEN (each:State|Country AND each <> start AND each <> end) THEN '' ELSE each.id END] AS form, max(one[2]) AS most
  RETURN most ORDER BY most DESC LIMIT $top
} AS bestTop4
WITH *, CASE WHEN size(bestTop4) < $top OR last(bestTop4) < bestLeast3
             THEN bestLeast3 ELSE last(bestTop4) END AS bestLeast4
WITH *, [one IN bestAt4 WHERE last(one[0]) <> end AND one[2] >= bestLeast4]
     AS bestGoing4
CALL (start, end, both, gates, bestGoing4, bound1, bestLeast4) {
  CALL (start, end, both, bestGoing4, bound1) {
      UNWIND bestGoing4 AS going
      WITH start, end, both, going, last(going[0]) AS node
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND NOT next IN going[0]
      WITH going, next, max($strengths[type(r) + ' ' + coalesce(r.status, '')]) AS strength
      RETURN next, [going[0] + next, going[1] * strength] AS longer, 0 AS best
    UNION ALL
      UNWIND bound1 AS known
      RETURN known[0] AS next, NULL AS longer, known[1] AS best
  }
  WITH start, end, next, collect(longer) AS longer, max(best) AS best
  UNWIND longer AS one
  WITH start, end, one[0] AS nodes, one[1] AS strength, one[1] * best AS most
  WHERE most >= bestLeast4
    AND (last(nodes) = end OR any(gate IN gates WHERE gate = last(nodes) OR NOT gate IN nodes))
  WITH start, end, nodes, strength, most, nodes[-2] AS through
  ORDER BY strength DESC, through.id
  WITH last(nodes) AS next,
       CASE WHEN (through:State|Country AND through <> start AND through <> end) THEN nodes[..-2] ELSE nodes END AS before,
       collect([nodes, strength, most]) AS found, (through:State|Country AND through <> start AND through <> end) AS folds
  UNWIND CASE WHEN folds THEN found[..3] ELSE found END AS one
  WITH one[0] AS nodes, one[1] AS strength, one[2] AS most ORDER BY most DESC
  RETURN collect([nodes, strength, most]) AS bestAt5
}
WITH *, best4 + [one IN bestAt5 WHERE last(one[0]) = end] AS best5
WITH *, COLLECT {
  UNWIND best5 AS one
  WITH [each IN one[0] | CASE WHEN (each:State|Country AND each <> start AND each <> end) THEN '' ELSE each.id END] AS form, max(one[2]) AS most
  RETURN most ORDER BY most DESC LIMIT $top
} AS bestTop5
WITH *, CASE WHEN size(bestTop5) < $top OR last(bestTop5) < bestLeast4
             THEN bestLeast4 ELSE last(bestTop5) END AS bestLeast5
WITH *, [one IN bestAt5 WHERE last(one[0]) <> end AND one[2] >= bestLeast5]
     AS bestGoing5
CALL (start, end, both, gates, bestGoing5, bound0, bestLeast5) {
  CALL (start, end, both, bestGoing5, bound0) {
      UNWIND bestGoing5 AS going
      WITH start, end, both, going, last(going[0]) AS node
      MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
        AND NOT next IN going[0]
      WITH going, next, max($strengths[type(r) + ' ' + coalesce(r.status, '')]) AS strength
      RETURN next, [going[0] + next, going[1] * strength] AS longer, 0 AS best
    UNION ALL
      UNWIND bound0 AS known
      RETURN known[0] AS next, NULL AS longer, known[1] AS best
  }
  WITH start, end, next, collect(longer) AS longer, max(best) AS best
  UNWIND longer AS one
  WITH start, end, one[0] AS nodes, one[1] AS strength, one[1] * best AS most
  WHERE most >= bestLeast5
    AND (last(nodes) = end OR any(gate IN gates WHERE gate = last(nodes) OR NOT gate IN nodes))
  WITH start, end, nodes, strength, most, nodes[-2] AS through
  ORDER BY strength DESC, through.id
  WITH last(nodes) AS next,
       CASE WHEN (through:State|Country AND through <> start AND through <> end) THEN nodes[..-2] ELSE nodes END AS before,
       collect([nodes, strength, most]) AS found, (through:State|Country AND through <> start AND through <> end) AS folds
  UNWIND CASE WHEN folds THEN found[..3] ELSE found END AS one
  WITH one[0] AS nodes, one[1] AS strength, one[2] AS most ORDER BY most DESC
  RETURN collect([nodes, strength, most]) AS bestAt6
}
WITH *, best5 + [one IN bestAt6 WHERE last(one[0]) = end] AS best6
WITH *, COLLECT {
  UNWIND best6 AS one
  WITH [each IN one[0] | CASE WHEN (each:State|Country AND each <> start AND each <> end) THEN '' ELSE each.id END] AS form, max(one[2]) AS most
  RETURN most ORDER BY most DESC LIMIT $top
} AS bestTop6
WITH *, CASE WHEN size(bestTop6) < $top OR last(bestTop6) < bestLeast5
             THEN bestLeast5 ELSE last(bestTop6) END AS bestLeast6
WITH *, [one IN bestAt6 WHERE last(one[0]) <> end AND one[2] >= bestLeast6]
     AS bestGoing6
UNWIND best6 AS route
WITH start, end, both, route[2] AS exact, route[0] AS nodes, [each IN route[0] | each.id] AS ids
ORDER BY exact DESC, ids
WITH start, end, both, [each IN nodes | CASE WHEN (each:State|Country AND each <> start AND each <> end) THEN '' ELSE each.id END] AS form, collect([exact, nodes, ids])[0] AS route
WITH start, end, both, route[0] AS exact, route[1] AS nodes, route[2] AS ids
ORDER BY exact DESC, ids LIMIT $top
WITH exact, ids, COLLECT {
  UNWIND range(0, size(nodes) - 2) AS step
  WITH nodes, step, nodes[step] AS node, nodes[step + 1] AS next
  CALL (node, next) {
    MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
    WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
      AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
    WITH r, $strengths[type(r) + ' ' + coalesce(r.status, '')] AS strength, startNode(r) AS a, endNode(r) AS b
    ORDER BY strength DESC, type(r), labels(a)[0], a.id, labels(b)[0], b.id, coalesce(r.key, '')
    LIMIT 1
    RETURN {type: type(r), from: a.id, to: b.id, status: r.status, since: toString(r.since),
             until: toString(r.until), strength: strength * 10000,
             sources: COLLECT {
               UNWIND r.sources AS id
               MATCH (source:Source {id: id}) WHERE coalesce(source.visibility, 'public') IN $audience
               RETURN id ORDER BY id
             }} AS relation
  }
  RETURN relation ORDER BY step
} AS relations, COLLECT {
  UNWIND range(1, size(nodes) - 2) AS place
  WITH start, end, both, exact, nodes, place,
       nodes[place - 1] AS before, nodes[place] AS own, nodes[place + 1] AS after
  WHERE (own:State|Country AND own <> start AND own <> end)
  MATCH (before)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
      WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
        AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
        AND (type(r) <> 'CONCERNS'
             OR (startNode(r) IN both AND endNode(r) IN [start, end]))
        AND CASE
            WHEN next = start OR next = end THEN true
            WHEN NOT coalesce(next.visibility, 'public') IN $audience THEN false
            WHEN next.nature = 'example' THEN false
            WHEN $as_of < next.starts THEN false
            WHEN next.ends < $as_of AND next:Agreement|Initiative|Programme THEN false
            WHEN next.status IN ['expired', 'terminated', 'under_negotiation'] AND next:Agreement THEN false
            WHEN next.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND next:Initiative THEN false
            ELSE true END
    AND (next:State|Country AND next <> start AND next <> end)
    AND (next = own OR NOT next IN nodes)
  WITH start, end, both, exact, place, before, own, after, next, max($strengths[type(r) + ' ' + coalesce(r.status, '')]) AS first
  MATCH (next)-[q:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(after)
      WHERE $strengths[type(q) + ' ' + coalesce(q.status, '')] IS NOT NULL
        AND (q.since IS NULL OR q.since <= $as_of) AND (q.until IS NULL OR $as_of < q.until)
  AND coalesce(q.visibility, 'public') IN $audience
        AND (type(q) <> 'CONCERNS'
             OR (startNode(q) IN both AND endNode(q) IN [start, end]))
        AND CASE
            WHEN after = start OR after = end THEN true
            WHEN NOT coalesce(after.visibility, 'public') IN $audience THEN false
            WHEN after.nature = 'example' THEN false
            WHEN $as_of < after.starts THEN false
            WHEN after.ends < $as_of AND after:Agreement|Initiative|Programme THEN false
            WHEN after.status IN ['expired', 'terminated', 'under_negotiation'] AND after:Agreement THEN false
            WHEN after.status IN ['cancelled', 'closed', 'completed', 'done', 'withdrawn'] AND after:Initiative THEN false
            ELSE true END
  WITH exact, place, before, own, after, next, first, max($strengths[type(q) + ' ' + coalesce(q.status, '')]) AS second
  WITH exact, place, before, own, after, next, first * second AS worth
  ORDER BY place, worth DESC, next.id
  WITH exact, place, before, own, after, collect([next, worth]) AS states
  WHERE size(states) > 1
  WITH exact, place, before, after, states, [one IN states WHERE one[0] = own | one[1]][0] AS own
  UNWIND states AS one
  WITH place, one[0].id AS state, exact / own * one[1] AS worth, [before, one[0], after] AS three
  RETURN {place: place, id: state, strength: (worth + 500000) / 1000000,
           relations: COLLECT {
  UNWIND range(0, size(three) - 2) AS step
  WITH three, step, three[step] AS node, three[step + 1] AS next
  CALL (node, next) {
    MATCH (node)-[r:ACCOUNTS_FOR|CONCERNS|EXTENDS|FUNDS|IMPLEMENTS|MEMBER_OF|PARTY_TO|PART_OF|PROVIDES|PROVIDES_SECOND|RECEIVES|RUNS|SUCCEEDS]-(next)
    WHERE $strengths[type(r) + ' ' + coalesce(r.status, '')] IS NOT NULL
      AND (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
  AND coalesce(r.visibility, 'public') IN $audience
    WITH r, $strengths[type(r) + ' ' + coalesce(r.status, '')] AS strength, startNode(r) AS a, endNode(r) AS b
    ORDER BY strength DESC, type(r), labels(a)[0], a.id, labels(b)[0], b.id, coalesce(r.key, '')
    LIMIT 1
    RETURN {type: type(r), from: a.id, to: b.id, status: r.status, since: toString(r.since),
             until: toString(r.until), strength: strength * 10000,
             sources: COLLECT {
               UNWIND r.sources AS id
               MATCH (source:Source {id: id}) WHERE coalesce(source.visibility, 'public') IN $audience
               RETURN id ORDER BY id
             }} AS relation
  }
  RETURN relation ORDER BY step
}}
} AS via
WITH collect({exact: exact, ids: ids, relations: relations, via: via}) AS routes
UNWIND range(0, size(routes) - 1) AS place
WITH place + 1 AS rank, routes[place] AS route
RETURN rank, (route.exact + 500000) / 1000000 AS strength, route.exact AS exact,
       route.ids AS nodes, route.relations AS relations, route.via AS via
ORDER BY rank;
