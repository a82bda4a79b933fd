"""The knowledge base: what is known, where it comes from, and what follows from it."""
