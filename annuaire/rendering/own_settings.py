"""The settings that are ours in pelicanconf.py, held to what is made of them: a mistake in one would be told of something else."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from annuaire import messages
from annuaire.errors import SettingsError
from annuaire.runtime.last_build import SETTINGS

# Addresses and files, and what changes in each from one page to the next.
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
MAY_BE_EMPTY = ("CARD_SAVE_AS",)


def check(settings: Mapping[str, Any]) -> None:
    """Check the shapes of the settings; one that is missing is told where it is needed.

    Raises:
        SettingsError: one has another shape.
    """
    for name, meant in PATTERNS.items():
        value = settings.get(name)
        if not (value is None or (value == "" and name in MAY_BE_EMPTY) or _fields(value) == meant):
            fields = " et ".join(f"{{{field}}}" for field in sorted(meant))
            values = {"name": name, "value": value or "vide", "fields": fields}
            raise SettingsError(messages.blamed(SETTINGS, "blame-pattern", **values))
    reads = settings.get("READS", ())
    if not isinstance(reads, list | tuple) or not all(isinstance(name, str) for name in reads):
        raise SettingsError(messages.blamed(SETTINGS, "blame-reads", value=reads))


def _fields(value: object) -> set[str] | None:
    """Return what changes in a pattern, or None when it is none."""
    try:
        return {field for _, field, _, _ in Formatter().parse(str(value)) if field is not None}
    except ValueError:
        return None
