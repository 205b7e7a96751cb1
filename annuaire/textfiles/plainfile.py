"""A file that people wrote as bytes: only a plain one, and no large one; and which files nobody wrote."""

from __future__ import annotations

import contextlib
import os
import re
import stat

from annuaire import messages
from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.runtime import filesystem

MAX_BYTES = 1000 * 1024  # an edition of ten thousand long ids has 850 kB, a fiche 3

# What editors and systems leave beside files: copies of Emacs and others, the file by which vim tries a folder's rights, what
# Windows notes of pictures and views.
_LEFTOVER = re.compile(r"\..*|.*~|#.*#|4913|thumbs\.db|desktop\.ini", re.IGNORECASE)
_PLAINLY = os.O_NOFOLLOW | os.O_NONBLOCK


def load(file: str, name: str) -> bytes | Problem:
    """Return the bytes of the file at `file`, which is called `name` in what is told, or why there are none: only a plain file of at
    most MAX_BYTES is read.

    Links are not followed and pipes not waited for. Only what could not be opened so, is empty or is too large is then
    looked at with `lstat`: to do that for every file would take half as long as to read it.
    """
    try:
        found = filesystem.read(file, _PLAINLY, MAX_BYTES)
    except OSError:
        found = b""
    return found if 0 < len(found) <= MAX_BYTES else _looked_at(file, name)


def is_leftover(name: str) -> bool:
    """Say whether a file of this name is none that people wrote."""
    return _LEFTOVER.fullmatch(name) is not None


def oddity(path: str) -> str:
    """Return what is at a path when it is neither a plain file nor a folder."""
    mode = os.lstat(path).st_mode
    return "" if stat.S_ISDIR(mode) else _kind(mode)


def _kind(mode: int) -> str:
    if stat.S_ISREG(mode):
        return ""
    return messages.LINK if stat.S_ISLNK(mode) else messages.SPECIAL_FILE


def _looked_at(file: str, name: str) -> bytes | Problem:
    """Return the bytes of a file that may be none."""
    try:
        found = os.lstat(file)
        if stat.S_ISDIR(found.st_mode):
            return _folder(file, name)
        if kind := _kind(found.st_mode):
            return problem(name, 1, 1, "file-not-file", reason=kind)
        if found.st_size > MAX_BYTES:
            return too_large(name, found.st_size)
        return filesystem.read(file)
    except FileNotFoundError:
        return _missing(file, name)
    except OSError as error:
        return problem(name, 1, 1, "file-unreadable", reason=messages.unreadable(error))


def _folder(path: str, name: str) -> Problem:
    """Say that a folder is where files should be, and which files in it nobody reads."""
    above = name.rpartition("/")[0]
    with contextlib.suppress(OSError):
        if inside := sorted(one for one in os.listdir(path) if one.endswith(".yml")):
            files = text.listed(f"«\u00a0{one}\u00a0»" for one in inside)
            return problem(name, 1, 1, "file-folder-full", folder=above, files=files)
    return problem(name, 1, 1, "file-folder", folder=above)


def _missing(file: str, name: str) -> Problem:
    """Say that a file is not there; or is, with another ending."""
    folder, _, wanted = file.rpartition("/")
    with contextlib.suppress(OSError):
        for near in sorted(os.listdir(folder)):
            stem = text.fold(near).removesuffix(".txt").removesuffix(".yaml").removesuffix(".yml")
            if stem == wanted.removesuffix(".yml"):
                return problem(name, 1, 1, "file-missing-near", near=near, name=wanted)
    return problem(name, 1, 1, "file-missing")


def too_large(name: str, size: int) -> Problem:
    """Say that a file has more bytes than one of curation/ can have."""
    return problem(
        name, 1, 1, "file-too-large", size=text.grouped(size // 1024), limit=text.grouped(MAX_BYTES // 1024)
    )
