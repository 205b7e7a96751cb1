"""ISO 3166 countries and subdivisions with their French names."""

from __future__ import annotations

import gettext
import re
from functools import cache

import pycountry
from babel import Locale

from annuaire import text

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


@cache
def _french() -> gettext.NullTranslations:
    return gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=["fr"], fallback=True)


@cache
def _countries() -> dict[str, str]:
    names = Locale("fr").territories
    return {country.alpha_2: names.get(country.alpha_2, country.name) for country in pycountry.countries}


def exists(code: str) -> bool:
    """Say whether `code` is an ISO 3166-1 alpha-2 country or an ISO 3166-2 subdivision, as written."""
    return code in _countries() or (
        "-" in code and code == code.upper() and pycountry.subdivisions.get(code=code) is not None
    )


@cache
def name(code: str) -> str:
    """Return the French name of the territory `code`, which must exist."""
    if code in _USUAL:
        return _USUAL[code]
    if code in _countries():
        return _countries()[code]
    return _french().gettext(pycountry.subdivisions.get(code=code).name)


def country(code: str) -> str:
    """Return the country of a territory: « CA » for « CA-QC »."""
    return code.split("-")[0]


@cache
def _folded_names() -> dict[str, str]:
    """Return codes by folded name; a francophone country's region comes before another of the same name."""
    found: dict[str, str] = {}
    subdivisions = sorted(
        pycountry.subdivisions, key=lambda item: (item.country_code not in _FRANCOPHONE, item.code)
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
    if three := pycountry.countries.get(alpha_3=upper):
        return str(three.alpha_2)
    names = _folded_names()
    wanted = text.fold(written)
    for meant in (wanted, re.sub(r"^(?:l'|la |le |les )", "", wanted), re.sub(r"^[a-z]{2}-", "", wanted)):
        if meant in names:
            return names[meant]
    likely = [label for label, code in names.items() if "-" not in code or country(code) in _FRANCOPHONE]
    near = text.closest(wanted, likely, likeness=0.85) if len(wanted) > 4 else None
    return names[near] if near else None
