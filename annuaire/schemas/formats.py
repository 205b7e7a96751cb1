"""Custom formats of the schemas in curation/schema/."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from annuaire import addresses
from annuaire.french.dates import day, first_day

Rules = dict[str, Any]  # a schema, or a part of one

_EMAIL = re.compile(r"[^@\s<>\":]+@[^@\s<>\"]+\.[^@\s<>\".]{2,}")


def _is_day(value: object) -> bool:
    return not isinstance(value, str) or day(value) is not None


def _is_partial_date(value: object) -> bool:
    return not isinstance(value, str) or value == "inconnu" or first_day(value) is not None


def _is_email(value: object) -> bool:
    # An accent before the « @ » is a typing mistake: nearly no mailbox can have one.
    return not isinstance(value, str) or (bool(_EMAIL.fullmatch(value)) and value.partition("@")[0].isascii())


def _is_address(value: object) -> bool:
    """Validate an address; raises `HandleError`, which says what is wrong."""
    return not isinstance(value, str) or bool(addresses.clean(value))


FORMATS: dict[str, Callable[[object], bool]] = {
    "jour": _is_day,
    "date-partielle": _is_partial_date,
    "courriel": _is_email,
    "adresse": _is_address,
}
