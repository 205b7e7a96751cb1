"""What visitors take away, beyond the lists of `exports`: feeds, the API, selections, badges."""
