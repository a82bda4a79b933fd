"""Long reports condensed: their own sentences, what concerns whom, what is new; pure functions."""
