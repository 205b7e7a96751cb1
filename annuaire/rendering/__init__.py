"""Pages from the `Directory`, through Pelican and the theme."""
