// Which states only one of the partners reaches, and which none
// For: board
// Answers: For each state that at most one of the partners has as a full member on the day: which
//   one. No partner: none of these reaches it, others may.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   partners: the bodies
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param partners => ['org/segib', 'org/mercosur', 'org/caricom', 'org/sica', 'org/can']

MATCH (state:State)
WHERE coalesce(state.visibility, 'public') IN $audience
  AND coalesce(state.nature, '') <> 'example'
WITH state, COLLECT {
  MATCH (state)-[m:MEMBER_OF]->(partner:Organisation)
  WHERE partner.id IN $partners AND coalesce(m.status, 'member') = 'member'
    AND (m.since IS NULL OR m.since <= $as_of) AND (m.until IS NULL OR $as_of < m.until)
    AND coalesce(partner.visibility, 'public') IN $audience
  RETURN {partner: partner.id, sources: m.sources} ORDER BY partner.id
} AS links
WHERE size(links) <= 1
RETURN head(links).partner AS only_reached_by, state.id AS state, state.name AS name,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN head(links).sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY only_reached_by, state;
