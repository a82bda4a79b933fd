// Agreements and mandates of a body, and what is not known of them
// For: board
// Answers: Every agreement, resolution or decision in which the body is a party or named: with
//   whom, since when, in which fields, and which of its facts are unknown.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   body: the body
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param body => 'org/oas'

MATCH (body:Organisation {id: $body})-[p:PARTY_TO]->(agreement:Agreement)
WHERE (p.since IS NULL OR p.since <= $as_of)
  AND (p.until IS NULL OR $as_of < p.until)
  AND (agreement.signed IS NULL OR agreement.signed <= $as_of)
  AND coalesce(body.visibility, 'public') IN $audience
  AND coalesce(agreement.visibility, 'public') IN $audience
WITH p, agreement, COLLECT {
  MATCH (other)-[q:PARTY_TO]->(agreement)
  WHERE other.id <> $body
    AND (q.since IS NULL OR q.since <= $as_of) AND (q.until IS NULL OR $as_of < q.until)
    AND coalesce(other.visibility, 'public') IN $audience
  RETURN other.id + ' (' + coalesce(q.status, 'party') + ')' ORDER BY other.id
} AS others
RETURN agreement.id AS agreement, agreement.title AS title, agreement.kind AS kind,
       coalesce(p.status, 'party') AS role, others,
       agreement.signed AS signed, agreement.precision AS precision, agreement.fields AS fields,
       agreement.status AS status,
       [fact IN [
         CASE WHEN agreement.signed IS NULL THEN 'signed' END,
         CASE WHEN coalesce(agreement.status, 'unknown') = 'unknown' THEN 'in force' END,
         CASE WHEN agreement.ends IS NULL THEN 'ends' END
       ] WHERE fact IS NOT NULL] AS unknown,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN agreement.sources + p.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY agreement;
