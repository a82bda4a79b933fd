"""Long reports into blocks, in the child: each format by a reader of its own."""
