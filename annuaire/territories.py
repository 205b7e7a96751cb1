"""ISO 3166 countries and subdivisions with their French names."""

from __future__ import annotations

import re
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from annuaire import text

if TYPE_CHECKING:
    from gettext import NullTranslations

# CLDR's names, except where the usual French name is another one or the order of words is a catalogue's.
_USUAL = {
    "CD": "République démocratique du Congo",
    "CG": "République du Congo",
    "BE-BRU": "Bruxelles",
    "BE-WAL": "Wallonie",
    "BE-VLG": "Flandre",
    "CA-NB": "Nouveau-Brunswick",
}

# Where a region's name is more likely to be meant than elsewhere.
_FRANCOPHONE = ("CA", "FR", "BE", "CH")
# What is typed for a code and is none: initials, a language, a domain name's end.
_HABITS = {"UK": "GB", "QC": "CA-QC", "EN": "GB", "RDC": "CD", "IDF": "FR-IDF", "RCA": "CF"}


def _iso() -> ModuleType:
    """Return the database, imported by the first who asks: a check in which no fiche is new does not."""
    import pycountry

    return pycountry


@cache
def _french() -> NullTranslations:
    import gettext

    return gettext.translation("iso3166-2", _iso().LOCALES_DIR, languages=["fr"], fallback=True)


@cache
def _countries() -> dict[str, str]:
    from babel import Locale  # as slow to import: only those who show names wait for it

    names = Locale("fr").territories
    return {country.alpha_2: names.get(country.alpha_2, country.name) for country in _iso().countries}


@cache
def exists(code: str) -> bool:
    """Say whether `code` is an ISO 3166-1 alpha-2 country or an ISO 3166-2 subdivision, as written."""
    if "-" in code:
        subdivision = _iso().subdivisions.get(code=code)  # in either case, unlike us
        return subdivision is not None and subdivision.code == code
    country = _iso().countries.get(alpha_2=code)
    return country is not None and country.alpha_2 == code


@cache
def name(code: str) -> str:
    """Return the French name of the territory `code`, which must exist."""
    if code in _USUAL:
        return _USUAL[code]
    if code in _countries():
        return _countries()[code]
    return _french().gettext(_iso().subdivisions.get(code=code).name)


def country(code: str) -> str:
    """Return the country of a territory: « CA » for « CA-QC »."""
    return code.split("-")[0]


@cache
def _folded_names() -> dict[str, str]:
    """Return codes by folded name; a francophone country's region comes before another of the same name."""
    found: dict[str, str] = {}
    subdivisions = sorted(
        _iso().subdivisions, key=lambda item: (item.country_code not in _FRANCOPHONE, item.code)
    )
    for code, label in (*_countries().items(), *_USUAL.items()):
        found[text.fold(label)] = code
        found.setdefault(re.sub(r"^(?:l'|la |le |les )", "", text.fold(label)), code)
    for item in subdivisions:
        found.setdefault(text.fold(_french().gettext(item.name)), str(item.code))
    return found


def suggest(written: str) -> str | None:
    """Return the code that a curator most likely means: « Québec » → CA-QC, « ca-qc » → CA-QC, « UK » → GB."""
    upper = written.strip().upper().replace("_", "-").replace("–", "-")
    if exists(upper):
        return upper
    if upper in _HABITS:
        return _HABITS[upper]
    if three := _iso().countries.get(alpha_3=upper):
        return str(three.alpha_2)
    names = _folded_names()
    wanted = text.fold(written)
    for meant in (wanted, re.sub(r"^(?:l'|la |le |les )", "", wanted), re.sub(r"^[a-z]{2}-", "", wanted)):
        if meant in names:
            return names[meant]
    likely = [label for label, code in names.items() if "-" not in code or country(code) in _FRANCOPHONE]
    near = text.closest(wanted, likely, likeness=0.85) if len(wanted) > 4 else None
    return names[near] if near else None
