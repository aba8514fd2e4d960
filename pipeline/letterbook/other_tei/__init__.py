"""Read the letters of a TEI document that letterbook did not write."""
