"""How long a site takes, and how much memory, beside other makers of static sites: `make bench`.

Nothing here is part of the site. Every fiche is invented (names under .example), drawn from a seed, and
written into a temporary folder.
"""
