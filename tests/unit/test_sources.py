"""Names of sources, and citations without duplicates: `annuaire.directory.sources`."""

from __future__ import annotations

import pytest

from annuaire.directory import sources
from annuaire.directory.accounts import ListedAccount
from annuaire.directory.sources import MAX_LENGTH, Source, about, describe
from annuaire.model import Evidence

NAMED = {
    "https://github.com/essais/corpus/blob/b698d4af/presse/medias.csv": Source(
        "essais/corpus", "presse/medias.csv", "GitHub"
    ),
    "https://github.com/essais/liste": Source("essais/liste", "", "GitHub"),
    "https://github.com/essais/liste.git": Source("essais/liste", "", "GitHub"),
    "https://gitlab.com/a/b/-/blob/main/c/d.yml": Source("a/b", "c/d.yml", "GitLab"),
    "https://codeberg.org/a/b/src/branch/main/c.md": Source("a/b", "c.md", "Codeberg"),
    "https://codeberg.org/a/b/src/commit/4f5e/c.md": Source("a/b", "c.md", "Codeberg"),
    "https://github.com/a/b/raw/main/c.csv": Source("a/b", "c.csv", "GitHub"),
    "https://framagit.org/a/b/-/tree/main/c/": Source("a/b", "c", "Framagit"),
    "https://gitlab.com/a/b/": Source("a/b", "", "GitLab"),
    "https://www.presse.example/2019/entretien/": Source("presse.example", "2019/entretien"),
    "https://camille.example": Source("camille.example"),
    "https://fr.wikipedia.org/wiki/Marie_d%27Agoult": Source("fr.wikipedia.org", "wiki/Marie_d’Agoult"),
    "https://github.com/a/b/blob/c/un/dossier/vraiment/tres/profond/pour/un/seul/index.md": Source(
        "a/b", "…/seul/index.md", "GitHub"
    ),
    "https://github.com/": Source("github.com"),
    "": Source(""),
}


@pytest.mark.parametrize("url", NAMED)
def test_an_address_has_a_readable_name(url: str) -> None:
    assert describe(url) == NAMED[url]


@pytest.mark.parametrize("hidden", ["%E2%80%AEgro.live", "%FF%FE", "%00"])
def test_an_address_cannot_hide_what_a_reader_must_see(hidden: str) -> None:
    assert describe(f"https://preuve.example/{hidden}").page == hidden


def test_a_long_page_is_shortened_to_its_end() -> None:
    assert describe(f"https://preuve.example/{'a/' * 40}fin.html").page == "…/fin.html"
    assert len(describe(f"https://preuve.example/{'a' * 200}").page) == MAX_LENGTH


def account(network: str, *evidence: Evidence) -> ListedAccount:
    return ListedAccount(network, "", "", None, evidence)


def seen(network: str, url: str, day: str, note: str = "") -> Evidence:
    return Evidence(network, url, url, day, note)


def test_a_source_of_one_day_is_cited_once_for_all_its_accounts() -> None:
    x = account("x", seen("x", "https://a.example/", "2019", "en bas de page"))
    flux = account(
        "flux", seen("flux", "https://a.example/", "2019"), seen("flux", "https://a.example/", "2020")
    )
    found = sources.citations([x, flux])
    assert [(item.number, item.seen, item.of) for item in found] == [
        (1, "2019", [("X", "en bas de page"), ("Flux", "")]),
        (2, "2020", [("Flux", "")]),
    ]
    assert about(found, x) == found[:1]
    assert about(found, flux) == found


def test_a_page_is_shortened_only_where_it_is_too_long() -> None:
    whole, longer = f"{'a' * 40}/{'b' * (MAX_LENGTH - 41)}", f"{'a' * 40}/{'b' * (MAX_LENGTH - 40)}"
    assert describe(f"https://preuve.example/{whole}").page == whole
    assert describe(f"https://preuve.example/{longer}").page == f"…/{'b' * (MAX_LENGTH - 40)}"
    assert MAX_LENGTH == 48
