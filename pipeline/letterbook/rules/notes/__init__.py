"""The marks of notes and of their calls, which answer which, and how far each note reaches."""
