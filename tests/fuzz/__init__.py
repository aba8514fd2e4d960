"""Texts and TEI that nobody would write, by the thousand, and what must hold of all that is made of them."""
