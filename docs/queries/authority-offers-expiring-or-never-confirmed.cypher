// Offers that expire soon, have expired or were never confirmed
// For: authorities, secretariat
// Answers: What an authority should look at: offers of one nature whose last day is past or near,
//   or that nobody has confirmed. No last day is not the same as for ever.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   nature: one nature at a time: declared, example (never counted together)
//   soon: what ends by this day is near its end
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param nature => 'example'
:param soon => date('2027-06-30')

MATCH (giver)-[d:DECLARES]->(offer:Offer)
WHERE offer.nature = $nature
  AND coalesce(offer.status, 'open') IN ['open', 'partly_met']
  AND (d.since IS NULL OR d.since <= $as_of)
  AND (d.until IS NULL OR $as_of < d.until)
  AND coalesce(giver.visibility, 'public') IN $audience
  AND coalesce(offer.visibility, 'public') IN $audience
WITH giver, offer,
     [why IN [
       CASE WHEN offer.ends < $as_of THEN 'expired'
            WHEN offer.ends <= $soon THEN 'expires soon' END,
       CASE WHEN offer.confirmed_on IS NULL THEN 'never confirmed' END
     ] WHERE why IS NOT NULL] AS reasons
WHERE size(reasons) > 0
RETURN reasons, giver.id AS given_by, offer.id AS offer, offer.title AS title,
       offer.nature AS nature, offer.ends AS ends, offer.confirmed_on AS confirmed_on,
       offer.confirmed_by AS confirmed_by,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN offer.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY ends IS NULL, ends, offer;
