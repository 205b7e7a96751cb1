"""Added to the site's own settings: only the pages that every peer writes, with links from the root."""

PLUGINS = ["equal_pages"]
RELATIVE_URLS = False
INDEX_URL = ""
LISTING_URL = "comptes/{slug}/"
FACET_URL = "{axis}/{slug}/"
RELATED = 0  # no peer has related fiches
PER_PAGE = dict.fromkeys(PER_PAGE)  # noqa: F821 -- peers put a whole category on one page
