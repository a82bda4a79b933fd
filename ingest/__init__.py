"""Sources: files of the field become validated statements, and findings about what did not."""
