"""A YAML file from its bytes: a tree of values at their places, or what is wrong with it, in French."""
