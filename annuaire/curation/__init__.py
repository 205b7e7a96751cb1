"""Loading and validation of what people write: `curation/` and the pages of `content/`."""
