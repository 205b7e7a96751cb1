"""Downloads other than the export formats of `exports`: feeds, the API, selections, badges, changes between editions."""
