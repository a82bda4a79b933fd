// Memberships of a body that began or ended in a period
// For: analysts, secretariat
// Answers: Every spell of membership whose first day, or first day it no longer held, lies in the
//   period; with its status and sources.
// Parameters:
//   audience: what you may see: public; public and states; or all three
//   body: the body
//   since: the first day to look at
//   until: the last day to look at
:param audience => ['public', 'states', 'board']
:param body => 'org/oas'
:param since => date('2017-01-01')
:param until => date('2026-11-25')

MATCH (member)-[m:MEMBER_OF]->(body:Organisation|Unit|Programme {id: $body})
WHERE coalesce(member.visibility, 'public') IN $audience
  AND coalesce(body.visibility, 'public') IN $audience
UNWIND [{day: m.since, what: 'begins'}, {day: m.until, what: 'ends'}] AS change
WITH member, m, change WHERE $since <= change.day AND change.day <= $until
RETURN change.day AS day, change.what AS what, member.id AS member,
       coalesce(m.status, 'member') AS status, m.precision AS precision,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN m.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY day, what DESC, member;
