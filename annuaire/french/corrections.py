"""Correction of French typing habits: « mot », œ, …, 1er mars, for what many keyboards lack or people forget.

Only for sentences written for the site: a name stays as its owner writes it (« Yahoo! »), an address as it works.
"""

from __future__ import annotations

import re
from functools import lru_cache

from annuaire.french import NARROW_NO_BREAK
from annuaire.french.numerals import grouped
from annuaire.french.text import MONTHS, typeset

# One search for all that is corrected: in nearly all texts there is nothing, and the other patterns are not even compiled.
# It begins with one of a few characters because that is the fastest to search for.
_ODD = re.compile(
    r'[".;!?oO\d](?:(?<=")|(?<=\.)\.\.|(?<=\w[;!?])(?=[;!?\s»]|$)|(?<=[oO])[eE]|(?<=\d)\d{4}|(?<=\b1)[ \u00a0][a-z])'
)
# Everyday words with « œ » and their families (manœuvre, vœux, sœurs); or an address, matched first so that it is left alone.
_LIGATURE = (
    r"(?i)https?://\S+|(?<![\w@/.])((?:man|dés|ch|cons|ranc|[csvnmb])?)(oe)"
    r"(?=(?:uvr\w*|u[rd]s?|ux?|ufs?|il)(?!\w)(?![\w-]*[.@]\w))"
)
_QUOTED = r'(?<![\w"])"(?! )([^"\n]+)(?<! )"(?![\w"])'
_DOTS = r"(?<!\.)\.\.\.(?!\.)"
_GLUED = r"&#?\w+;|(?<=[^\W\d_])(?=[;!?]+(?:[\s»]|$))"  # or an HTML character reference, whose semicolon is left alone
_FIRST = rf"(?<![\w,.])1(?=[ \u00a0](?:{'|'.join(MONTHS)})\b)"
_THOUSANDS = r"(?<![\w/.,-])[1-9]\d{4,}(?= [a-zà-ÿ])"  # « 12000 lecteurs », and not « 75011 Paris »


@lru_cache(maxsize=128)  # notes and caveats are repeated often, reasons never
def corrected(text: str) -> str:
    """Return a sentence typeset, with the mistakes that are beyond doubt corrected."""
    if _ODD.search(text):
        text = re.sub(_LIGATURE, _ligated, text)
        text = re.sub(_QUOTED, r"« \1 »", text)
        text = re.sub(_DOTS, "…", text)
        text = re.sub(_GLUED, lambda found: found[0] or NARROW_NO_BREAK, text)
        text = re.sub(_FIRST, "1er", text)
        text = re.sub(_THOUSANDS, lambda found: grouped(int(found[0])), text)
    return typeset(text)


def _ligated(found: re.Match[str]) -> str:
    return f"{found[1]}{'Œ' if found[2][0] == 'O' else 'œ'}" if found[2] else found[0]
