// Where to knock: the right door of each body, and what is missing to write
// For: board, authorities
// Answers: The unit that deals with cooperation for each partner, with its role and mailbox. No
//   door on record means that we do not know it, not that there is none.
// Parameters:
//   audience: what you may see: public; public and states; or all three
//   partners: the bodies
:param audience => ['public', 'states', 'board']
:param partners => ['org/segib', 'org/mercosur', 'org/caricom', 'org/sica', 'org/eu']

UNWIND $partners AS asked
MATCH (body:Organisation {id: asked})
WHERE coalesce(body.visibility, 'public') IN $audience
OPTIONAL MATCH (door:Unit {door_for: body.id})
WHERE coalesce(door.visibility, 'public') IN $audience
RETURN body.id AS body, body.name AS name, door.id AS door, door.name AS door_name,
       door.role AS role, door.mailbox AS mailbox,
       CASE WHEN door IS NULL THEN ['door'] WHEN door.mailbox IS NULL THEN ['mailbox'] ELSE []
       END AS missing,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN coalesce(door.sources, body.sources)
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY body, door;
