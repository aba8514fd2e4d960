"""Decide who wrote each letter, to whom, and on what evidence."""
