// Which members of the OAS partners reach together, step by step
// For: board, analysts
// Answers: The same, counted among the full members of a body on the day: on the day of the work
//   plan SEGIB reaches 17 of 33, Mercosur adds none, CARICOM 14.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   partners: the bodies, in the order in which they are counted
//   within: count only full members of this body; null: all 35 states
:param as_of => date('2022-06-22')
:param audience => ['public', 'states', 'board']
:param partners => ['org/segib', 'org/mercosur', 'org/caricom']
:param within => 'org/oas'

MATCH (state:State)
WHERE coalesce(state.visibility, 'public') IN $audience
  AND coalesce(state.nature, '') <> 'example'
  AND ($within IS NULL OR EXISTS {
    MATCH (state)-[m:MEMBER_OF]->(body:Organisation {id: $within})
    WHERE coalesce(m.status, 'member') = 'member'
      AND (m.since IS NULL OR m.since <= $as_of) AND (m.until IS NULL OR $as_of < m.until)
      AND coalesce(body.visibility, 'public') IN $audience
  })
WITH state ORDER BY state.id
WITH collect(state.id) AS every
UNWIND range(0, size($partners) - 1) AS place
MATCH (partner:Organisation {id: $partners[place]})
WHERE coalesce(partner.visibility, 'public') IN $audience
WITH every, place, partner, COLLECT {
  MATCH (partner)<-[m:MEMBER_OF]-(state:State)
  WHERE coalesce(m.status, 'member') = 'member'
    AND (m.since IS NULL OR m.since <= $as_of) AND (m.until IS NULL OR $as_of < m.until)
    AND coalesce(state.visibility, 'public') IN $audience
  RETURN {state: state.id, sources: m.sources}
} AS members
WITH every, place, partner, members, [m IN members | m.state] AS reaches ORDER BY place
WITH every, collect({id: partner.id, name: partner.name, reaches: reaches,
                     sources: reduce(ids = [], m IN members | ids + m.sources)}) AS partners
UNWIND range(0, size(partners) - 1) AS place
WITH every, place, partners[place] AS partner,
     reduce(ids = [], one IN partners[..place] | ids + one.reaches) AS before
WITH every, place, partner, [id IN every WHERE id IN before] AS before,
     [id IN every WHERE id IN partner.reaches AND NOT id IN before] AS new
RETURN place + 1 AS step, partner.id AS partner, partner.name AS name, size(new) AS adds,
       size(before) + size(new) AS reached, size(every) AS total, new,
       [id IN every WHERE NOT id IN before + new] AS unreached,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN partner.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY step;
