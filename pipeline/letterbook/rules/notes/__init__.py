"""Find the marks of notes and of their calls, pair them, and tell how far each note reaches."""
