"""YAML parsing: a tree of values with their lines and columns, or problems in French."""
