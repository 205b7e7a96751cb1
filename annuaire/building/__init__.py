"""A site built aside and put in its place; served, watched and built again."""
