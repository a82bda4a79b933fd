"""Lenses: what is related to what, by which weighted paths, and the files that say so."""
