"""What a cell means by itself: days, numbers, amounts, and which record a word names."""
