"""Triangular suggestions: for a demand, who could provide first and who second, with reasons.

In reading order: ``best_triangles`` (which pairs are the best, in whole numbers),
``triangle_suggestions`` (from a view to the document).
"""
