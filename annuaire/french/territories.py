"""ISO 3166 countries and subdivisions with their French names."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

from annuaire.french import namesakes, text

if TYPE_CHECKING:
    from gettext import GNUTranslations

# Names that replace the catalogue's, where French usually has another, as in CLDR, or where the catalogue's is misspelt or
# inverted as in an index.
_OVERRIDES = {
    "AX": "Îles Åland",
    "BN": "Brunei",
    "BQ": "Pays-Bas caribéens",
    "BY": "Biélorussie",
    "CC": "Îles Cocos",
    "CX": "Île Christmas",
    "FK": "Îles Malouines",
    "FM": "Micronésie",
    "GL": "Groenland",
    "GQ": "Guinée équatoriale",
    "GS": "Géorgie du Sud-et-les Îles Sandwich du Sud",
    "HK": "R.A.S. chinoise de Hong Kong",
    "KG": "Kirghizstan",
    "LR": "Liberia",
    "MF": "Saint-Martin",
    "MM": "Myanmar (Birmanie)",
    "MO": "R.A.S. chinoise de Macao",
    "NU": "Niue",
    "PS": "Territoires palestiniens",
    "RE": "La Réunion",
    "RU": "Russie",
    "SB": "Îles Salomon",
    "SH": "Sainte-Hélène",
    "SJ": "Svalbard et Jan Mayen",
    "SR": "Suriname",
    "VA": "État de la Cité du Vatican",
    "VC": "Saint-Vincent-et-les Grenadines",
    "VE": "Venezuela",
    "VI": "Îles Vierges des États-Unis",
    "WF": "Wallis-et-Futuna",
    "BE-BRU": "Bruxelles",
    "BE-WAL": "Wallonie",
    "BE-VBR": "Brabant flamand",
    "BE-VLG": "Flandre",
    "BE-VLI": "Limbourg",
    "BJ-LI": "Littoral",
    "CA-NB": "Nouveau-Brunswick",
    "CA-NT": "Territoires du Nord-Ouest",
    "CA-PE": "Île-du-Prince-Édouard",
    "CH-BE": "Berne",
    "CM-LT": "Littoral",
    "NL-LI": "Limbourg",
}

# Remarks of the standard that are no part of a name: « Dakhla-Oued Ed-Dahab (EH) ».
_REMARK = re.compile(r" \((?:EH(?: partiel)?|Région)\)$")

# Countries whose regions come first when a name is ambiguous.
_FRANCOPHONE = ("CA", "FR", "BE", "CH")
# What people type instead of a code: initials, a language, a domain name's ending.
_ALIASES = {"UK": "GB", "QC": "CA-QC", "EN": "GB", "RDC": "CD", "IDF": "FR-IDF", "RCA": "CF", "BURKINA": "BF"}
_ARTICLE = re.compile(r"^(?:l'|la |le |les )")


@cache
def _iso(part: str, key: str, value: str) -> Mapping[str, str]:
    """Return `value` by `key` for each entry of ISO 3166-`part` (Debian's iso-codes), in its common form where it has one.

    The file is read on first use: a check without a new fiche never needs it. Pycountry's own objects take four times as long.
    """
    content = _file(f"databases/iso3166-{part}.json")
    listed, common = f"3166-{part}", f"common_{value}"
    database = json.loads(
        content,
        object_hook=lambda item: item if listed in item else (item[key], item.get(common, item[value])),
    )
    return dict(database[listed])


def _file(name: str) -> bytes:
    """Return the content of one of pycountry's files; importing the library takes longer than locating them."""
    library: Any = find_spec("pycountry")
    content: bytes = library.loader.get_data(f"{library.submodule_search_locations[0]}/{name}")
    return content


def _countries() -> Mapping[str, str]:
    return _iso("1", "alpha_2", "name")


def _subdivisions() -> Mapping[str, str]:
    return _iso("2", "code", "name")


@cache
def _french(part: str) -> GNUTranslations:
    from gettext import GNUTranslations

    return GNUTranslations(BytesIO(_file(f"locales/fr/LC_MESSAGES/iso3166-{part}.mo")))


def exists(code: str) -> bool:
    """Say whether `code` is an ISO 3166-1 alpha-2 country or an ISO 3166-2 subdivision, as written."""
    return code in (_subdivisions() if "-" in code else _countries())


@cache
def name(code: str) -> str:
    """Return the French name of the territory `code`, which must exist."""
    return _OVERRIDES.get(code) or _catalogue_name(code)


def _catalogue_name(code: str) -> str:
    """Return the catalogue's French name."""
    part, names = ("2", _subdivisions()) if "-" in code else ("1", _countries())
    return text.typeset(_REMARK.sub("", _french(part).gettext(names[code])))


def slug(code: str, name: str) -> str:
    """Return the slug of a territory of this name, with its code where other places share the name."""
    plain = text.slugify(name)
    return f"{plain}-{code.lower()}" if "-" in code and plain in namesakes.SHARED_SLUGS else plain


def country_code_of(code: str) -> str | None:
    """Return the country code that a subdivision also has, and that is used here instead: RE for FR-974."""
    return namesakes.COUNTRY_CODE_OF.get(code)


def country(code: str) -> str:
    """Return the country of a territory: « CA » for « CA-QC »."""
    return code.split("-")[0]


@cache
def _folded_names() -> dict[str, str]:
    """Return codes by folded name; of two regions with one name, that of a francophone country wins."""
    found: dict[str, str] = {}
    for code in dict.fromkeys((*_countries(), *_OVERRIDES)):
        label = text.fold(name(code))
        found[label] = code
        found.setdefault(_ARTICLE.sub("", label), code)
    regions = sorted(_subdivisions(), key=lambda code: (country(code) not in _FRANCOPHONE, code))
    for code in (*_countries(), *regions):
        found.setdefault(text.fold(_catalogue_name(code)), code)
    for code, english in _countries().items():
        if code != "CG":  # « Congo » may be the other one, too
            found.setdefault(text.fold(english), code)
    return found


def suggest(written: str) -> str | None:
    """Return the code that a curator most likely means: « Québec » → CA-QC, « ca-qc » → CA-QC, « UK » → GB."""
    found = _meant(written)
    return found and namesakes.COUNTRY_CODE_OF.get(found, found)


def _meant(written: str) -> str | None:
    """Return the code whose spelling or name is nearest."""
    upper = re.sub(r"[\s_–]+", "-", written.strip().upper())
    if exists(upper):
        return upper
    if (inside := re.search(r"\(([A-Z]{2}(?:-[A-Z0-9]{1,3})?)\)", written)) and exists(inside[1]):
        return inside[1]
    if re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,2}", upper):
        longer = [code for code in _subdivisions() if code.startswith(upper)]
        if len(longer) == 1:
            return longer[0]
    if upper in _ALIASES:
        return _ALIASES[upper]
    if two := _iso("1", "alpha_3", "alpha_2").get(upper):
        return two
    names = _folded_names()
    wanted = text.fold(written)
    for meant in (
        wanted,
        wanted.replace(" ", "-"),
        _ARTICLE.sub("", wanted),
        re.sub(r"^[a-z]{2}-", "", wanted),
    ):
        if meant in names:
            return names[meant]
    likely = [label for label, code in names.items() if "-" not in code or country(code) in _FRANCOPHONE]
    near = text.closest(wanted, likely, likeness=0.85) if len(wanted) > 4 else None
    return names[near] if near else None
