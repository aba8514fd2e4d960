"""Decide the date and the place of each letter."""
