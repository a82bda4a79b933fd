"""The model: one class per node type and relation type, and everything derived from them."""
