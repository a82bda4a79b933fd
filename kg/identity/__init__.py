"""Which records are one body: candidates, evidence, and decisions that are kept apart from them."""
