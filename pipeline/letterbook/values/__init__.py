"""Strings to values: dates, persons, places, numbers."""
