"""What the schemas of `curation/schema/` say: of a file, in French when it fails, in the guide of curators."""
