"""The formats of curation/schema/ that no standard knows, and the dates that are read from two of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from annuaire.schemas import addresses

Rules = dict[str, Any]  # a schema, or a part of one

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_EMAIL = re.compile(r"[^@\s<>\":]+@[^@\s<>\"]+\.[^@\s<>\".]{2,}")


def day(written: str) -> date | None:
    """Read AAAA-MM-JJ, or None when there is no such day."""
    if not _DAY.fullmatch(written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


@lru_cache(maxsize=1024)  # what was seen in the same month is seen so again and again
def first_day(written: str) -> date | None:
    """Read a year, a month or a day as the first day that it contains, or None when it does not exist."""
    found = _PARTIAL.fullmatch(written)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def _is_day(value: object) -> bool:
    return not isinstance(value, str) or day(value) is not None


def _is_partial_date(value: object) -> bool:
    return not isinstance(value, str) or value == "inconnu" or first_day(value) is not None


def _is_email(value: object) -> bool:
    return not isinstance(value, str) or bool(_EMAIL.fullmatch(value))


def _is_address(value: object) -> bool:
    """Hold a value to what may be linked; raises `HandleError`, which says why not."""
    return not isinstance(value, str) or bool(addresses.clean(value))


FORMATS: dict[str, Callable[[object], bool]] = {
    "jour": _is_day,
    "date-partielle": _is_partial_date,
    "courriel": _is_email,
    "adresse": _is_address,
}
