"""Long reports as they come: read in the child into blocks, and what of them stayed unread."""
