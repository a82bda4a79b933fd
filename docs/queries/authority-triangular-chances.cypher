// Triangular chances: two providers for one demand
// For: authorities, analysts
// Answers: For demands open to triangular cooperation: pairs of offers of the same nature in the
//   same field (the category of the sector, or the one of the other scheme that is close) from two
//   other states. Whoever comes first in the list is not the better one: pairs are in the order of
//   ids.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   nature: one nature at a time: declared, example (never counted together)
//   top: how many at most
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param nature => 'example'
:param top => 15

MATCH (demand:Demand)-[:BY_MODALITY]->(:Modality {id: 'modality/triangular'})
WHERE demand.nature = $nature
  AND (demand.starts IS NULL OR demand.starts <= $as_of)
  AND (demand.ends IS NULL OR $as_of <= demand.ends)
  AND coalesce(demand.visibility, 'public') IN $audience
MATCH (asker:State)-[:DECLARES]->(demand)-[:IN_SECTOR]->(:Sector)
      -[:BROADER*0..2]->(category:Sector {level: 'category'})
WHERE coalesce(asker.visibility, 'public') IN $audience
  AND coalesce(category.visibility, 'public') IN $audience
MATCH (category)-[close:MATCHES*0..1]-(field:Sector)
WHERE all(m IN close WHERE m.kind = 'close')
MATCH (field)<-[:BROADER*0..2]-(:Sector)<-[:IN_SECTOR]-(offer:Offer)<-[:DECLARES]-(giver:State)
WHERE giver <> asker AND offer.nature = $nature
  AND (offer.starts IS NULL OR offer.starts <= $as_of)
  AND (offer.ends IS NULL OR $as_of <= offer.ends)
  AND coalesce(field.visibility, 'public') IN $audience
  AND coalesce(offer.visibility, 'public') IN $audience
  AND coalesce(giver.visibility, 'public') IN $audience
WITH demand, asker, category, giver, offer ORDER BY giver.id, offer.id
WITH demand, asker, category, collect(DISTINCT {offer: offer, giver: giver.id}) AS offers
UNWIND offers AS one
UNWIND offers AS other
WITH demand, asker, category, one, other WHERE one.giver < other.giver
RETURN demand.id AS demand, asker.id AS asked_by, category.id AS field, demand.nature AS nature,
       one.giver AS one_provider, one.offer.id AS one_offer, other.giver AS other_provider,
       other.offer.id AS other_offer,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN demand.sources + one.offer.sources + other.offer.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY demand, field, one_offer, other_offer LIMIT $top;
