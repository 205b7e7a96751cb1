"""Reading of files that people wrote: regular files of limited size only, with the reason when one is refused."""

from __future__ import annotations

import contextlib
import os
import re
import stat

from annuaire import messages
from annuaire.french import numerals, text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.runtime import filesystem

MAX_BYTES = 1000 * 1024  # an edition of ten thousand long ids has 850 kB, a fiche 3

# Files that editors and systems leave: backups of Emacs and others, the file with which vim tests a folder's permissions,
# Windows' thumbnails and folder settings.
_LEFTOVER = re.compile(r"\..*|.*~|#.*#|4913|thumbs\.db|desktop\.ini", re.IGNORECASE)
_OPEN_FLAGS = os.O_NOFOLLOW | os.O_NONBLOCK


def load(file: str, name: str) -> bytes | Problem:
    """Return the bytes of the regular file at `file`, of at most MAX_BYTES, or why it cannot be read; messages call it `name`.

    Links are not followed, and pipes do not block. `lstat` is only called for a file that could not be opened, is empty or is
    too large: calling it for every file would take half as long as reading it.
    """
    try:
        found = filesystem.read(file, _OPEN_FLAGS, MAX_BYTES)
    except OSError:
        found = b""
    return found if 0 < len(found) <= MAX_BYTES else _diagnose(file, name)


def is_leftover(name: str) -> bool:
    """Say whether a file of this name was left by an editor or a system."""
    return _LEFTOVER.fullmatch(name) is not None


def special_kind(path: str) -> str:
    """Return the kind of what is at `path`, in French, unless it is a regular file, a folder, or gone."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:  # an editor's temporary file, deleted since the folder was listed
        return ""
    return "" if stat.S_ISDIR(mode) else _kind(mode)


def _kind(mode: int) -> str:
    if stat.S_ISREG(mode):
        return ""
    return messages.LINK if stat.S_ISLNK(mode) else messages.SPECIAL_FILE


def _diagnose(file: str, name: str) -> bytes | Problem:
    """Return why a file could not be read, or its bytes if it can be."""
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
    """Report a folder in the place of a file, with the YAML files in it, which are not read."""
    above = name.rpartition("/")[0]
    with contextlib.suppress(OSError):
        if inside := sorted(one for one in os.listdir(path) if one.endswith(".yml")):
            files = text.listed(f"«\u00a0{one}\u00a0»" for one in inside)
            return problem(name, 1, 1, "file-folder-full", folder=above, files=files)
    return problem(name, 1, 1, "file-folder", folder=above)


def _missing(file: str, name: str) -> Problem:
    """Report that a file is missing, and the file with another extension that may be meant."""
    folder, _, wanted = file.rpartition("/")
    with contextlib.suppress(OSError):
        for near in sorted(os.listdir(folder)):
            stem = text.fold(near).removesuffix(".txt").removesuffix(".yaml").removesuffix(".yml")
            if stem == wanted.removesuffix(".yml"):
                return problem(name, 1, 1, "file-missing-near", near=near, name=wanted)
    return problem(name, 1, 1, "file-missing")


def too_large(name: str, size: int) -> Problem:
    """Report that a file is larger than MAX_BYTES."""
    return problem(
        name,
        1,
        1,
        "file-too-large",
        size=numerals.grouped(size // 1024),
        limit=numerals.grouped(MAX_BYTES // 1024),
    )
