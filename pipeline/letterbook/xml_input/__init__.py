"""Parse XML that may be hostile, and name what TEI documents hold."""
