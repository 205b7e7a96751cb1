"""Fetched text as plain text: no markup, no control characters, bounded length. The only module that imports the HTML cleaner.

What networks send is untrusted. It is escaped again in templates and never goes through Markdown or Jinja.
"""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import date, timedelta

import nh3

from annuaire.french import text

BIO, WHOLE = 400, 50_000  # characters kept
# Tags read. The cleaner reopens unclosed elements in each paragraph, as browsers do, which takes quadratic time: a tenth of a
# second for a thousand tags, a minute for what 90 kB can hold. 500 characters of hashtags have fewer.
_TAGS = 1_000
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h[1-6])\b[^>]*>", re.IGNORECASE)
_OPTED_OUT = re.compile(
    r"#(?:no_?bots?|no_?index(?:ing)?|no_?search|no_?archive|no_?crawl(?:ing)?)\b", re.IGNORECASE
)
_FIRST_DAY = date(1990, 1, 1)  # the year of the first web page: an earlier date is a mistake


def from_html(markup: object, limit: int = BIO) -> str:
    """Return the text of an HTML fragment: ends of blocks and breaks become newlines, other tags are removed."""
    if not isinstance(markup, str):
        return ""
    read = "<".join(markup[:100_000].split("<", _TAGS)[:_TAGS])
    broken = _BREAKS.sub("\n", _without_surrogates(read))
    return lines(html.unescape(nh3.clean(broken, tags=set())), limit)


def lines(value: object, limit: int = BIO) -> str:
    """Return a text of several lines: whitespace normalised, at most one empty line in a row, cut at a word."""
    if not isinstance(value, str):
        return ""
    tidy = _visible(value[:100_000].replace("\r\n", "\n").replace("\r", "\n"))
    tidy = re.sub(r"[^\S\n\u00a0\u202f]+", " ", tidy)
    tidy = re.sub(r" ?\n ?", "\n", tidy)
    return _cut(re.sub(r"\n{3,}", "\n\n", tidy).strip(), limit)


def opted_out(bio: str) -> bool:
    """Say whether a bio has a hashtag that asks robots to stay away: #nobot, #noindex, #nosearch…"""
    return bool(_OPTED_OUT.search(bio))


def audience(value: object) -> int | None:
    """Return a number of followers rounded to two significant digits (36042 → 36000), the precision that is shown, or None."""
    if type(value) is not int or not 0 <= value < 10**12:
        return None
    if value < 100:
        return value
    scale = int(10 ** (len(str(value)) - 2))
    return (value + scale // 2) // scale * scale


def day(value: object, today: date) -> date | None:
    """Return the day of an ISO 8601 date, or None when it is not credible."""
    if not isinstance(value, str):
        return None
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        return None
    return credible(found, today)


def credible(found: date, today: date) -> date | None:
    """Return a day, or None before the web or in the future. Tomorrow counts as today: a time zone may be ahead."""
    return min(found, today) if _FIRST_DAY <= found <= today + timedelta(days=1) else None


def _visible(value: str) -> str:
    """Return a text without surrogates, stacked combining marks and invisible characters, in NFC."""
    composed = unicodedata.normalize("NFC", text.without_stacked_marks(_without_surrogates(value)))
    return text.without_invisible(composed)


def _without_surrogates(value: str) -> str:
    return value.encode("utf-8", "ignore").decode("utf-8")


def _cut(value: str, limit: int) -> str:
    if len(value) <= limit:
        return value
    kept = value[: limit - 1]
    return (kept[: kept.rfind(" ")] if " " in kept[limit // 2 :] else kept).rstrip(" \n,;:.") + "…"
