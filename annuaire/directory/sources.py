"""Evidence as visitors read it: a readable name for each source, and each source cited once.

A file on a code forge is named by its repository; any other page by its host and the end of its path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from annuaire.directory.accounts import ListedAccount
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


class Citation(NamedTuple):
    """One source as seen on one day; `of` pairs the label of each account that it proves with the curator's note."""

    number: int
    reference: str
    url: str
    seen: str
    of: list[tuple[str, str]]


def describe(url: str) -> Source:
    """Return the source that people read in place of an address."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = unquote(parts.path).replace("'", "’")
    if text.invisible(path) or "\ufffd" in path:
        path = parts.path  # still percent-encoded: decoded, it would hide characters from the reader
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


def citations(accounts: Iterable[ListedAccount]) -> list[Citation]:
    """Return the evidence of the accounts of a fiche, without duplicates, numbered in the order of the accounts."""
    found: dict[tuple[str, str], Citation] = {}
    for account in accounts:
        for proof in account.evidence:
            key = (proof.reference, proof.seen)
            if key not in found:
                found[key] = Citation(len(found) + 1, proof.reference, proof.url, proof.seen, [])
            found[key].of.append((account.label, proof.note))
    return list(found.values())


def about(found: Iterable[Citation], account: ListedAccount) -> list[Citation]:
    """Return the citations that concern one account."""
    cited = {(proof.reference, proof.seen) for proof in account.evidence}
    return [item for item in found if (item.reference, item.seen) in cited]
