"""Feeds to subscribe to: Atom (RFC 4287) and JSON Feed 1.1 of arrivals and departures, and of the account of the day.

An item keeps its identifier for ever: a tag URI (RFC 4151) made of the site's address, the day of its edition and
what it tells. The same arrival has the same identifier in the feed of everything and in its category's. A day's item
tells the day: when somebody leaves, the days of the edition are dealt anew, and it names who has that day now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from annuaire.directory import daily
from annuaire.directory.directory import Directory, Listing
from annuaire.downloads import changes
from annuaire.exports.escaping import json_document, xml
from annuaire.french import wording
from annuaire.model import Curation, Edition

MAX_ITEMS = 200  # items; a reader asks again and again for all of them
DAYS = 30  # of the account of the day


class Item(NamedTuple):
    """One entry of a feed; `paragraphs` are HTML, `categories` are by id what readers of feeds show: their names."""

    id: str
    title: str
    url: str
    day: date
    paragraphs: tuple[str, ...]
    categories: Mapping[str, str] = {}

    @property
    def html(self) -> str:
        """All paragraphs."""
        return "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs if paragraph)


class Feed(NamedTuple):
    """A feed and where it is: `page` is what people read instead, `atom` and `json` are its own addresses."""

    id: str
    title: str
    page: str
    atom: str
    json: str
    updated: date
    publisher: str
    items: tuple[Item, ...]


def tag(site: str, edition: Edition, name: str) -> str:
    """Return a tag URI (RFC 4151) of the site's host, and of its folder there if it has one.

    Its date is the edition's month, which its file is named after: the day may be corrected, and readers know an entry by its id.
    """
    place = urlsplit(site)
    folder = place.path.lstrip("/")
    return f"tag:{place.hostname},{edition.id}:{folder}{name}"


def change_items(
    curation: Curation, directory: Directory, address: Callable[[object], str], site: str
) -> Iterator[Item]:
    """Yield who came and who left, newest edition first. In the first edition everybody came.

    Who asked to leave is not announced. `address` gives the public address of something that has a page, `site` is that of the site.
    """
    pages = {edition.id: address(edition) for edition in directory.editions}
    names = {category.id: category.name for category in curation.categories}
    for edition, before in zip(curation.editions, (*curation.editions[1:], None), strict=True):
        if before:
            found = changes.between(curation, before, edition)
        else:
            everybody = tuple(curation.entries[id] for id in edition.entries if id in curation.entries)
            found = changes.Changes(edition, edition, everybody, ())
        for entry in found.arrivals:
            listing = directory.by_id.get(entry.id)
            yield Item(
                tag(site, edition, f"arrivee/{entry.id}"),
                wording.ARRIVAL_TITLE.format(name=entry.name),
                address(listing) if listing else pages[edition.id],
                edition.published,
                (xml(entry.reason), *([_follow(listing)] if listing else [])),
                {id: names[id] for id in entry.categories},
            )
        for gone in found.departures:
            yield Item(
                tag(site, edition, f"depart/{gone.entry.id}"),
                wording.DEPARTURE_TITLE.format(name=gone.entry.name),
                pages[edition.id],
                edition.published,
                (xml(gone.reason),),
                {id: names[id] for id in gone.entry.categories},
            )


def day_items(directory: Directory, address: Callable[[object], str], site: str) -> Iterator[Item]:
    """Yield the account of each of the last days that the site knows, newest first, back to the edition's first; `address` and
    `site` are as for `change_items`."""
    current = directory.edition.edition
    for back in range(min(DAYS, (directory.as_of - current.published).days + 1)):
        day = directory.as_of - timedelta(days=back)
        listing = directory.by_id[daily.of_day(directory.rotation, current.published, day)]
        yield Item(
            tag(site, current, f"jour/{day.isoformat()}"),
            listing.name,
            address(listing),
            day,
            (xml(listing.reason), _follow(listing)),
            {facet.slug: facet.name for facet in listing.categories},
        )


def _follow(listing: Listing) -> str:
    account = listing.accounts[0]
    return f'{wording.FOLLOW_LINE}<a href="{xml(account.profile_url)}">{xml(account.label)} {xml(account.shown)}</a>'


def of_category(items: Iterable[Item], category: str) -> tuple[Item, ...]:
    """Return the items of one category."""
    return tuple(item for item in items if category in item.categories)


def atom(feed: Feed) -> str:
    """Write a feed as Atom."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">',
        f"<id>{xml(feed.id)}</id>",
        f"<title>{xml(feed.title)}</title>",
        f"<updated>{_instant(feed.updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{xml(feed.atom)}"/>',
        f'<link rel="alternate" type="text/html" href="{xml(feed.page)}"/>',
        f"<author><name>{xml(feed.publisher)}</name></author>",
        f"<rights>{xml(wording.LICENCE)}, {xml(wording.LICENCE_URL)}</rights>",
    ]
    for item in feed.items[:MAX_ITEMS]:
        lines += [
            "<entry>",
            f"<id>{xml(item.id)}</id>",
            f"<title>{xml(item.title)}</title>",
            f"<published>{_instant(item.day)}</published>",
            f"<updated>{_instant(item.day)}</updated>",
            f'<link rel="alternate" type="text/html" href="{xml(item.url)}"/>',
            *(f'<category term="{id}" label="{xml(name)}"/>' for id, name in item.categories.items()),
            f'<content type="html">{xml(item.html)}</content>',
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>"]) + "\n"


def json_feed(feed: Feed) -> str:
    """Write a feed as JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    return json_document(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.page,
            "feed_url": feed.json,
            "language": "fr",
            "authors": [{"name": feed.publisher}],
            "_licence": {"name": wording.LICENCE, "url": wording.LICENCE_URL},
            "items": [_json_item(item) for item in feed.items[:MAX_ITEMS]],
        }
    )


def _json_item(item: Item) -> dict[str, str | Sequence[str]]:
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.html,
        "date_published": _instant(item.day),
        "tags": list(item.categories.values()),
    }


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
