"""Read the names of persons and bodies, and tell whether two are the same."""
