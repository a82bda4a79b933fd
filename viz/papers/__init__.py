"""Papers written: as PDF by Typst, as Word, as HTML, as Markdown, from one value."""
