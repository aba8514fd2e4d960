"""Warn of text that the judges may have misread."""
