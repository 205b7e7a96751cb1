"""The words of the house as frozen dataclasses; every other module speaks with these.

Curators' words become these objects in `curation` and `editions`, the machine's in `snapshot`;
`directory` joins them. Dates written with less than a day's precision stay text: « 2018 », « 2018-03 ».
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake at one place of one curation file; `line` and `column` count from 1."""

    path: str
    line: int
    column: int
    code: str
    message: str = field(compare=False)
    advice: str = field(compare=False)
    warning: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}\n    {self.advice}"


@dataclass(frozen=True, slots=True)
class Category:
    """A trade or kind of account."""

    id: str
    name: str
    description: str
    masculine: str = ""
    feminine: str = ""
    plural: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """A network and a handle.

    `handle` is as the network shows it; `key` is « network:identity », the same for all spellings.
    """

    network: str
    handle: str
    key: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where it was seen that an account is theirs; `url` is empty for a text that is not on line.

    `seen` is a year, a month or a day, or empty when the source gives no date.
    """

    network: str
    reference: str
    url: str
    seen: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What curators wrote about one person or organisation."""

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


@dataclass(frozen=True, slots=True)
class Profile:
    """What a network says of an account, on the day `read_on`; unknown things are None or empty.

    `audience` is rounded to two figures; `source` is the address that was read; `permanent_id` survives a
    change of `handle` (DID, ActivityPub id, X id). `avatar` names the files of snapshot/avatars/. `rhythm` is
    « calm », « regular », « intense » or empty; `weekly` is the number of messages a week it was judged by.
    `flags` are words of `wishes`. `failing_since` and `failures` count the days on which the network did not
    confirm these facts.
    """

    key: str
    source: str
    read_on: date
    permanent_id: str = ""
    handle: str = ""
    name: str = ""
    bio: str = ""
    avatar: str = ""
    audience: int | None = None
    posts: int | None = None
    created: date | None = None
    last_active: date | None = None
    weekly: float | None = None
    rhythm: str = ""
    verified_links: tuple[str, ...] = ()
    moved: str = ""
    flags: tuple[str, ...] = ()
    failing_since: date | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All profiles as stored, by account key."""

    profiles: dict[str, Profile]
    refreshed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Departure:
    """A fiche that left an edition, with the reason that visitors read."""

    entry: str
    reason: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A dated list of entries. `entries` is in the curators' order when `ranked`, by name else."""

    id: str
    published: date
    title: str
    note: str
    ranked: bool
    entries: tuple[str, ...]
    departures: tuple[Departure, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """What is true of the whole site: `annuaire.yml`."""

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


@dataclass(frozen=True, slots=True)
class Curation:
    """All that people wrote, checked; `marks` tells, by id, what each fiche's file holds from anything else."""

    publication: Publication
    categories: tuple[Category, ...]
    entries: Mapping[str, Entry]
    editions: tuple[Edition, ...]
    warnings: tuple[Problem, ...] = ()
    files: int = 0
    marks: dict[str, str] = field(default_factory=dict)
