"""Publication outside the site: the edition as a list on Bluesky."""
