"""Tools of the repository itself: generated pages, catalogues, committed tables."""
