"""Propose corrections of what the transcription got wrong."""
