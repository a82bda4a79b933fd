"""The diagram page: what is opened and folded, how it grows, how it is drawn and told."""
