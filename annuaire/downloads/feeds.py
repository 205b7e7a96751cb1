"""Feeds of arrivals and departures, and of the account of the day, in Atom (RFC 4287) and JSON Feed 1.1.

Identifiers of items are permanent: a tag URI (RFC 4151) made of the site's address, the month of the edition and the event. An
arrival has the same identifier in the main feed and in that of its category. An item of the account of the day is identified by
its day alone: when somebody leaves, the days of others change, and readers would show them all as new.
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

MAX_ITEMS = 200  # readers fetch the whole feed each time
DAYS = 30  # in the feed of the account of the day


class Item(NamedTuple):
    """One entry of a feed; `paragraphs` are HTML, `categories` maps ids to the names that readers show."""

    id: str
    title: str
    url: str
    day: date
    paragraphs: tuple[str, ...]
    categories: Mapping[str, str] = {}

    @property
    def html(self) -> str:
        """The HTML of all paragraphs."""
        return "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs if paragraph)


class Feed(NamedTuple):
    """A feed; `page` is the address of the corresponding page, `atom` and `json` those of the feed itself, `sheet` is that of its
    stylesheet, relative to it."""

    id: str
    title: str
    page: str
    atom: str
    json: str
    updated: date
    publisher: str
    items: tuple[Item, ...]
    sheet: str


def tag(site: str, edition: Edition, name: str) -> str:
    """Return a tag URI (RFC 4151) with the host of the site, and its folder there if it has one.

    Its date is the month of the edition, which is its id: the day of publication may be corrected, and the identifier must not
    change with it.
    """
    place = urlsplit(site)
    folder = place.path.lstrip("/")
    return f"tag:{place.hostname},{edition.id}:{folder}{name}"


def change_items(
    curation: Curation, directory: Directory, address: Callable[[object], str], site: str
) -> Iterator[Item]:
    """Yield an item for each arrival and departure, newest edition first. All members of the first edition are arrivals.

    Members who asked to leave are not announced. `address` returns the public address of anything that has a page, `site` is the
    address of the site.
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
                (xml(entry.reason), _caveat(entry.caveat), *([_follow_link(listing)] if listing else [])),
                {id: names[id] for id in entry.categories},
            )
        for departed in found.departures:
            yield Item(
                tag(site, edition, f"depart/{departed.entry.id}"),
                wording.DEPARTURE_TITLE.format(name=departed.entry.name),
                pages[edition.id],
                edition.published,
                (xml(departed.reason),),
                {id: names[id] for id in departed.entry.categories},
            )


def day_items(directory: Directory, address: Callable[[object], str], site: str) -> Iterator[Item]:
    """Yield the account of the day for the last DAYS days until `directory.as_of`, newest first, back to the edition's first day.

    `address` and `site` are as for `change_items`.
    """
    current = directory.edition.edition
    for back in range(min(DAYS, (directory.as_of - current.published).days + 1)):
        day = directory.as_of - timedelta(days=back)
        listing = directory.by_id[daily.of_day(directory.rotation, current.published, day)]
        yield Item(
            tag(site, current, f"jour/{day.isoformat()}"),
            listing.name,
            address(listing),
            day,
            (xml(listing.reason), _caveat(listing.caveat), _follow_link(listing)),
            {facet.slug: facet.name for facet in listing.categories},
        )


def _caveat(caveat: str) -> str:
    return xml(wording.CAVEAT + caveat) if caveat else ""


def _follow_link(listing: Listing) -> str:
    """Return the HTML of the link to the first account that is still its own, or nothing."""
    if not listing.own_accounts:
        return ""
    account = listing.own_accounts[0]
    return f'{wording.FOLLOW_LINE}<a href="{xml(account.profile_url)}">{xml(account.label)} {xml(account.shown)}</a>'


def of_category(items: Iterable[Item], category: str) -> tuple[Item, ...]:
    """Return the items of one category."""
    return tuple(item for item in items if category in item.categories)


def atom(feed: Feed) -> str:
    """Write a feed as Atom."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<?xml-stylesheet type="text/css" href="{xml(feed.sheet)}"?>',  # https://www.w3.org/TR/xml-stylesheet/
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
