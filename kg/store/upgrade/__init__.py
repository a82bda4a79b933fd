"""Stores of older formats brought to the present one: one file for each step."""
