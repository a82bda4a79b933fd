"""Path-based matching: a lens relates two kinds of nodes by paths, and shows them."""
