"""A root with three editions of invented people: one departure, and one person who asked to be removed."""

from __future__ import annotations

import json
from datetime import date
from functools import cache, partial
from pathlib import Path

from annuaire.curation import curation
from annuaire.directory.assembly import assemble
from annuaire.downloads import bundles
from annuaire.downloads.bundles import Bundle
from annuaire.downloads.takeaway import Takeaway
from annuaire.profiles import snapshot
from annuaire.rendering import filters
from tests.support import roots

SITE = "https://annuaire.example/base"
TODAY = date(2026, 12, 5)
LEFT = "Dany Corval"
LEFT_REASON = "A cessé de publier en août : le dernier billet « Adieu, et merci » l’annonce."
FORGOTTEN = "qui-veut-etre-oublie"
POISON = "DE-L-API-DE-X"  # stands for data of X's API, which no file may contain

SETTINGS = {
    "INDEX_URL": "",
    "LISTING_URL": "comptes/{slug}/",
    "AXIS_URL": "{slug}/",
    "FACET_URL": "{axis}/{slug}/",
    "EDITION_URL": "editions/{slug}/",
    "PAGE_URL": "{slug}/",
}

DANY = f"""# yaml-language-server: $schema=../schema/fiche.schema.json
nom: {LEFT}
nature: personne
categories: [assureurs]
territoire: FR
comptes:
  mastodon: dany@mastodon.example
  flux: https://dany.example/flux.xml
pourquoi: >-
  Démonte un à un les contrats d’assurance obscurs, chiffres et jugements à l’appui, chaque semaine depuis dix ans.
sujets: [assurance]
par: la rédaction
depuis: 2026-08-01
preuves:
  - {{compte: mastodon, ou: https://preuve.example/d, vu: 2026-07}}
  - {{compte: flux, ou: https://preuve.example/e, vu: 2026-07}}
"""


def _edition(
    root: Path, id: str, day: str, title: str, members: list[str], departures: dict[str, str]
) -> None:
    lines = [
        f"date: {day}",
        f"titre: {title}",
        "rangs: non",
        "fiches:",
        *(f"  - {member}" for member in members),
    ]
    if departures:
        lines += ["sorties:", *(f"  - fiche: {id}\n    motif: {reason}" for id, reason in departures.items())]
    (root / "curation" / "editions" / f"{id}.yml").write_text("\n".join(lines) + "\n", "utf-8")


def make(root: Path) -> Path:
    """Write the root: editions of September, October and November, and a snapshot with data of X's API."""
    roots.make(root)
    (root / "curation" / "fiches" / "dany-corval.yml").write_text(DANY, "utf-8")
    ids = [person[0] for person in roots.PEOPLE]
    camille, elodie, phare, oeuvres, zoe = ids
    september = [camille, elodie, "dany-corval", FORGOTTEN, zoe]
    october = [camille, elodie, phare, oeuvres, FORGOTTEN]
    _edition(root, "2026-09", "2026-09-05", "Édition de septembre", september, {})
    departures = {"dany-corval": f'"{LEFT_REASON}"', zoe: "Se taisait depuis six mois au moment de paraître."}
    _edition(root, "2026-10", "2026-10-05", "Édition d’octobre", october, departures)
    departures = {FORGOTTEN: "Retrait demandé par la personne elle-même."}
    _edition(root, "2026-11", "2026-11-02", "Édition de novembre", ids, departures)
    _snapshot(root)
    return root


def _snapshot(root: Path) -> None:
    open_profile = {"read_on": "2026-11-20", "source": "https://mastodon.example/@camille"}
    profiles = {
        "mastodon:camille@mastodon.example": {
            **open_profile,
            "permanent_id": "https://mastodon.example/users/camille",
            "weekly": 14.2,
        },
        "bluesky:elodie.example": {**open_profile, "permanent_id": "did:plc:elodie", "weekly": 3},
        "x:mutuellephare": {
            "read_on": "2026-11-20",
            "source": "https://api.x.com/2/users/by",
            "permanent_id": POISON,
            "name": POISON,
            "bio": POISON,
            "audience": 4242,
            "weekly": 12,
        },
    }
    stored = {"profiles": profiles, "refreshed_on": "2026-11-20", "version": 1}
    (root / "snapshot" / "profiles.json").write_text(json.dumps(stored), "utf-8")


def takeaway(root: Path, site: str = SITE) -> Takeaway:
    """Return the downloads of a root, assembled as the build does, but without Pelican."""
    written = curation.read(root, TODAY)
    directory = assemble(written, snapshot.read(root))
    address = filters.url_filter(SETTINGS)
    colours = {"white": "#fbf7ec", "blue": "#14245e"}
    return Takeaway(
        directory,
        written,
        lambda target: f"{site}/{address(target)}",
        lambda path: f"{site}/{path}",
        colours,
        "theme/css/feed.css",
    )


@cache
def files(root: Path) -> dict[str, str]:
    """Return the text of all downloadable files of a root, by path."""
    found = takeaway(root)
    return written(found)


def written(found: Takeaway) -> dict[str, str]:
    """Return the text of all downloadable files, by path."""
    each = [*bundles.of(found), Bundle("", partial(bundles.browser_data, found))]
    return {path: text for bundle in each for path, text in bundle.files()}
