"""What the browser does, in Python: the reference that the theme's scripts are held to, line by line, on the same cases."""
