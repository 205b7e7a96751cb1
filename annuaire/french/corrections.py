"""What many keyboards cannot type, and fingers forget, written as French is printed: « mot », œ, …, 1er mars.

Only in sentences that people wrote for the site: a name is as its owner writes it (« Yahoo! »), an address as it works.
"""

from __future__ import annotations

import re
from functools import lru_cache

from annuaire.french.text import MONTHS, NARROW_NO_BREAK, grouped, typeset

# Where nothing of this is there, as in nearly all texts, one look is enough; the other patterns are made for whoever needs them.
# It begins with one of a few characters, which is what is quickest to look for.
_ODD = re.compile(
    r'[".;!?oO\d](?:(?<=")|(?<=\.)\.\.|(?<=\w[;!?])(?=[;!?\s»]|$)|(?<=[oO])[eE]|(?<=\d)\d{4}|(?<=\b1)[ \u00a0][a-z])'
)
# The words of everyday that are written with « œ », and theirs (manœuvre, vœux, sœurs); or an address, where none is.
_LIGATURE = (
    r"(?i)https?://\S+|(?<![\w@/.])((?:man|dés|ch|cons|ranc|[csvnmb])?)(oe)"
    r"(?=(?:uvr\w*|u[rd]s?|ux?|ufs?|il)(?!\w)(?![\w-]*[.@]\w))"
)
_QUOTED = r'(?<![\w"])"(?! )([^"\n]+)(?<! )"(?![\w"])'
_DOTS = r"(?<!\.)\.\.\.(?!\.)"
_GLUED = r"&#?\w+;|(?<=[^\W\d_])(?=[;!?]+(?:[\s»]|$))"  # or an entity of HTML, which has its semicolon
_FIRST = rf"(?<![\w,.])1(?=[ \u00a0](?:{'|'.join(MONTHS)})\b)"
_THOUSANDS = r"(?<![\w/.,-])[1-9]\d{4,}(?= [a-zà-ÿ])"  # « 12000 lecteurs », and not « 75011 Paris »


@lru_cache(maxsize=128)  # notes and caveats come again and again, a reason never
def corrected(text: str) -> str:
    """Return a sentence typeset, and what is beyond doubt in it corrected."""
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
