"""Decoding of a file's bytes to text, and conversion of offsets to lines and columns."""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from annuaire.french import text

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
_CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")  # searched first, which takes half of the time


class Refused(Exception):
    """A problem that stops the reading of a file: `place` (line and column from 1), a code of `messages`, the values of its
    sentences."""

    def __init__(self, line: int, column: int, code: str, **values: object) -> None:
        self.place = (line, column)
        self.code = code
        self.values = values
        super().__init__(code)


def decoded(raw: bytes) -> str:
    """Decode a file: UTF-8, or UTF-16 with a byte order mark; lines end in « \\n », characters are composed (NFC).

    Raises:
        Refused: the encoding is another one, or the bytes are not text.
    """
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    raw = raw.removeprefix(BOM_UTF8)
    if encoding != "utf-16" and 0 in raw and max(raw[::2].count(0), raw[1::2].count(0)) > len(raw) // 4:
        raise Refused(1, 1, "not-utf8")  # UTF-16 without a byte order mark: every other byte is zero
    try:
        source = _lines(raw.decode(encoding))
    except UnicodeDecodeError as error:
        if b"\x00" in raw or encoding == "utf-16":
            raise Refused(1, 1, "binary") from None
        before = _lines(raw[: error.start].decode("utf-8", "replace"))
        raise Refused(*place(before, len(before)), "not-utf8") from None
    if "\x00" in source:
        raise Refused(*place(source, source.index("\x00")), "binary")
    # macOS writes an accent as a character of its own: such a letter would not compare equal to the accented letter.
    if not source.isascii():
        import unicodedata

        if not unicodedata.is_normalized("NFC", source):
            source = unicodedata.normalize("NFC", text.without_stacked_marks(source))
    return source


def _lines(source: str) -> str:
    """Normalise line endings to « \\n »."""
    return source.replace("\r\n", "\n").replace("\r", "\n")


def place(source: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, from 1."""
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def conflict(source: str) -> re.Match[str] | None:
    """Find the first line that begins with a conflict marker of Git."""
    return _CONFLICT.search(source) if any(mark in source for mark in _CONFLICT_MARKS) else None
