"""Detection of mojibake: letters lost, or turned into two, when a file was opened in the wrong encoding and saved again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem

# Every damaged letter has one of these characters; French only uses two of them, the euro sign and a capital.
SIGNS = "\ufffdÃÂ€"
# « � »; the bytes of « é » read as Latin-1 or Windows-1252 (Ã©), those of « « » (Â«), those of « ’ » (â€™).
_MOJIBAKE = re.compile(
    r"\ufffd|[ÃÂ][\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u2122]|â€[\u0080-\u00bf\u0152-\u2122]?"
)


def check(source: str, name: str) -> Iterator[Problem]:
    """Report the first damaged letter of each line of `source`, the text of the file called `name`."""
    if not any(char in source for char in SIGNS):
        return
    count = 0
    for number, line in enumerate(source.split("\n"), 1):
        if (found := _MOJIBAKE.search(line)) and count < MAX_PROBLEMS:
            count += 1
            code = "character-recoded" if (meant := _meant(found[0])) else "character-lost"
            yield problem(name, number, found.start() + 1, code, found=found[0], meant=meant)


def _meant(found: str) -> str:
    """Return the letter that was damaged, or nothing when it cannot be known."""
    for encoding in ("windows-1252", "latin-1"):
        try:
            return found.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""


def from_windows(char: str) -> str:
    """Return the Windows-1252 character that was decoded as a control character (U+0080 to U+009F), or nothing."""
    if not "\x80" <= char <= "\x9f":
        return ""
    return char.encode("latin-1").decode("windows-1252", "ignore")
