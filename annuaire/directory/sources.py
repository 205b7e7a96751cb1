"""Evidence as visitors understand it: where a source is, in words, and each source said once.

A file kept on a code forge is known by its repository; any other page by its host and the end of its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from annuaire.directory.directory import ListedAccount
from annuaire.french import text

_FORGES = {
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "codeberg.org": "Codeberg",
    "framagit.org": "Framagit",
}
_FILE = re.compile(
    r"/(?P<repository>[^/]+/[^/]+?)/(?:-/)?(?:blob|tree|src|raw)/(?:commit/|branch/)?[^/]+/(?P<file>.+)"
)
_REPOSITORY = re.compile(r"/(?P<repository>[^/]+/[^/]+?)(?:\.git)?/?")
MAX_LENGTH = 48


class Source(NamedTuple):
    """Where something was seen: `place` is a host or owner/repository; `page` a file or a path, perhaps empty."""

    place: str
    page: str = ""
    forge: str = ""


class Testimony(NamedTuple):
    """What one source said on one day; `of` pairs the label of an account with the curator's note."""

    number: int
    reference: str
    url: str
    seen: str
    of: list[tuple[str, str]]


def describe(url: str) -> Source:
    """Return what people read in place of an address."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = unquote(parts.path).replace("'", "’")
    if text.invisible(path) or "\ufffd" in path:
        path = parts.path  # an address may hide what a reader must see
    if forge := _FORGES.get(host):
        if found := _FILE.fullmatch(path):
            return Source(found["repository"], _shortened(found["file"].strip("/")), forge)
        if found := _REPOSITORY.fullmatch(path):
            return Source(found["repository"], "", forge)
    return Source(host, _shortened(path.strip("/")))


def _shortened(path: str) -> str:
    """Return the end of a long path: the name of a file says more than the folders it lies in."""
    if len(path) <= MAX_LENGTH:
        return path
    folder, _, tail = path.rpartition("/")
    if tail.startswith("index."):
        tail = f"{folder.rpartition('/')[2]}/{tail}"
    return f"…/{tail}" if len(tail) < MAX_LENGTH else f"{tail[: MAX_LENGTH - 1]}…"


def testimonies(accounts: Iterable[ListedAccount]) -> list[Testimony]:
    """Return the evidence of a fiche's accounts, each source of a day once, numbered in the order of the accounts."""
    found: dict[tuple[str, str], Testimony] = {}
    for account in accounts:
        for proof in account.evidence:
            key = (proof.reference, proof.seen)
            if key not in found:
                found[key] = Testimony(len(found) + 1, proof.reference, proof.url, proof.seen, [])
            found[key].of.append((account.label, proof.note))
    return list(found.values())


def about(found: Iterable[Testimony], account: ListedAccount) -> list[Testimony]:
    """Return the testimonies about one account."""
    mine = {(proof.reference, proof.seen) for proof in account.evidence}
    return [item for item in found if (item.reference, item.seen) in mine]
