"""Text files that people wrote, YAML or not: safe opening, decoding, and detection of damaged or invisible characters."""
