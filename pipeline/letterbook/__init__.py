"""letterbook turns the plain text of a printed edition of letters into TEI P5."""

__version__ = "0.1.0"
