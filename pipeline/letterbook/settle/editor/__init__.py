"""Bind the editor's decisions to places in the source, and tell what became of each."""
