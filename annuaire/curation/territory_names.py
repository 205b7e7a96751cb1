"""Cache of the names of the fiches' territories: loading the tables of names takes longer than reading a hundred fiches."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from annuaire.french import territories
from annuaire.runtime import cachefile, digests

_NAME = "territoires"


def names(root: str, codes: Collection[str]) -> Mapping[str, str]:
    """Return the names of these territories and of their countries, by code, and possibly others.

    They are cached in the cache folder under `root`, for the same program and libraries.
    """
    folder, source = f"{root}/{cachefile.FOLDER}", digests.program()
    wanted = {*codes, *map(territories.country, codes)}
    known: dict[str, str] = cachefile.load(folder, _NAME, source) or {}
    if wanted <= known.keys():
        return known
    found = {code: known.get(code) or territories.name(code) for code in sorted(wanted)}
    cachefile.save(folder, _NAME, source, found)
    return found
