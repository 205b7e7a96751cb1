"""An HTML page of follow links for X, which imports no file: the visitor confirms each follow (X for Websites, follow button).

The limit is what X allows one account to follow in a day (help.x.com, « Follow limits »).
"""

from __future__ import annotations

from collections.abc import Sequence

from annuaire.directory.record import Header, Record
from annuaire.exports.escaping import linked, xml
from annuaire.french import wording

NAME = "x"
FILE = "x.htm"  # a file to keep, not a page of the site
MEDIA_TYPE = "text/html"
LIMIT = 400
ON = "x"


def render(records: Sequence[Record], header: Header) -> str:
    """Write a self-contained page, which can be opened from a disk."""
    title = xml(wording.X_TITLE.format(list=header.full_title))
    lines = [
        "<!DOCTYPE html>",
        '<html lang="fr">',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title}</title>",
        f"<h1>{title}</h1>",
        f"<p>{xml(wording.X_INTRO)}</p>",
        "<ul>",
    ]
    for record in records:
        account = record.on("x")
        if account:
            link = f'<a href="{xml(account.follow_url)}">{xml(record.name)}, {xml(account.shown)}</a>'
            lines.append(f"<li>{link}<br>{xml(record.presentation)}</li>")
    lines += ["</ul>", *(f"<p>{linked(xml(line))}</p>" for line in header.lines), "</html>"]
    return "\n".join(lines) + "\n"
