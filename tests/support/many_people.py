"""A root of hundreds of invented people, for long pages: many categories, territories and subjects, texts whose words
hardly repeat, and two editions between which many people change."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from string import ascii_uppercase

import yaml

from annuaire.french import territories
from tests.support import roots
from tests.support.invented import word

TRADES = 40
TODAY = date(2026, 11, 2)


def make_site(root: Path, number: int, ranked: bool = False) -> Path:
    """Write a root that can be built: `number` published fiches, a tenth of them arrivals, and as many departures."""
    draw = random.Random(number)
    curation = root / "curation"
    roots.make_skeleton(root)
    roots.add_theme(root)

    codes = [first + second for first in ascii_uppercase for second in ascii_uppercase]
    places = ["CA-QC", *draw.sample([code for code in codes if territories.exists(code)], 90)]
    subjects = [word(draw, 2, 4) for _ in range(number // 2)]
    trades = [f"metier-{place:02}" for place in range(TRADES)]
    leaving = number // 10
    ids = []
    for place in range(number + leaving):
        id, name = f"fiche-{place:05}", f"{word(draw, 2, 4).title()} {word(draw, 2, 4).title()}"
        ids.append(id)
        handle = f"{word(draw, 2, 4)}{place}".replace("é", "e")
        accounts = {
            "mastodon": f"{handle}@social{place % 9}.example",
            "bluesky": f"{handle}.example",
            "x": f"x{handle}"[:15],
        }
        networks = draw.sample(sorted(accounts), 2)
        (curation / "fiches" / f"{id}.yml").write_text(
            written(
                nom=name,
                nature=draw.choice(["personne", "organisation"]),
                categories=draw.sample(trades, draw.choice([1, 1, 2])),
                territoire=draw.choice(places) if draw.random() < 0.5 else "FR",
                comptes={network: accounts[network] for network in networks},
                pourquoi=sentence(draw, 100, 190),
                sujets=draw.sample(subjects, 3),
                par="la rédaction",
                depuis="2026-10-01",
                preuves=[
                    {"compte": network, "ou": f"https://{handle}.example/{network}", "vu": "2026-10"}
                    for network in networks
                ],
            ),
            "utf-8",
        )
    draw.shuffle(ids)
    departed, kept, arrived = ids[:leaving], ids[leaving:number], ids[number:]
    (curation / "editions" / "2026-10.yml").write_text(
        written(date="2026-10-05", titre="Édition d’octobre", rangs="non", fiches=departed + kept), "utf-8"
    )
    departures = [{"fiche": id, "motif": sentence(draw, 60, 120)} for id in departed]
    (curation / "editions" / "2026-11.yml").write_text(
        written(
            date="2026-11-02",
            titre="Édition de novembre",
            rangs="oui" if ranked else "non",
            fiches=kept + arrived,
            sorties=departures,
        ),
        "utf-8",
    )
    (curation / "categories.yml").write_text(
        yaml.safe_dump(
            [
                {
                    "id": id,
                    "nom": word(draw, 3, 6).title(),
                    "description": sentence(draw, 80, 160),
                    "synonymes": [word(draw, 2, 5) for _ in range(12)],
                }
                for id in trades
            ],
            allow_unicode=True,
        ),
        "utf-8",
    )
    roots.write_publication(
        root, "Multitude", "Un annuaire inventé, où il y a foule, pour éprouver les longues listes.", number
    )
    return root


def written(**values: object) -> str:
    """Return a YAML mapping."""
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False)


def sentence(draw: random.Random, least: int, most: int) -> str:
    """Return a sentence of invented words, of `least` to `most` characters or a little more."""
    words, length = "", draw.randint(least, most)
    while len(words) < length:
        words += f"{word(draw, 1, 4)} "
    return f"{words.strip().capitalize()}."
