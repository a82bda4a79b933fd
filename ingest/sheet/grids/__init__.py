"""Files into grids of cells: bytes, encodings, texts that were decoded wrongly."""
