"""The text that a file's bytes are, and the places in it."""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from annuaire.french import text

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
_CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")  # looked for first, in half of the time


class Refused(Exception):
    """One problem that stops the reading of this file."""

    def __init__(self, line: int, column: int, code: str, **values: object) -> None:
        self.place = (line, column)
        self.code = code
        self.values = values
        super().__init__(code)


def decoded(raw: bytes) -> str:
    """Return the text that some bytes are, its lines ended by « \\n », its accents on their letters.

    Raises:
        Refused: they are not UTF-8, nor UTF-16 with its mark, or no text.
    """
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    raw = raw.removeprefix(BOM_UTF8)
    if encoding != "utf-16" and 0 in raw and max(raw[::2].count(0), raw[1::2].count(0)) > len(raw) // 4:
        raise Refused(1, 1, "not-utf8")  # UTF-16 without its mark: every other byte is nothing
    try:
        source = _lines(raw.decode(encoding))
    except UnicodeDecodeError as error:
        if b"\x00" in raw or encoding == "utf-16":
            raise Refused(1, 1, "binary") from None
        before = _lines(raw[: error.start].decode("utf-8", "replace"))
        raise Refused(*place(before, len(before)), "not-utf8") from None
    if "\x00" in source:
        raise Refused(*place(source, source.index("\x00")), "binary")
    # An accent that is a character of its own (macOS): to a computer, the letter with its accent is another text.
    if not source.isascii():
        import unicodedata

        if not unicodedata.is_normalized("NFC", source):
            source = unicodedata.normalize("NFC", text.without_stacked_marks(source))
    return source


def _lines(source: str) -> str:
    """End every line the same way, whichever system it was written on."""
    return source.replace("\r\n", "\n").replace("\r", "\n")


def place(source: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, from 1."""
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def conflict(source: str) -> re.Match[str] | None:
    """Find the first line that begins with the marks that Git leaves at a merge conflict."""
    return _CONFLICT.search(source) if any(mark in source for mark in _CONFLICT_MARKS) else None
