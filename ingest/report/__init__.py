"""A long report as a file into a report: what its child said, believed and put in order."""
