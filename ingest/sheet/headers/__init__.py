"""Which columns a kind of sheet has, what people call them, and which column is which."""
