"""The `Directory`: the curation joined with the snapshot, as it is published."""
