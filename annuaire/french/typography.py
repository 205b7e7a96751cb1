"""French as it is printed: what `text.typeset` does to characters, and what only markup can say.

Ordinals and centuries are raised (1er, 73e, XXIe), expressions of other languages carry theirs for whoever
listens to the page, and numbers keep their « n° ».
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

from annuaire.french import corrections, text

# Expressions that a French voice would mangle; words that dictionaries have taken in (blog, podcast) stay French.
ENGLISH = (
    "community managers?",
    "fact-checking",
    "growth hacking",
    "open data",
    "open source",
    "scrum masters?",
    "social media",
    "starter packs?",
    "storytelling",
)

_TAG = re.compile(r"(<[^>]*>)")
_KEPT = {"code", "pre", "script", "style"}
_MARKS = (
    (re.compile(r"\b1(ers?|res?)\b"), r"1<sup>\1</sup>"),
    (re.compile(r"\b(\d+|[IVX]{1,5})(es?)\b(?!-)"), r"\1<sup>\2</sup>"),
    (re.compile(r"\b([nN]°) (?=\d)"), rf"\1{text.NO_BREAK}"),
    (re.compile(rf"\b({'|'.join(ENGLISH)})\b", re.IGNORECASE), r'<span lang="en">\1</span>'),
)


def typeset(value: object) -> Markup:
    """Return a text with French spaces and apostrophes, escaped: without markup, so good for attributes too."""
    return Markup(text.typeset(str(escape(value)).replace("&#39;", "’")))


@lru_cache(maxsize=text.CACHE_SIZE, typed=True)  # markup and the same text are not the same value
def marked(value: object) -> Markup:
    """Return a text as it is printed, escaped."""
    return _printed(typeset(value), text.typeset)


def prose(html: str) -> Markup:
    """Return the HTML of sentences with its texts corrected and as they are printed; code stays as it is typed."""
    return _printed(html, corrections.corrected)


def _printed(html: str, typed: Callable[[str], str]) -> Markup:
    parts = _TAG.split(html)
    kept = 0
    for place, part in enumerate(parts):
        if place % 2:
            name = part.strip("</>").split(" ", 1)[0]
            if name in _KEPT:
                kept += -1 if part.startswith("</") else 1
        elif not kept:
            parts[place] = _marked(typed(part))
    return Markup("".join(parts))


def _marked(part: str) -> str:
    for pattern, replacement in _MARKS:
        part = pattern.sub(replacement, part)
    return part
