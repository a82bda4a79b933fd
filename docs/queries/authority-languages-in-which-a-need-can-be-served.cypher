// In which languages a need can be served
// For: authorities
// Answers: Offers of the demand’s nature in its field (the category of its sector, or the one of
//   the other scheme that is close) from other states, by language of delivery, and whether the
//   demand names that language. No language on record is unknown.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   demand: the demand
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param demand => 'demand/xaf-dengue-vigilancia'

MATCH (demand:Demand {id: $demand})<-[:DECLARES]-(asker)
WHERE coalesce(demand.visibility, 'public') IN $audience
  AND coalesce(asker.visibility, 'public') IN $audience
MATCH (demand)-[:IN_SECTOR]->(:Sector)-[:BROADER*0..2]->(category:Sector {level: 'category'})
MATCH (category)-[close:MATCHES*0..1]-(field:Sector)
WHERE all(m IN close WHERE m.kind = 'close')
MATCH (field)<-[:BROADER*0..2]-(:Sector)<-[:IN_SECTOR]-(offer:Offer)<-[d:DECLARES]-(giver)
WHERE giver <> asker AND offer.nature = demand.nature
  AND (offer.starts IS NULL OR offer.starts <= $as_of)
  AND (offer.ends IS NULL OR $as_of <= offer.ends)
  AND (d.since IS NULL OR d.since <= $as_of)
  AND (d.until IS NULL OR $as_of < d.until)
  AND coalesce(field.visibility, 'public') IN $audience
  AND coalesce(offer.visibility, 'public') IN $audience
  AND coalesce(giver.visibility, 'public') IN $audience
WITH DISTINCT demand, offer
OPTIONAL MATCH (offer)-[l:IN_LANGUAGE]->(language:Language)
WHERE coalesce(language.visibility, 'public') IN $audience
WITH demand, language, offer ORDER BY offer.id
WITH demand, language, collect(DISTINCT offer) AS offers
RETURN coalesce(language.name, 'unknown') AS language,
       EXISTS { (demand)-[:IN_LANGUAGE]->(language) } AS asked_for,
       [o IN offers | o.id] AS offers, demand.nature AS nature,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN reduce(ids = [], o IN offers | ids + o.sources)
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY asked_for DESC, language;
