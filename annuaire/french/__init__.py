"""Pure functions about French: typography, alphabetical order, names of territories, the words of downloaded files."""

NO_BREAK, NARROW_NO_BREAK = "\u00a0", "\u202f"
