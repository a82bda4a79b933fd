// Records whose name is missing in a language
// For: secretariat
// Answers: How many records of each type have no name or title in Spanish, English, Portuguese or
//   French, and which come first.
// Parameters:
//   audience: what you may see: public; public and states; or all three
:param audience => ['public', 'states', 'board']

MATCH (n:Agreement|Demand|Goal|Initiative|Milestone|Offer|Organisation|Practice|Priority|Programme
         |Sector|Unit)
WHERE coalesce(n.visibility, 'public') IN $audience
WITH n, labels(n)[0] AS type ORDER BY n.id
UNWIND ['es', 'en', 'pt', 'fr'] AS language
WITH type, language, n WHERE coalesce(n['name_' + language], n['title_' + language]) IS NULL
WITH type, language, collect(n.id) AS ids
RETURN type, language, size(ids) AS missing, ids[..3] AS first
ORDER BY type, language;
