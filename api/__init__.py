"""The web: pages for people and JSON routes for programs, over one knowledge base."""
