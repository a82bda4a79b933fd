// Whom to write to about offers in a sector, and what is missing
// For: authorities
// Answers: The contact of each offer of one nature, its mailbox, and what must still be found out
//   before anybody can write.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   nature: one nature at a time: declared, example (never counted together)
//   sector: the sector; what lies below it counts too
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param nature => 'example'
:param sector => 'sector/dac/140'

MATCH (:Sector {id: $sector})<-[:BROADER*0..4]-(sector:Sector)<-[:IN_SECTOR]-(offer:Offer)
WHERE offer.nature = $nature
  AND (offer.starts IS NULL OR offer.starts <= $as_of)
  AND (offer.ends IS NULL OR $as_of <= offer.ends)
  AND coalesce(sector.visibility, 'public') IN $audience
  AND coalesce(offer.visibility, 'public') IN $audience
MATCH (offer)<-[:DECLARES]-(giver)
WHERE coalesce(giver.visibility, 'public') IN $audience
WITH DISTINCT offer, giver
OPTIONAL MATCH (contact:Organisation|Unit|Programme)-[c:CONTACT_FOR]->(offer)
WHERE (c.since IS NULL OR c.since <= $as_of)
  AND (c.until IS NULL OR $as_of < c.until)
  AND coalesce(contact.visibility, 'public') IN $audience
RETURN giver.id AS given_by, offer.id AS offer, offer.title AS title, offer.nature AS nature,
       contact.id AS contact, contact.name AS contact_name, contact.mailbox AS mailbox,
       CASE WHEN contact IS NULL THEN ['contact', 'mailbox']
            WHEN contact.mailbox IS NULL THEN ['mailbox'] ELSE [] END AS missing,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN offer.sources + coalesce(c.sources, [])
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY given_by, offer, contact;
