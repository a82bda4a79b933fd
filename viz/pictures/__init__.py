"""Pictures: one value for every form, its address, its twin in words, and what draws it."""
