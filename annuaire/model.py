"""Domain types, as named tuples, that all other modules share.

`entries`, `editions` and `head_files` make them from what curators wrote, `snapshot` from what networks answered;
`assembly` joins the two. Dates with less than a day's precision stay text: « 2018 », « 2018-03 ».
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple


class Problem(NamedTuple):
    """One mistake, or one warning, at one place of a file that people wrote; `line` and `column` count from 1."""

    path: str
    line: int
    column: int
    code: str
    message: str
    advice: str
    warning: bool = False

    def order(self) -> tuple[str, int, int, str]:
        """Return the sort key; problems with the same code at the same place keep the order in which they were found."""
        return self.path, self.line, self.column, self.code

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}\n    {self.advice}"


class Category(NamedTuple):
    """A trade or kind of account."""

    id: str
    name: str
    description: str
    masculine: str = ""
    feminine: str = ""
    plural: str = ""
    synonyms: tuple[str, ...] = ()


class Account(NamedTuple):
    """A network and a handle.

    `handle` is as the network shows it; `key` is « network:identity », the same for all spellings.
    """

    network: str
    handle: str
    key: str


class Evidence(NamedTuple):
    """A source that proves whose account it is; `url` is empty for a text that is not on line.

    `seen` is a year, a month or a day, or empty when the source gives no date.
    """

    network: str
    reference: str
    url: str
    seen: str
    note: str = ""


class Entry(NamedTuple):
    """What curators wrote about one person or organisation.

    `withholds` is what they asked us not to show of their profiles: a word of `opt_outs`.
    """

    id: str
    name: str
    is_person: bool
    categories: tuple[str, ...]
    territory: str
    accounts: tuple[Account, ...]
    reason: str
    subjects: tuple[str, ...]
    signed_by: str
    since: date
    evidence: tuple[Evidence, ...]
    caveat: str = ""
    withholds: str = "nothing"


class Profile(NamedTuple):
    """What a network says of an account, on the day `read_on`; unknown things are None or empty.

    `audience` is rounded to two figures; `source` is the address that was read; `permanent_id` survives a
    change of `handle` (DID, ActivityPub id, X id, YouTube channel). `avatar` names the files of snapshot/avatars/.
    `rhythm` is « calm », « regular », « intense » or empty; `weekly` is the number of messages a week it was judged by.
    `moved` is the new handle (Mastodon) or address of an account that moved. `flags` are words of `opt_outs`, or
    `health.MISSING`. `failing_since` and `failures` count the days on which the network did not confirm these
    facts; `failed_on` is the last one counted.
    """

    key: str
    source: str
    read_on: date
    permanent_id: str = ""
    handle: str = ""
    bio: str = ""
    avatar: str = ""
    audience: int | None = None
    last_active: date | None = None
    weekly: float | None = None
    rhythm: str = ""
    verified_links: tuple[str, ...] = ()
    moved: str = ""
    flags: tuple[str, ...] = ()
    failing_since: date | None = None
    failures: int = 0
    failed_on: date | None = None

    def without_facts(self) -> "Profile":
        """Return a copy with only `key`, `source`, `read_on`, and `permanent_id`, which tells apart two accounts that had the
        same handle."""
        return Profile(self.key, self.source, self.read_on, permanent_id=self.permanent_id)


class Snapshot(NamedTuple):
    """All profiles as stored, by account key."""

    profiles: dict[str, Profile]
    refreshed_on: date | None = None


class Departure(NamedTuple):
    """A fiche that left an edition, with the reason that visitors read."""

    entry: str
    reason: str


class Edition(NamedTuple):
    """A dated list of entries, in the order of its file. When `ranked`, that order is their rank; else they are sorted by
    name."""

    id: str
    published: date
    title: str
    note: str
    ranked: bool
    entries: tuple[str, ...]
    departures: tuple[Departure, ...] = ()


class Publication(NamedTuple):
    """The settings of the whole site, from `annuaire.yml`."""

    title: str
    motto: str
    description: str
    places: int
    contact: str
    publisher: str
    host: str
    repository: str
    category_minimum: int
    stale_days: int


class Curation(NamedTuple):
    """The whole of curation/, validated; `digests` has the digest of each fiche's file by id (see `runtime.digests`).

    `files` is how many files were read. `territories` has the names, by code, of the fiches' territories and of their countries.
    """

    publication: Publication
    categories: tuple[Category, ...]
    entries: Mapping[str, Entry]
    editions: tuple[Edition, ...]
    warnings: tuple[Problem, ...] = ()
    files: int = 0
    digests: Mapping[str, str] = {}
    territories: Mapping[str, str] = {}
