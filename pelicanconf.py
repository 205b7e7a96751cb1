"""Settings of the site. One environment variable changes what is built: SITEURL, the public address of the site.

Without it links are relative and the site can be opened from a disk. Nothing of `annuaire` is imported here: Pelican
reads this file before it adds the working directory to Python's path.
"""

import os
from pathlib import Path

from jinja2 import StrictUndefined

ROOT = Path(__file__).parent
ANNUAIRE_ROOT = str(ROOT)

SITEURL = os.environ.get("SITEURL", "").rstrip("/")
RELATIVE_URLS = not SITEURL
INDEX = "" if SITEURL else "index.html"

SITENAME = "Cent comptes"  # for plugins; the site itself takes its name from curation/annuaire.yml
DEFAULT_LANG = "fr"
LOCALE = "C"
TIMEZONE = "UTC"

PATH = str(ROOT / "content")
OUTPUT_PATH = str(ROOT / "output")
THEME = str(ROOT / "theme")
THEME_STATIC_PATHS = []  # `annuaire` publishes the static files, with a digest of their content in their names
PLUGINS = ["annuaire.plugin"]
# Other files and folders that plugins of yours read: « annuaire build » builds again if they change (« serve » watches only the
# usual folders).
READS = []
DELETE_OUTPUT_DIRECTORY = True

# Addresses in Pelican's own pattern: the URL, and the path of the file.
INDEX_URL = INDEX
LISTING_URL = "comptes/{slug}/" + INDEX
LISTING_SAVE_AS = "comptes/{slug}/index.html"
AXIS_URL = "{slug}/" + INDEX
AXIS_SAVE_AS = "{slug}/index.html"
FACET_URL = "{axis}/{slug}/" + INDEX
FACET_SAVE_AS = "{axis}/{slug}/index.html"
EDITION_URL = "editions/{slug}/" + INDEX
EDITION_SAVE_AS = "editions/{slug}/index.html"
# Share images, made if SITEURL is set; empty to disable them.
CARD_SAVE_AS = "cartes/{slug}.{digest}.png"
PAGE_URL = "{slug}/" + INDEX
PAGE_SAVE_AS = "{slug}/index.html"

# Fiches « Dans le même esprit » on the page of each fiche; with 0, none are looked for.
RELATED = 4

# Pagination of lists: addresses of further pages, and how many rows of each kind fit in the 14,000 bytes of a page, measured on
# real fiches (docs/theme.md). None is no limit.
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/" + INDEX, "{base_name}/page/{number}/index.html"),
]
PER_PAGE = {
    "names": 100,  # of « Les cent »
    "cards": 28,
    "lines": 80,
    "facets": 200,
    "described": 30,  # categories, with their descriptions
    "words": 300,
    "days": 120,
    "editions": 40,
    "arrivals": 200,
    "departures": 40,
    "members": 200,
    "files": 36,  # of « Emporter »: the nine files of a category, a network or a territory
    "feeds": 200,
}

PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
MARKDOWN = {
    "extensions": ["markdown.extensions.extra", "markdown.extensions.toc", "markdown.extensions.meta"],
    "extension_configs": {
        "markdown.extensions.extra": {"footnotes": {"BACKLINK_TITLE": "Revenir à l’appel de la note {}"}},
    },
    "output_format": "html5",
}
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,  # the theme does not change during a build
}

# No blog: no articles, authors, archives, nor feeds of them.
ARTICLE_PATHS = []
ARTICLE_SAVE_AS = DRAFT_SAVE_AS = DRAFT_PAGE_SAVE_AS = ""
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ARCHIVES_SAVE_AS = ""
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
