"""A real Neo4j Community server on this machine, to develop and to test with: ``make neo4j``.

Neo4j Community is under the GPL: it is fetched for the developer and never shipped in our packages.
"""
