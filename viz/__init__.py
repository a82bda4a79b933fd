"""Pictures: what they show, where it lies, and the ways out: SVG, our page, a file, pyvis."""
