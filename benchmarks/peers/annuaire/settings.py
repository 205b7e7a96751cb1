"""Added to the site's own settings: only the pages that every peer writes, with links from the root."""

PLUGINS = ["equal_pages"]
RELATIVE_URLS = False
INDEX_URL = ""
LISTING_URL = "comptes/{slug}/"
FACET_URL = "{axis}/{slug}/"
