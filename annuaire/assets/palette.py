"""The theme's palette, for files without a stylesheet: share images, the badge, the icon, the manifest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from annuaire import messages
from annuaire.assets.stylesheet import without_comments
from annuaire.errors import SettingsError
from annuaire.runtime.lazy import LazyMapping

TOKENS = "theme/static/css/tokens.css"
NAMES = ("white", "yellow", "pink", "blue")

_COLOUR = re.compile(r"--(?P<name>[\w-]+)\s*:\s*#(?P<hex>[0-9a-f]{6}|[0-9a-f]{3})\s*;", re.IGNORECASE)
_HASH = re.compile(r"--([\w-]+)\s*:\s*#(\w*)")


def of(static: Path) -> Mapping[str, str]:
    """Return the three papers and the ink as « #rrggbb », by their names in tokens.css, which is read on first access.

    Raises:
        SettingsError: a colour is missing, or not in hexadecimal digits. Raised on first access.
    """
    read = cache(lambda: _read(static))
    return LazyMapping(NAMES, lambda name: read()[name])


def with_colours(svg: str, static: Path) -> str:
    """Return an SVG image with « var(--blue) » replaced by the colour: an icon has no access to the stylesheet.

    Raises:
        SettingsError: as for `of`.
    """
    found = of(static)
    return re.sub(r"var\(--([\w-]+)\)", lambda match: found.get(match[1], match[0]), svg)


def check_tokens(sheets: Mapping[str, str]) -> None:
    """Check that the stylesheets (their text, by name) define each custom property that they use without another value for want
    of it.

    Raises:
        SettingsError: one is missing, perhaps mistyped, or is a colour with too few or too many digits: browsers would drop the
            whole declaration.
    """
    for name, digits in (found for css in sheets.values() for found in _HASH.findall(css)):
        if not re.fullmatch("(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", digits, re.IGNORECASE):
            raise SettingsError(messages.blamed(TOKENS, "blame-colour", name=f"--{name}"))
    defined = {name for css in sheets.values() for name in re.findall(r"--([\w-]+)\s*:", css)}
    used = {name for css in sheets.values() for name in re.findall(r"var\(\s*--([\w-]+)\s*\)", css)}
    if missing := sorted(used - defined):
        raise SettingsError(messages.blamed(TOKENS, "blame-token", name=f"--{missing[0]}"))


def _read(static: Path) -> dict[str, str]:
    tokens = without_comments((static / "css" / "tokens.css").read_text("utf-8-sig"))
    found: dict[str, str] = {}
    for colour in _COLOUR.finditer(tokens):
        # The first value: a media query may give another one further down.
        found.setdefault(colour["name"], _six_digits(colour["hex"]))
    if missing := [name for name in NAMES if name not in found]:
        raise SettingsError(messages.blamed(TOKENS, "blame-colour", name=f"--{missing[0]}"))
    return found


def _six_digits(digits: str) -> str:
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
