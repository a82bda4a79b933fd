"""Answers computed inside Neo4j: Cypher text and parameters, equal to ours to the last digit."""
