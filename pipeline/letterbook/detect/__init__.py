"""Run every rule over the page and file what they find by line."""
