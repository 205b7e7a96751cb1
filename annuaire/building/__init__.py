"""Building the site in a staging folder and publishing it atomically; serving it, and rebuilding it at each change."""
