"""Find marks that may call a note, and what stands around them."""
