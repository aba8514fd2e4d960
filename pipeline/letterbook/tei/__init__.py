"""Edition to TEI: the only writers of lxml trees."""
