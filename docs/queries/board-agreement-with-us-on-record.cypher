// With which partners an agreement is on record, and with which we do not know
// For: board
// Answers: For each partner the agreements to which both are parties on the day, expired ones and
//   those still negotiated apart. No record is unknown, never no.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   us: ourselves
//   partners: the bodies
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param us => 'org/oas'
:param partners => ['org/segib', 'org/mercosur', 'org/caricom', 'org/sica', 'org/eu']

UNWIND $partners AS asked
MATCH (partner:Organisation {id: asked})
WHERE coalesce(partner.visibility, 'public') IN $audience
WITH partner, COLLECT {
  MATCH (partner)-[p:PARTY_TO]->(agreement:Agreement)<-[q:PARTY_TO]-(:Organisation {id: $us})
  WHERE coalesce(p.status, 'party') = 'party' AND coalesce(q.status, 'party') = 'party'
    AND (p.since IS NULL OR p.since <= $as_of) AND (p.until IS NULL OR $as_of < p.until)
    AND (q.since IS NULL OR q.since <= $as_of) AND (q.until IS NULL OR $as_of < q.until)
    AND (agreement.signed IS NULL OR agreement.signed <= $as_of)
    AND coalesce(agreement.visibility, 'public') IN $audience
  RETURN {id: agreement.id, sources: p.sources + q.sources,
          binds: NOT coalesce(agreement.status, '')
                   IN ['expired', 'terminated', 'under_negotiation']
                 AND coalesce($as_of <= agreement.ends, true)}
  ORDER BY agreement.id
} AS found
RETURN partner.id AS partner, partner.name AS name,
       CASE WHEN any(one IN found WHERE one.binds) THEN 'on record' ELSE 'unknown' END AS agreement,
       [one IN found WHERE one.binds | one.id] AS on_record,
       [one IN found WHERE NOT one.binds | one.id] AS ended_or_negotiated,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN reduce(ids = [], one IN found | ids + one.sources)
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY partner;
