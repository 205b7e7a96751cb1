"""Invented fiches, generated from a seed: the same number gives the same corpus everywhere.

Their sizes are those of real ones: about 870 bytes of YAML, two accounts, two proofs, three subjects.
One category each, because stock Pelican gives an article only one.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

SEED = 2026
DAY = "2026-11-01"
EPOCH = "1793491200"  # the same day, for SOURCE_DATE_EPOCH, so that no date of the corpus is in the future
PLACES = {
    "FR": "France",
    "CA-QC": "Québec",
    "CH": "Suisse",
    "BE": "Belgique",
    "SN": "Sénégal",
    "CM": "Cameroun",
}
WEIGHTS = (70, 12, 7, 5, 3, 3)

_FIRST = (
    "Ada", "Alix", "Anaïs", "Basile", "Camille", "Céleste", "Dany", "Éloi", "Fatou", "Gaëlle", "Hervé",
    "Inès", "Jules", "Kenza", "Léo", "Maëlle", "Noé", "Odile", "Paul", "Rokia", "Salomé", "Théo", "Yaël",
    "Zoé",
)  # fmt: skip
_LAST = (
    "Aubin", "Barthélemy", "Corbeil", "Duval", "Estève", "Fournel", "Gagnon", "Hébrard", "Issoire", "Jobin",
    "Kerouac", "Lavoie", "Mbaye", "Nadeau", "Ouellet", "Paquin", "Quérel", "Rivard", "Sarr", "Tessier",
    "Urbain", "Vasseur", "Weiss", "Yameogo",
)  # fmt: skip
_TRADES = (
    "alimentation", "assurance", "artisanat", "banque", "droit", "édition", "enseignement", "environnement",
    "immobilier", "industrie", "information", "logistique", "musique", "politique", "recherche", "santé",
    "sport", "tourisme",
)  # fmt: skip
_VERBS = (
    "Explique", "Raconte", "Vérifie", "Suit", "Commente", "Documente", "Compare", "Traduit", "Relie",
    "Décrit",
)  # fmt: skip
_THINGS = (
    "l’eau des rivières", "les marchés du quartier", "les décisions des tribunaux", "la vie des ateliers",
    "les chiffres publics", "les chantiers de la ville", "le travail des laboratoires",
    "les archives locales", "la forêt et ses métiers", "les comptes des communes",
)  # fmt: skip
_MANNERS = (
    "sans jargon, un fil par semaine", "avec ses sources et ses doutes", "en répondant aux questions",
    "avec des cartes et des dates", "par des entretiens longs", "en images commentées",
    "par étapes, du simple au difficile",
)  # fmt: skip
_PUBLIC = (
    "les débutants", "les gens du métier", "les élus et les voisins", "qui n’a que cinq minutes",
    "les enseignants et leurs classes", "les curieux",
)  # fmt: skip


@dataclass(frozen=True)
class Category:
    """A trade of the corpus."""

    id: str
    name: str
    description: str


@dataclass
class Fiche:
    """An invented fiche. `accounts` are (network, label, handle in YAML, handle on pages, address)."""

    id: str
    name: str
    category: str
    territory: str
    reason: str
    subjects: list[str]
    accounts: list[tuple[str, str, str, str, str]]
    person: bool

    def proof(self, network: str) -> str:
        """Return the address of the evidence for an account."""
        return f"https://{self.id}.example/a-propos/{network}"

    def change(self, number: int) -> str:
        """Change the reason, and return the words that the page must now have."""
        mark = f"reprise {number}"
        self.reason = f"{self.reason.partition(' (reprise')[0].rstrip('.')} ({mark})."
        return mark


CATEGORIES = tuple(
    Category(
        f"{number:02}-{word.replace('é', 'e')}",
        word.capitalize(),
        f"Personnes et maisons du domaine « {word} » : ce qu’on y fait, et comment on en parle.",
    )
    for number, word in enumerate(_TRADES, 1)
)


def fiches(number: int) -> list[Fiche]:
    """Draw `number` fiches."""
    draw = random.Random(SEED)
    subjects = [f"{thing.split()[-1]} et {trade}" for trade in _TRADES for thing in _THINGS]
    return [_fiche(place, draw, subjects) for place in range(number)]


def _fiche(place: int, draw: random.Random, subjects: list[str]) -> Fiche:
    first, last = draw.choice(_FIRST), draw.choice(_LAST)
    id = f"fiche-{place:05}"
    host = f"{id}.example"
    known = [
        (
            "mastodon",
            "Mastodon",
            f"{id}@social.example",
            f"@{id}@social.example",
            f"https://social.example/@{id}",
        ),
        ("bluesky", "Bluesky", host, f"@{host}", f"https://bsky.app/profile/{host}"),
        ("x", "X", f"fiche{place:05}", f"@fiche{place:05}", f"https://x.com/fiche{place:05}"),
        ("site", "Site", f"https://{host}/", host, f"https://{host}/"),
    ]
    return Fiche(
        id=id,
        name=f"{first} {last} {place:05}",
        # No category is empty: the generators treat empty ones differently.
        category=(CATEGORIES[place] if place < len(CATEGORIES) else draw.choice(CATEGORIES)).id,
        territory=draw.choices(list(PLACES), WEIGHTS)[0],
        reason=f"{draw.choice(_VERBS)} {draw.choice(_THINGS)}, {draw.choice(_MANNERS)}, pour "
        f"{draw.choice(_PUBLIC)} : une voix utile, la numéro {place}, que l’on retrouve chaque semaine.",
        subjects=draw.sample(subjects, 3),
        accounts=[
            known[index] for index in sorted(draw.sample(range(len(known)), draw.choice((1, 2, 2, 3))))
        ],
        person=draw.random() < 0.6,
    )


def write_curation(folder: Path, found: list[Fiche]) -> None:
    """Write a whole curation/ folder, except its schemas."""
    for name in ("fiches", "editions"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "annuaire.yml").write_text(
        "titre: Banc d’essai\ndevise: Des comptes inventés, métier par métier\n"
        "description: Un annuaire inventé, qui ne sert qu’à mesurer le temps d’une fabrication.\n"
        f"places: {len(found)}\nseuils:\n  fiches_par_categorie: 0\n  releve_ancien_jours: 90\n",
        "utf-8",
    )
    (folder / "categories.yml").write_text(
        "".join(
            f"- id: {item.id}\n  nom: {item.name}\n  description: >-\n    {item.description}\n"
            for item in CATEGORIES
        ),
        "utf-8",
    )
    (folder / "editions" / "2026-11.yml").write_text(
        f"date: {DAY}\ntitre: Édition inventée\nrangs: non\nfiches:\n"
        + "".join(f"- {fiche.id}\n" for fiche in found),
        "utf-8",
    )
    for fiche in found:
        write_fiche(folder, fiche)


def write_fiche(folder: Path, fiche: Fiche) -> None:
    """Write one file of curation/fiches/."""
    accounts = "".join(f"  {network}: {written}\n" for network, _, written, _, _ in fiche.accounts)
    proofs = "".join(
        f"  - compte: {network}\n    ou: {fiche.proof(network)}\n    vu: 2026-10\n"
        "    note: lien au pied de la page\n"
        for network, *_ in fiche.accounts
    )
    (folder / "fiches" / f"{fiche.id}.yml").write_text(
        "# yaml-language-server: $schema=../schema/fiche.schema.json\n"
        f"nom: {fiche.name}\nnature: {'personne' if fiche.person else 'organisation'}\n"
        f"categories: [{fiche.category}]\nterritoire: {fiche.territory}\ncomptes:\n{accounts}"
        f"pourquoi: >-\n  {fiche.reason}\nsujets: [{', '.join(fiche.subjects)}]\n"
        "reserve: Cette fiche est inventée, et ses comptes n’existent pas ; elle ne sert qu’aux mesures.\n"
        f"par: la rédaction\ndepuis: {DAY}\npreuves:\n{proofs}",
        "utf-8",
    )
