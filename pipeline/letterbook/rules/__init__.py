"""Find the signs on the page, one kind a file: each rule proposes findings without seeing those of others."""
