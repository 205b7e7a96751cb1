"""Small roots of invented people, written to disk: curation/ and snapshot/, and the theme if they are to be built."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from annuaire import networks

REPOSITORY = Path(__file__).parents[2]
# The pages of invented sites, so that tests do not depend on those of content/.
PROSE = REPOSITORY / "tests" / "fixtures" / "prose"

PEOPLE = (
    # id, name, nature, categories, territory, accounts, subjects
    ("camille-duval", "Camille Duval", "personne", "[journalistes, auteurs]", "SN",
     {"mastodon": "camille@mastodon.example", "x": "CamilleDuval", "site": "https://camille.example/"}, "[eau, enquête]"),
    ("elodie-aubert", "Élodie Aubert", "personne", "[aubergistes]", "CA-QC",
     {"bluesky": "elodie.example", "flux": "https://elodie.example/flux.xml"}, "[hôtellerie, eau]"),
    ("mutuelle-du-phare", "Mutuelle du Phare", "organisation", "[assureurs]", "FR",
     {"x": "mutuellephare", "youtube": '"@mutuellephare"', "linkedin": "company/mutuelle-du-phare"}, "[assurance]"),
    ("oeuvres-vives", "Œuvres vives", "organisation", "[auteurs]", "BE",
     {"mastodon": "oeuvres@livres.example", "bluesky": "oeuvres.example"}, "[édition, enquête]"),
    ("zoe-ndiaye", "Zoé Ndiaye", "personne", "[journalistes]", "SN",
     {"bluesky": "zoe.example", "site": "https://zoe.example/"}, "[assurance, eau]"),
)  # fmt: skip

REASONS = (
    "Explique l’eau : rivières, nappes, barrages, sans jargon, un fil par semaine, et répond à qui l’interroge.",
    "Tient une auberge de douze chambres et raconte sans fard les réservations, les saisons et les avis des clients.",
    "Détaille ce que couvre vraiment un contrat, sinistre après sinistre, avec des mots que tout le monde comprend.",
    "Publie chaque mardi un extrait d’un premier roman francophone, et dit pourquoi l’éditeur l’a retenu.",
    "Couvre les tribunaux de Dakar au jour le jour : les audiences, les délais, les décisions, et ce qu’elles changent.",
)

CATEGORIES = (
    ("assureurs", "Assureurs", "assureur", "assureuse"),
    ("aubergistes", "Aubergistes", "aubergiste", "aubergiste"),
    ("auteurs", "Auteurs", "auteur", "autrice"),
    ("journalistes", "Journalistes", "journaliste", "journaliste"),
)


def _accounts_of_nobody() -> dict[str, str]:
    """Return an account on each network that nobody of `PEOPLE` has above: the third of them has these, too."""
    on = {network for *_, accounts, _ in PEOPLE for network in accounts}
    return {
        network: f'"{module.EXAMPLE}"' for network, module in networks.BY_NAME.items() if network not in on
    }


def fiche(place: int) -> str:
    """Return the YAML of one of `PEOPLE`."""
    _, name, nature, categories, territory, own, subjects = PEOPLE[place]
    accounts = {**own, **(_accounts_of_nobody() if place == 2 else {})}
    lines = [
        "# yaml-language-server: $schema=../schema/fiche.schema.json",
        f"nom: {name}",
        f"nature: {nature}",
        f"categories: {categories}",
        f"territoire: {territory}",
        "comptes:",
        *(f"  {network}: {handle}" for network, handle in accounts.items()),
        "pourquoi: >-",
        f"  {REASONS[place]}",
        f"sujets: {subjects}",
        "par: la rédaction",
        "depuis: 2026-11-01",
        "preuves:",
        *(
            f"  - {{compte: {network}, ou: https://preuve.example/{network}, vu: 2026-10}}"
            for network in accounts
        ),
    ]
    return "\n".join(lines) + "\n"


def make_skeleton(root: Path) -> None:
    """Write what every root has: empty folders of fiches and editions, the schemas, pages of prose."""
    for name in ("fiches", "editions"):
        (root / "curation" / name).mkdir(parents=True)
    shutil.copytree(REPOSITORY / "curation" / "schema", root / "curation" / "schema")
    shutil.copytree(PROSE, root / "content")


def write_publication(root: Path, title: str, description: str, places: int) -> None:
    """Write annuaire.yml."""
    (root / "curation" / "annuaire.yml").write_text(
        f"titre: {title}\n"
        "devise: Les comptes inventés des essais, métier par métier\n"
        f"description: {description}\n"
        f"places: {places}\n"
        "seuils: {fiches_par_categorie: 1, releve_ancien_jours: 90}\n",
        "utf-8",
    )


def make(root: Path) -> Path:
    """Write a complete and valid root of five fiches; return it."""
    make_skeleton(root)
    (root / "snapshot").mkdir()
    for place, person in enumerate(PEOPLE):
        (root / "curation" / "fiches" / f"{person[0]}.yml").write_text(fiche(place), "utf-8")
    write_publication(
        root,
        "Cinq comptes",
        "Cinq comptes inventés, pour les essais seulement, avec la raison et la date.",
        5,
    )
    (root / "curation" / "categories.yml").write_text(
        "".join(
            f"- id: {id}\n  nom: {name}\n  masculin: {masculine}\n  feminin: {feminine}\n"
            f"  description: Toutes celles et tous ceux qui exercent ce métier-là ({masculine}), inventé pour les essais.\n"
            for id, name, masculine, feminine in CATEGORIES
        ),
        "utf-8",
    )
    (root / "curation" / "editions" / "2026-11.yml").write_text(
        "date: 2026-11-02\ntitre: Édition d’essai\nrangs: non\nfiches:\n"
        + "".join(f"  - {person[0]}\n" for person in PEOPLE),
        "utf-8",
    )
    profile = {"audience": 12000, "read_on": "2026-03-12", "source": "https://mastodon.example/@camille"}
    stored = {"profiles": {"mastodon:camille@mastodon.example": profile}, "refreshed_on": None, "version": 1}
    (root / "snapshot" / "profiles.json").write_text(json.dumps(stored), "utf-8")
    return root


# Settings that whoever uses this for another directory may change, as they come.
DEFAULTS = {"RELATED": "4", "CARD_SAVE_AS": '"cartes/{slug}.{digest}.png"'}


def add_theme(root: Path) -> None:
    """Write the theme and the settings, so that a root can be built."""
    shutil.copytree(REPOSITORY / "theme", root / "theme")
    settings = (REPOSITORY / "pelicanconf.py").read_text("utf-8")
    for name, value in DEFAULTS.items():
        settings = re.sub(
            rf"^{name} = .*", lambda found, line=f"{name} = {value}": line, settings, flags=re.MULTILINE
        )
    (root / "pelicanconf.py").write_text(settings, "utf-8")


def make_site(root: Path) -> Path:
    """Write a root that can be built: the people above, with the real theme and settings."""
    make(root)
    add_theme(root)
    return root


# Text that a faulty build would interpret as markup, a template or a script.
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>{{ 7*7 }}{% raise %}&lt;&'
SHORT_HOSTILE = '<i onclick=alert(3)>"{{ 7*7 }}'
UNPUBLISHED = "Fatou Jamais-Parue"
DEPARTED = "Dany Corval"


def _yaml(**values: object) -> str:
    """Return a YAML mapping whose values are JSON, which is valid YAML."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


def make_rich_site(root: Path) -> Path:
    """Write a root with everything that curators may write, hostile wherever any text is allowed.

    Two editions, the newer one ranked: Dany Corval left, Élodie Aubert arrived, Fatou Jamais-Parue is in none.
    """
    make_site(root)
    folder = root / "curation"
    text = "Raison assez longue pour être acceptée, et hostile : "
    camille = {
        "nom": f"Camille {SHORT_HOSTILE}", "nature": "personne", "categories": ["journalistes", "auteurs"],
        "territoire": "SN", "prefere": "x", "pourquoi": text + HOSTILE, "reserve": HOSTILE, "par": SHORT_HOSTILE,
        "comptes": {"mastodon": "camille@mastodon.example", "bluesky": "camille.example", "x": "CamilleDuval",
                    "site": "https://camille.example/?a=1&b=2"},
        "sujets": ["eau", SHORT_HOSTILE], "depuis": "2026-11-01",
        "preuves": [
            {"compte": "mastodon", "ou": "Une lettre du 3 mai, " + HOSTILE, "vu": "inconnu", "note": HOSTILE},
            {"compte": "bluesky", "ou": "https://preuve.example/?a=1&b=2", "vu": "2018-03"},
            {"compte": "x", "ou": "https://preuve.example/x", "vu": "2019"},
            {"compte": "site", "ou": "https://preuve.example/site", "vu": "2026-11-01"},
        ],
    }  # fmt: skip
    (folder / "fiches" / "camille-duval.yml").write_text(_yaml(**camille), "utf-8")
    for id, name in (("dany-corval", DEPARTED), ("fatou-jamais-parue", UNPUBLISHED)):
        other = {
            "nom": name, "nature": "personne", "categories": ["assureurs"], "territoire": "FR",
            "comptes": {"x": id.replace("-", "")[:15]}, "pourquoi": f"{text} celle de {name}, qui n’est pas publiée.",
            "sujets": ["retrait", "eau"], "releve": "non", "par": "la rédaction", "depuis": "2026-10-01",
            "preuves": [{"compte": "x", "ou": "https://preuve.example/x", "vu": "2026"}],
        }  # fmt: skip
        (folder / "fiches" / f"{id}.yml").write_text(_yaml(**other), "utf-8")
    ids = [person[0] for person in PEOPLE]
    before = [id for id in ids if id != "elodie-aubert"] + ["dany-corval"]
    (folder / "editions" / "2026-10.yml").write_text(
        _yaml(date="2026-10-05", titre="Édition d’octobre", rangs="non", fiches=before), "utf-8"
    )
    (folder / "editions" / "2026-11.yml").write_text(
        _yaml(date="2026-11-02", titre=f"Essai {SHORT_HOSTILE}", note=HOSTILE, rangs="oui", fiches=ids[::-1],
              sorties=[{"fiche": "dany-corval", "motif": HOSTILE}]), "utf-8"
    )  # fmt: skip
    (folder / "annuaire.yml").write_text(
        _yaml(titre=f"Cinq {SHORT_HOSTILE}", devise=HOSTILE, description=HOSTILE, places=5,
              contact="o'brien&fils@annuaire.example", editeur=HOSTILE, hebergeur=HOSTILE,
              depot="https://forge.example/edit/main/",
              seuils={"fiches_par_categorie": 1, "releve_ancien_jours": 90}), "utf-8"
    )  # fmt: skip
    (folder / "categories.yml").write_text(
        json.dumps([{"id": id, "nom": f"{name} {SHORT_HOSTILE}"[:40], "masculin": masculine, "feminin": feminine,
                     "description": f"{name} {HOSTILE}"} for id, name, masculine, feminine in CATEGORIES]), "utf-8"
    )  # fmt: skip
    facts = {
        "name": HOSTILE,
        "bio": HOSTILE,
        "read_on": "2026-11-01",
        "source": 'https://preuve.example/?q="><script>',
    }
    stored = {
        "mastodon:camille@mastodon.example": facts | {"audience": 1},
        "x:camilleduval": facts | {"audience": 0},
        "bluesky:camille.example": facts,
        "bluesky:elodie.example": facts | {"audience": 36000},
    }
    (root / "snapshot" / "profiles.json").write_text(
        json.dumps({"profiles": stored, "refreshed_on": "2026-11-01", "version": 1}), "utf-8"
    )
    return root
