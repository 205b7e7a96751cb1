"""The search index of the browser, and the reference implementation of its search engine."""
