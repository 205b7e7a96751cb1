"""French typography in HTML: the characters of `text.typeset`, and what needs markup.

Ordinals and centuries get superscripts (1er, 73e, XXIe), English expressions get `lang` for screen readers, and
« n° » does not break from its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

from annuaire.french import NO_BREAK, corrections, text

# Expressions that a French screen reader would mispronounce; words that French dictionaries have (blog, podcast) stay French.
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
_VERBATIM_TAGS = {"code", "pre", "script", "style"}
_MARKS = (
    (re.compile(r"\b1(ers?|res?)\b"), r"1<sup>\1</sup>"),
    (re.compile(r"\b(\d+|[IVX]{1,5})(es?)\b(?!-)"), r"\1<sup>\2</sup>"),
    (re.compile(r"\b([nN]°) (?=\d)"), rf"\1{NO_BREAK}"),
    (re.compile(rf"\b({'|'.join(ENGLISH)})\b", re.IGNORECASE), r'<span lang="en">\1</span>'),
)


def typeset(value: object) -> Markup:
    """Return a text with French spaces and apostrophes, escaped: without markup, so good for attributes too."""
    return Markup(text.typeset(str(escape(value)).replace("&#39;", "’")))


@lru_cache(maxsize=text.CACHE_SIZE, typed=True)  # `Markup` is not escaped again, the same `str` is
def marked(value: object) -> Markup:
    """Return a text as HTML: typeset, escaped, with the markup of typography."""
    return _typeset_html(typeset(value), text.typeset)


def prose(html: str) -> Markup:
    """Return HTML with its texts corrected, typeset and with the markup of typography; code is left alone."""
    return _typeset_html(html, corrections.corrected)


def _typeset_html(html: str, typed: Callable[[str], str]) -> Markup:
    parts = _TAG.split(html)
    verbatim_depth = 0
    for place, part in enumerate(parts):
        if place % 2:
            name = part.strip("</>").split(" ", 1)[0]
            if name in _VERBATIM_TAGS:
                verbatim_depth += -1 if part.startswith("</") else 1
        elif not verbatim_depth:
            parts[place] = _marked(typed(part))
    return Markup("".join(parts))


def _marked(part: str) -> str:
    for pattern, replacement in _MARKS:
        part = pattern.sub(replacement, part)
    return part
