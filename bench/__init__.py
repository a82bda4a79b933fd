"""What the README claims, measured: ours against a peer in the same run, in turn, as a ratio."""
