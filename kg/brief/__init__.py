"""Papers: what a brief says, as values made through a reader's view; ``viz.papers`` writes them."""
