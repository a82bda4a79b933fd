"""Reports into blocks, one module a format: PDF, Word, OpenDocument, HTML, plain text."""
