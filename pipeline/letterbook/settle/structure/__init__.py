"""Decide where front matter, letters and back matter begin, and which lines are headings."""
