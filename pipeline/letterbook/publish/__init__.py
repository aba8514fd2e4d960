"""Make other formats of the TEI, through XSLT."""
