"""All that people write, `curation/` and the prose of `content/`: read, checked, and every mistake told."""
