// Demands for which no offer in the same field is on the table
// For: authorities, board
// Answers: Demands valid on the day for which no other state has an offer of the same nature in
//   the same category of sectors, the categories of the DAC and of SEGIB that are close taken as
//   one. A first look: the lens “offers-for-demand” weighs more than the sector.
// Parameters:
//   as_of: the day asked about
//   audience: what you may see: public; public and states; or all three
//   nature: one nature at a time: declared, example (never counted together)
:param as_of => date('2026-11-25')
:param audience => ['public', 'states', 'board']
:param nature => 'example'

MATCH (demand:Demand)-[i:IN_SECTOR]->(sector:Sector)
WHERE demand.nature = $nature
  AND coalesce(demand.status, 'open') IN ['open', 'partly_met']
  AND (demand.starts IS NULL OR demand.starts <= $as_of)
  AND (demand.ends IS NULL OR $as_of <= demand.ends)
  AND (i.since IS NULL OR i.since <= $as_of)
  AND (i.until IS NULL OR $as_of < i.until)
  AND coalesce(demand.visibility, 'public') IN $audience
  AND coalesce(sector.visibility, 'public') IN $audience
MATCH (demand)<-[d:DECLARES]-(asker)
WHERE (d.since IS NULL OR d.since <= $as_of)
  AND (d.until IS NULL OR $as_of < d.until)
  AND coalesce(asker.visibility, 'public') IN $audience
WITH demand, asker, sector ORDER BY sector.id
WITH demand, asker, collect(DISTINCT sector) AS sectors
WHERE NOT EXISTS {
  MATCH (stated:Sector)-[:BROADER*0..2]->(category:Sector {level: 'category'})
  WHERE stated IN sectors
  MATCH (category)-[close:MATCHES*0..1]-(field:Sector)
  WHERE all(m IN close WHERE m.kind = 'close')
  MATCH (field)<-[:BROADER*0..2]-(other:Sector)<-[i:IN_SECTOR]-(offer:Offer)<-[d:DECLARES]-(giver)
  WHERE giver <> asker
    AND offer.nature = demand.nature
    AND coalesce(offer.status, 'open') IN ['open', 'partly_met']
    AND (offer.starts IS NULL OR offer.starts <= $as_of)
    AND (offer.ends IS NULL OR $as_of <= offer.ends)
    AND (i.since IS NULL OR i.since <= $as_of) AND (i.until IS NULL OR $as_of < i.until)
    AND (d.since IS NULL OR d.since <= $as_of) AND (d.until IS NULL OR $as_of < d.until)
    AND coalesce(offer.visibility, 'public') IN $audience
    AND coalesce(giver.visibility, 'public') IN $audience
}
RETURN asker.id AS asked_by, demand.id AS demand, demand.title AS title, demand.nature AS nature,
       [s IN sectors | s.id] AS sectors, demand.ends AS ends,
       COLLECT {
         MATCH (source:Source)
         WHERE source.id IN demand.sources
           AND coalesce(source.visibility, 'public') IN $audience
         RETURN source.id ORDER BY source.id
       } AS sources
ORDER BY asked_by, demand;
