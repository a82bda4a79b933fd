"""Stores: where statements are kept, behind one protocol."""
