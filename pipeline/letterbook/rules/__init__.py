"""The signs on the page, one a file: each rule proposes findings and looks at nobody else's."""
