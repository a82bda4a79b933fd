"""PDF reports: from what stands where on a page to headings, paragraphs, notes and rows."""
