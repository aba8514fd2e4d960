"""Find the letters that a letter mentions or answers."""
