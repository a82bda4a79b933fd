// Offers in a sector and everything below it
// For: authorities
// Answers: Offers of one nature that are valid on the day, with who gives them, in which
//   languages and ways, and when they were last confirmed.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   nature: one nature at a time: declared, example (never counted together)
//   sector: the sector; what lies below it counts too
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param nature => 'example'
:param sector => 'sector/dac/740'

MATCH (top:Sector {id: $sector})<-[:BROADER*0..4]-(sector:Sector)<-[i:IN_SECTOR]-(offer:Offer)
WHERE offer.nature = $nature
  AND coalesce(offer.status, 'open') IN ['open', 'partly_met']
  AND (offer.starts IS NULL OR offer.starts <= $as_of)
  AND (offer.ends IS NULL OR $as_of <= offer.ends)
  AND (i.since IS NULL OR i.since <= $as_of)
  AND (i.until IS NULL OR $as_of < i.until)
  AND coalesce(top.visibility, 'public') IN $audience
  AND coalesce(sector.visibility, 'public') IN $audience
  AND coalesce(offer.visibility, 'public') IN $audience
MATCH (offer)<-[d:DECLARES]-(giver)
WHERE (d.since IS NULL OR d.since <= $as_of)
  AND (d.until IS NULL OR $as_of < d.until)
  AND coalesce(giver.visibility, 'public') IN $audience
WITH offer, giver, sector ORDER BY sector.id
WITH offer, giver, collect(DISTINCT sector.id) AS sectors
RETURN giver.id AS given_by, offer.id AS offer, offer.title AS title,
       offer.nature AS nature, sectors,
       COLLECT {
         MATCH (offer)-[:IN_LANGUAGE]->(l:Language)
         WHERE coalesce(l.visibility, 'public') IN $audience RETURN l.name ORDER BY l.name
       } AS languages,
       COLLECT {
         MATCH (offer)-[:BY_MODALITY]->(m:Modality)
         WHERE coalesce(m.visibility, 'public') IN $audience RETURN m.name ORDER BY m.name
       } AS ways,
       offer.ends AS ends, offer.confirmed_on AS confirmed_on,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN offer.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY given_by, offer;
