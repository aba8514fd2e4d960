"""Decide what each line of a letter is: opener, paragraph, verse, table, closer."""
