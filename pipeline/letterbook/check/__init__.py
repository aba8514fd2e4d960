"""Is the TEI valid, are its links whole, is every character of the source accounted for?"""
