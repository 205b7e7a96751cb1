"""The index that the browser searches in, and how it does."""
