"""The graph that all analysis reads: immutable columns of one revision, and views of one date."""
