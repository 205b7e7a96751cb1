"""Validation of our own settings in pelicanconf.py: a mistake in one would otherwise cause a misleading error elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

from annuaire.rendering.setting_faults import fault

# Patterns of addresses and paths, and the fields that each must have.
PATTERNS = {
    "LISTING_URL": {"slug"},
    "LISTING_SAVE_AS": {"slug"},
    "AXIS_URL": {"slug"},
    "AXIS_SAVE_AS": {"slug"},
    "FACET_URL": {"axis", "slug"},
    "FACET_SAVE_AS": {"axis", "slug"},
    "EDITION_URL": {"slug"},
    "EDITION_SAVE_AS": {"slug"},
    "CARD_SAVE_AS": {"slug", "digest"},
}
MAX_RELATED = 20  # the heaviest fiche then has no room left in the budget of a page
MAY_BE_EMPTY = ("CARD_SAVE_AS",)


def check(settings: Mapping[str, Any]) -> None:
    """Check the formats of the settings; a missing one is reported where it is used.

    Raises:
        SettingsError: a setting has another format.
    """
    for name, expected in PATTERNS.items():
        value = settings.get(name)
        if not (value is None or (value == "" and name in MAY_BE_EMPTY) or _fields(value) == expected):
            fields = " et ".join(f"{{{field}}}" for field in sorted(expected))
            raise fault(settings, name, "blame-pattern", value=value or "vide", fields=fields)
    related = settings.get("RELATED", 0)
    if not (isinstance(related, int) and 0 <= related <= MAX_RELATED):
        raise fault(settings, "RELATED", "blame-related", value=repr(related), most=MAX_RELATED)
    reads(settings)


def reads(settings: Mapping[str, Any]) -> Sequence[str]:
    """Return the files and folders that plugins read besides the usual ones.

    Raises:
        SettingsError: the setting is no list of names.
    """
    found = settings.get("READS", ())
    if not isinstance(found, list | tuple) or not all(isinstance(name, str) for name in found):
        raise fault(settings, "READS", "blame-reads", value=found)
    return found


def _fields(value: object) -> set[str] | None:
    """Return the names of the fields of a pattern, or None if it is not a valid one."""
    try:
        return {field for _, field, _, _ in Formatter().parse(str(value)) if field is not None}
    except ValueError:
        return None
