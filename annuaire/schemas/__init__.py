"""JSON Schema validation with the schemas of `curation/schema/`: validators, French messages, the generated guide for
curators."""
