"""Keys and values that people type by habit, and those that they stand for."""

from __future__ import annotations

from collections.abc import Collection

from annuaire.french import text

# Keys of other files or languages, and the keys that may be meant: the first one that the mapping may have.
_KEYS = {
    "name": "nom", "nom": "fiche", "id": "fiche", "title": "titre", "type": "nature", "kind": "nature", "category": "categories",
    "categorie": "categories", "tags": "sujets", "sujet": "sujets", "mots-cles": "sujets", "why": "pourquoi",
    "raison": "pourquoi motif", "description": "pourquoi", "pays": "territoire", "region": "territoire",
    "country": "territoire", "accounts": "comptes", "compte": "comptes", "twitter": "x", "rss": "flux",
    "feed": "flux", "atom": "flux", "web": "site", "blog": "site", "url": "ou site", "fediverse": "mastodon",
    "auteur": "par", "date": "depuis vu", "source": "ou preuves", "lien": "ou site", "sources": "preuves",
    "preuve": "preuves", "reseau": "compte comptes", "network": "compte", "adresse": "ou", "quand": "vu",
    "portrait": "releve", "photo": "releve", "profil": "releve", "profils": "releve",
}  # fmt: skip

# The same for values: former names of networks, kinds and answers in other languages.
_VALUES = {
    "twitter": "x", "rss": "flux", "atom": "flux", "feed": "flux", "blog": "site", "web": "site",
    "individu": "personne", "person": "personne", "entreprise": "organisation", "association": "organisation",
    "organization": "organisation", "institution": "organisation", "media": "organisation",
    "yes": "oui", "true": "oui", "vrai": "oui", "no": "non", "false": "non", "faux": "non",
    "sans photo": "sans portrait", "sans image": "sans portrait",
}  # fmt: skip


def key(name: str, known: Collection[str]) -> str | None:
    """Return the known key that an unknown one stands for, or None."""
    if name.partition(":")[0] in known:
        return name.partition(":")[0]
    habits = _KEYS.get(text.fold(name), "").split()
    return next((habit for habit in habits if habit in known), None) or text.closest(name, known)


def value(written: str, choices: Collection[str]) -> str | None:
    """Return the choice that an invalid value stands for, or None."""
    near = text.closest(written, choices) or _VALUES.get(text.fold(written))
    return near if near in choices else None
