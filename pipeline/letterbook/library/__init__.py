"""A library of editions: found, built on many cores or machines, remembered, and led to from one page."""
