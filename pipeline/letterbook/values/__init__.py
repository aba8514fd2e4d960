"""Turn strings into values: dates, persons, places, numbers."""
