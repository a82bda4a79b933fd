"""The model: what can be known, in which words, who may see it, and what is written of it."""
