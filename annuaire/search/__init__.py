"""The search index of the browser, and the rules in it."""
