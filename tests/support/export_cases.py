"""Test cases of the exports for both implementations, Python's and the browser's, which must write the same bytes.

Tests pass `as_json` to Node and to Chromium.
"""

from __future__ import annotations

import json

from annuaire import exports
from annuaire.directory.record import Header, Record, RecordAccount
from annuaire.downloads.selection import facts, words

HEADER = Header(
    title="Cent « comptes » & Cie",
    list="Ma sélection, <d’essai>",
    edition="2026-11",
    edition_title="Édition de novembre 2026",
    published="2026-11-02",
    updated="2026-11-20",
    published_rfc822="Mon, 02 Nov 2026 00:00:00 GMT",
    licence="CC BY-SA 4.0",
    licence_url="https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
    scope="Comptes publics ; rien d’autre.",
    source="https://annuaire.example/emporter/#s=a,b",
    since="https://annuaire.example/editions/2026-11/depuis/",
    notes=(
        "Édition de novembre 2026, parue le 2026-11-02.",
        "Deux -- tirets, puis trois --- ; et une fin -",
        "1. Première édition",
        "12) Douzième",
        "- Tiret",
        "+ Plus",
        "3.14 n’est pas une liste",
        "Depuis : https://main--x.example/mon_annuaire/~x/a---b/ -- <https://main--x.example/*1*>",
    ),
)


def account(network: str, handle: str, url: str, permanent_id: str = "") -> RecordAccount:
    shown = f"@{handle}" if network in ("mastodon", "bluesky", "x") else handle
    follow = f"https://x.com/intent/follow?screen_name={handle}&lang=fr" if network == "x" else url
    return RecordAccount(network, network.title(), handle, shown, url, follow, permanent_id)


CAMILLE = Record(
    id="camille-duval",
    name="Camille Duval",
    is_person=True,
    group="Journalistes",
    category_ids=("journalistes", "auteurs"),
    categories=("Journalistes", "Auteurs"),
    territory="Sénégal",
    reason="Explique l’eau : rivières, nappes, barrages, sans jargon, un fil par semaine.",
    caveat="",
    subjects=("eau", "enquête"),
    since="2026-11-01",
    url="https://annuaire.example/comptes/camille-duval/",
    accounts=(
        account("mastodon", "camille@mastodon.example", "https://mastodon.example/@camille", "https://mastodon.example/users/camille"),
        account("bluesky", "camille.example", "https://bsky.app/profile/camille.example", "did:plc:abc"),
        account("x", "CamilleDuval", "https://x.com/CamilleDuval"),
        account("flux", "https://camille.example/flux.xml?a=1&b=\"2\"", "https://camille.example/flux.xml?a=1&b=\"2\""),
        account("site", "https://camille.example/", "https://camille.example/"),
    ),
)  # fmt: skip
HOSTILE = CAMILLE._replace(
    id="hostile",
    name='=1+1, "Dédé" ; [x](javascript:alert) <b>*&_`#|~&copy;&#169;\\ {{ 7*7 }} 🦊',
    is_person=False,
    group='Listes, "et" <groupes> ; *gras*',
    categories=("A, b", "C ; d\\"),
    territory="@Québec",
    reason="-- Première ligne\nSeconde ligne ]]> & ’ \u2028 𝒳" + " très long, à plier en plusieurs octets : é œ 🦊" * 6,
    caveat="+ Réserve ; avec, des \\ signes --->",
    subjects=("eau, vive", "x|y"),
    accounts=(
        account("mastodon", "hostile@mastodon.example", "https://mastodon.example/@hostile"),
        account("bluesky", "hostile.example", "https://bsky.app/profile/hostile.example"),
        account("x", "hostile_", "https://x.com/hostile_"),
        account("flux", "http://www.camille.example/flux.xml?a=1&b=\"2\"/", "http://www.camille.example/flux.xml?a=1&b=\"2\"/"),
        account("flux", "https://ignored.example/", "https://ignored.example/"),
        account("site", "https://fr.example/Chat_(animal)<>", "https://fr.example/Chat_(animal)<>"),
    ),
)  # fmt: skip
ALONE = CAMILLE._replace(
    id="seul",
    name="Œuvres vives",
    accounts=(account("linkedin", "in/oeuvres", "https://www.linkedin.com/in/oeuvres/"),),
)
PLAIN = CAMILLE._replace(id="plain", name="é" * 80, subjects=(), accounts=CAMILLE.accounts[:1])
CROWD = tuple(
    CAMILLE._replace(
        id=f"n{number}",
        name=f"Numéro {number}",
        group=f"Groupe {number % 7}",
        accounts=(
            account("bluesky", f"n{number}.example", f"https://bsky.app/profile/n{number}.example"),
            account("x", f"n{number}", f"https://x.com/n{number}"),
            account("flux", f"https://n{number // 2}.example/", f"https://n{number // 2}.example/"),
        ),
    )
    for number in range(420)
)

CASES: dict[str, tuple[Header, tuple[Record, ...]]] = {
    "nobody": (HEADER, ()),
    "one": (HEADER, (CAMILLE,)),
    "hostile": (HEADER, (CAMILLE, HOSTILE, ALONE, PLAIN)),
    "hostile first": (HEADER, (HOSTILE, PLAIN, CAMILLE)),
    "without any network": (HEADER._replace(list=HEADER.title), (ALONE,)),
    "beyond the limits": (HEADER, CROWD),
}


def written() -> dict[str, dict[str, str]]:
    """Return what Python writes, by case and by format."""
    return {
        case: {form.NAME: exports.write(form, records, header) for form in exports.FORMATS}
        for case, (header, records) in CASES.items()
    }


def as_json() -> str:
    """Return the cases in the form of the data that the browser loads."""
    cases = {
        case: {"header": header._asdict(), "records": [facts(record) for record in records]}
        for case, (header, records) in CASES.items()
    }
    return json.dumps({"cases": cases, "words": words()})


# What a browser or node runs: every case, every format, as text.
SCRIPT = """({write}, {cases, words}) => Object.fromEntries(Object.entries(cases).map(([name, {header, records}]) => [
  name, Object.fromEntries(words.forms.map(([form]) => [form, write(form, records, header, words)])),
]))"""
