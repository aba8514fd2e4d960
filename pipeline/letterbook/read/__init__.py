"""Read an input into the text and the page that the rules look at."""
