"""ISO 3166 countries and subdivisions with their French names."""

from __future__ import annotations

import gettext
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


def suggest(written: str) -> str | None:
    """Return the code that a curator most likely means: « Québec » → CA-QC, « ca-qc » → CA-QC, « UK » → GB."""
    upper = written.strip().upper().replace("_", "-").replace("–", "-")
    if exists(upper):
        return upper
    known = {"UK": "GB", "QC": "CA-QC", "EN": "GB"}
    if upper in known:
        return known[upper]
    wanted = text.fold(written)
    countries = {text.fold(label): code for code, label in _countries().items()}
    countries |= {text.fold(label): code for code, label in _USUAL.items()}
    if wanted in countries:
        return countries[wanted]
    subdivisions = {
        text.fold(_french().gettext(item.name)): item.code
        for item in sorted(pycountry.subdivisions, key=lambda item: item.code, reverse=True)
    }
    # Two regions can share a name (Luxembourg, in Belgium too): the francophone country comes first.
    for prefix in ("CA-", "FR-", "BE-", "CH-"):
        subdivisions |= {
            text.fold(_french().gettext(item.name)): item.code
            for item in pycountry.subdivisions.get(country_code=prefix[:2])
        }
    if wanted in subdivisions:
        return subdivisions[wanted]
    near = text.closest(wanted, [*countries, *subdivisions], likeness=0.85)
    return (countries | subdivisions)[near] if near else None
