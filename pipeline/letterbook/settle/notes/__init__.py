"""Decide which paragraphs are notes, and where the numbering of notes begins anew."""
