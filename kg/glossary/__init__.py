"""The glossary: which words of four languages speak of which sector, and how surely."""
