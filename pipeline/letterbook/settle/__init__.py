"""The judges: the only place where findings are compared."""
