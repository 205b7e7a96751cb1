"""OPML 2.0 (https://opml.org/spec2.opml): feeds in one folder for each group, without duplicates.

`title` repeats `text` because many readers support only one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from annuaire.directory.record import Header, Record
from annuaire.exports.escaping import comment, xml

NAME = "opml"
FILE = "flux.opml"
MEDIA_TYPE = "text/x-opml"
LIMIT = None
ON = "flux"
_SPELLING = re.compile(r"^https?://(?:www\.)?|/$")


def render(records: Sequence[Record], header: Header) -> str:
    """Write a folder for each group, in the order of the records."""
    groups: dict[str, list[str]] = {}
    seen = set()
    for record in records:
        feed = record.on("flux")
        spelling = _SPELLING.sub("", feed.url) if feed else ""
        if feed and spelling not in seen:
            seen.add(spelling)
            groups.setdefault(record.group, []).append(_outline(record, feed.url))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        comment(header.lines),
        '<opml version="2.0">',
        "<head>",
        f"<title>{xml(header.full_title)}</title>",
        f"<dateCreated>{header.published_rfc822}</dateCreated>",
        f"<ownerName>{xml(header.title)}</ownerName>",
        "<docs>https://opml.org/spec2.opml</docs>",
        "</head>",
        "<body>",
    ]
    for group, outlines in groups.items():
        lines += [f'<outline text="{xml(group)}" title="{xml(group)}">', *outlines, "</outline>"]
    return "\n".join([*lines, "</body>", "</opml>"]) + "\n"


def _outline(record: Record, feed: str) -> str:
    site = record.on("site")
    page = f' htmlUrl="{xml(site.url)}"' if site else ""
    name, presentation = xml(record.name), xml(record.presentation)
    return f'<outline type="rss" text="{name}" title="{name}" xmlUrl="{xml(feed)}"{page} description="{presentation}"/>'
