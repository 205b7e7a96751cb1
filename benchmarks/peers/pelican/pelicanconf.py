"""Settings of a stock Pelican site: one article per fiche."""

import json
from pathlib import Path

ROOT = Path(__file__).parent

SITENAME = "Banc d’essai"
SITEURL = ""
DEFAULT_LANG = "fr"
TIMEZONE = "UTC"
PATH = str(ROOT / "content")
OUTPUT_PATH = str(ROOT / "output")
THEME = str(ROOT / "theme")

TRADES = {trade["id"]: trade for trade in json.loads((ROOT / "categories.json").read_text("utf-8"))}

ARTICLE_URL = "comptes/{slug}/"
ARTICLE_SAVE_AS = "comptes/{slug}/index.html"
CATEGORY_URL = "categories/{slug}/"
CATEGORY_SAVE_AS = "categories/{slug}/index.html"
DIRECT_TEMPLATES = ["index"]
DEFAULT_PAGINATION = False
AUTHOR_SAVE_AS = TAG_SAVE_AS = DRAFT_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
