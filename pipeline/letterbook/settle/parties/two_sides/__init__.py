"""Decide the direction of each letter where a book has two correspondents."""
