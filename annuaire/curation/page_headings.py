"""Check of the headings of a page of prose: one title, no skipped level, since screen readers navigate by them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.textfiles import decoding

# « ## Titre », « ## » alone, or, after an empty line, a heading underlined by the next line.
_HEADING = re.compile(
    r"^(?P<marks>#{1,6})[ \t]*+(?P<title>[^#\s].*|#*[ \t]*$)|(?<=\n\n)(?P<above>[^\s#].*)\n(?P<line>=+|-+) *$",
    re.MULTILINE,
)
# A heading's id is made from its title; this id is the target of « Aller au contenu » in theme/templates/base.html.
BEGINNING = "contenu"


def check(source: str, path: str) -> Iterator[Problem]:
    """Report headings of the page at `path` that are a second title, skip a level, are empty or would have the id `BEGINNING`.

    `source` is the page without its code.
    """
    above = 1
    for found in _HEADING.finditer(source):
        title = (found["above"] or found["title"]).strip("# \t")
        level = len(found["marks"]) if found["marks"] else 1 if found["line"][0] == "=" else 2
        at = (path, *decoding.place(source, found.start()))
        if not title:
            yield problem(*at, "page-heading-empty")
        elif text.slugify(title) == BEGINNING:
            yield problem(*at, "page-heading-taken", title=title)
        if level == 1:
            yield problem(*at, "page-title-twice", title=title)
        elif level > above + 1:
            yield problem(*at, "page-level", written="#" * level, meant="#" * (above + 1), title=title)
        above = max(level, 2)
