"""Profiles on the page of a fiche: what is shown of them and what is withheld."""

from __future__ import annotations

import html
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from annuaire.curation import curation
from tests.support import sites

READ = {"read_on": "2026-10-30", "source": "https://mastodon.example/@camille"}
KEY = "mastodon:camille@mastodon.example"
FICHE = "comptes/camille-duval/index.html"


@pytest.fixture
def shown(tmp_path: Path):
    """Return a function that builds the small site with a profile of Camille's Mastodon account, and returns one of its files."""

    def build(facts: dict[str, object], page: str = FICHE) -> str:
        root = shutil.copytree(sites.small_root(), tmp_path / "root", dirs_exist_ok=True)
        stored = {"profiles": {KEY: READ | facts}, "refreshed_on": None, "version": 1}
        (root / "snapshot" / "profiles.json").write_text(json.dumps(stored), "utf-8")
        done = sites.annuaire(root, "build")
        assert done.returncode == 0, done.stderr
        file = root / "output" / page
        return file.read_text("utf-8") if file.exists() else ""

    return build


def test_the_last_activity_the_rhythm_and_the_audience_are_shown_with_their_date(shown) -> None:
    page = shown({"last_active": "2026-10-29", "rhythm": "regular", "audience": 12000})
    assert "Dernière activité connue\u00a0: le 29\u00a0octobre\u00a02026, rythme régulier" in page
    assert "Profil lu le 30\u00a0octobre\u00a02026\u00a0: environ 12\u202f000\u00a0abonnés, selon" in page


def test_an_unknown_rhythm_is_not_named(shown) -> None:
    page = shown({"last_active": "2026-10-29"})
    assert "Dernière activité connue\u00a0: le 29\u00a0octobre\u00a02026</p>" in page


def test_the_bio_is_quoted_as_plain_text(shown) -> None:
    assert "«\u00a0Eau &amp; &lt;b&gt;rivières&lt;/b&gt;\u00a0»" in shown({"bio": "Eau & <b>rivières</b>"})


def test_verified_links_are_links_unless_they_are_scripts(shown) -> None:
    page = shown({"verified_links": ["https://camille.example/apropos", "javascript:alert(1)"]})
    assert 'href="https://camille.example/apropos"' in page
    assert "javascript:" not in page


def test_the_new_address_of_a_moved_account_is_shown(shown) -> None:
    assert "camille@ailleurs.example" in shown({"moved": "camille@ailleurs.example"})


def test_a_disappeared_account_is_marked(shown) -> None:
    facts = {"flags": ["missing"], "failing_since": "2026-10-01", "failed_on": "2026-10-22", "failures": 4}
    assert "Introuvable depuis le" in shown(facts)


def test_an_account_that_failed_once_is_not_marked_as_disappeared(shown) -> None:
    facts = {"flags": ["missing"], "failing_since": "2026-11-01", "failures": 1}
    assert "Introuvable" not in shown(facts)


def test_an_opt_out_withholds_the_facts(shown) -> None:
    page = shown({"flags": ["noindex"], "bio": "Ne pas montrer", "audience": 12000})
    assert "Rien de son profil n’est montré" in page
    assert "Ne pas montrer" not in page
    assert "abonnés" not in page


def test_a_handle_that_somebody_else_took_is_no_longer_to_be_followed(shown) -> None:
    taken = {"flags": ["missing", "taken"], "failing_since": "2026-10-30", "failures": 1, "bio": "Eau"}
    page = shown(taken)
    assert "le réseau dit que ce nom est passé à quelqu’un d’autre" in page
    assert "Eau" not in page
    assert "Suivre sur Mastodon" not in page
    assert "Suivre sur X" in page
    first, *others = re.findall(r'<li class="account(?: account-first)?">.*?</li>', page, re.DOTALL)
    assert "account-first" in first and "Suivre sur" in first
    assert "passé à quelqu’un d’autre" in others[-1]
    for path in ("comptes/index.html", "categories/journalistes/index.html"):
        listed = shown(taken, path)
        assert "Camille Duval" in listed and "@camille@mastodon.example" not in listed
    assert "Camille Duval" not in shown(taken, "reseaux/mastodon/index.html")
    assert "Camille Duval" in shown(taken, "reseaux/x/index.html")
    assert KEY.removeprefix("mastodon:") not in shown(taken, "comptes/mastodon.csv")
    for file in (FICHE, "comptes/fiches.json", "flux/changements.xml", "flux/compte-du-jour.xml"):
        assert 'https://mastodon.example/@camille"' not in html.unescape(shown(taken, file))


def test_a_fiche_whose_handles_were_all_taken_is_shown_and_nothing_empty_is_offered(tmp_path: Path) -> None:
    root = shutil.copytree(sites.small_root(), tmp_path / "root")
    found = curation.read(root, date.max).entries
    camille, others = found["camille-duval"], [one for id, one in found.items() if id != "camille-duval"]
    taken = {account.key for account in camille.accounts}
    taken |= {account.key for one in others for account in one.accounts if account.network == "mastodon"}
    facts = READ | {"flags": ["missing", "taken"], "failing_since": "2026-10-30", "failures": 1}
    stored = {"profiles": dict.fromkeys(taken, facts), "refreshed_on": None, "version": 1}
    (root / "snapshot" / "profiles.json").write_text(json.dumps(stored), "utf-8")
    done = sites.annuaire(root, "build")
    assert done.returncode == 0, done.stderr
    output = root / "output"
    assert [file for file in output.rglob("*") if file.is_file() and not file.stat().st_size] == []
    assert not (output / "reseaux" / "mastodon").exists()
    assert not (output / "comptes" / "mastodon.csv").exists()
    page = (output / FICHE).read_text("utf-8")
    assert page.count("passé à quelqu’un d’autre") == len(camille.accounts)
    assert "account-first" not in page
    known = json.loads((output / "api/v1/schemas/fiches.json").read_text("utf-8"))
    fiches = json.loads((output / "api/v1/fiches.json").read_text("utf-8"))
    Draft202012Validator(known).validate(fiches)
    [alone] = [one for one in fiches["fiches"] if one["id"] == "camille-duval"]
    assert alone["accounts"] == []


def test_a_fiche_with_a_memorial_account_is_withheld(shown, tmp_path: Path) -> None:
    assert shown({"flags": ["memorial"]}) == ""
    output = tmp_path / "root" / "output"
    # Two pages of prose have an example of the same name; no other file may contain it, whatever its format.
    prose = [output / name / "index.html" for name in ("proposer", "commencer")]
    files = [file for file in output.rglob("*") if file.is_file() and file not in prose]
    assert len(files) > 100
    assert not [file for file in files if b"Camille Duval" in file.read_bytes()]
    assert not [file for file in files if b"camille-duval" in file.read_bytes()]


def test_an_old_profile_is_marked(shown) -> None:
    assert "(relevé ancien)" in shown({"read_on": "2026-01-30"})
    assert "(relevé ancien)" not in shown({})
