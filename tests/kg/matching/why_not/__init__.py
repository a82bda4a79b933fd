"""Tests of why a pair is not in a list."""
