"""Pure functions about French: typography, alphabetical order, names of territories, the words of downloaded files."""
