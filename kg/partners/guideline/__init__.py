"""Guidelines: who is judged, by which rules and criteria, and the files that say so."""
