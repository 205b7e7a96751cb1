"""Files that people wrote, YAML or not: which are read, the text that their bytes are, letters that were lost in it."""
