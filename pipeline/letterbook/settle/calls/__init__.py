"""Decide which marks in the text call which note."""
