"""Plan the book from what was settled, and build its tree."""
