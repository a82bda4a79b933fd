"""Whose pages these are: name, publisher, contact, licence, disclaimer, names of places."""
