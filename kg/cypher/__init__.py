"""Answers computed inside Neo4j: Cypher text and its parameters, equal to ours to the last digit."""
