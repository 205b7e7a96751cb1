"""The headings of a page of prose: its title is at its head, and no level is skipped, since who listens to a page walks by them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.textfiles import decoding

# « ## Titre », « ## » alone, or a title that the line below underlines, after an empty line.
_HEADING = re.compile(
    r"^(?P<marks>#{1,6})[ \t]*+(?P<title>[^#\s].*|#*[ \t]*$)|(?<=\n\n)(?P<above>[^\s#].*)\n(?P<line>=+|-+) *$",
    re.MULTILINE,
)
# The place of a heading on its page is made of its title; this is where « Aller au contenu » leads, theme/templates/base.html.
BEGINNING = "contenu"


def check(source: str, path: str) -> Iterator[Problem]:
    """Tell which headings of the page at `path` would be a second title, skip a level, say nothing or have an id that is taken.

    `source` is without its code.
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
