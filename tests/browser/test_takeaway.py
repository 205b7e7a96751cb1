"""Selections in a browser: selecting, reading time, exported files, sharing, proposals, the visitor's own server, copying."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from annuaire import exports
from annuaire.building import serve
from annuaire.directory.record import Header
from annuaire.downloads import badge, bundles, selection
from annuaire.model import Edition
from tests.browser.conftest import continue_delayed
from tests.support import export_cases, past_editions, roots, served, sites

# A fiche, the name of a button on its page, and the text that it copies.
COPIED = (
    ("camille-duval", "Copier l’identifiant", "@camille@mastodon.example"),
    ("elodie-aubert", "Copier l’adresse", "https://elodie.example/flux.xml"),
)
THREE = ("camille-duval", "elodie-aubert", "oeuvres-vives")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = past_editions.make(tmp_path_factory.mktemp("past") / "root")
    shutil.copytree(roots.REPOSITORY / "theme", root / "theme")
    shutil.copy(roots.REPOSITORY / "pelicanconf.py", root)
    command = [sys.executable, "-m", "annuaire", "--root", str(root), "build"]
    subprocess.run(command, check=True, capture_output=True)
    return root


@pytest.fixture(scope="module")
def past(root: Path) -> Iterator[str]:
    """The address of the site of `past_editions`, with known paces."""
    server = serve.start(root / "output", 0)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def select(page: Page, past: str, *ids: str) -> None:
    """Select fiches on the page of all fiches."""
    page.goto(f"{past}/comptes/index.html")
    with page.expect_response(
        "**/selection.json"
    ):  # loaded with the first one, so that exporting makes no request
        page.locator(f"[data-fiche={ids[0]}] .tick input").check()
    for id in ids[1:]:
        page.locator(f"[data-fiche={id}] .tick input").check()


def open_board(page: Page, past: str) -> None:
    page.goto(f"{past}/emporter/index.html")
    expect(page.locator("[data-board]")).to_be_visible()


def download(page: Page, label: str) -> bytes:
    """Click on the button of a format; return the downloaded file."""
    with page.expect_download() as found:
        page.locator("[data-board]").get_by_role(
            "button", name=re.compile(rf"^{re.escape(label)}( \(\d+\))?$")
        ).click()
    return found.value.path().read_bytes()


def expected(root: Path, form: str, ids: tuple[str, ...]) -> bytes:
    """Return the file that Python writes for the same fiches."""
    found = past_editions.takeaway(root, "http://localhost:8000")
    value = json.loads(dict(bundles.browser_data(found))[selection.PATH])["header"]
    source = f"{value['source']}#s={','.join(ids)}"
    header = Header(**{**value, "source": source, "notes": tuple(value["notes"])})
    (module,) = [one for one in exports.FORMATS if form == one.NAME]
    return exports.write(module, [found.records[id] for id in ids], header).encode()


def test_exported_files_are_those_of_python_and_need_no_request(
    page: Page, past: str, root: Path, context: BrowserContext
) -> None:
    select(page, past, *THREE)
    expect(page.get_by_role("complementary", name="Ma sélection").locator("[aria-live]")).to_have_text(
        "3 fiches gardées"
    )
    page.get_by_role("link", name="Voir et emporter").click()
    expect(page.locator("[data-part=list] li")).to_have_count(3)
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    context.set_offline(True)
    labels = {"mastodon": "Abonnements Mastodon", "mastodon-listes": "Listes Mastodon", "bluesky": "Comptes Bluesky",
              "opml": "Flux (OPML)", "vcard": "Carnet d’adresses (vCard)", "markdown": "Texte (Markdown)",
              "csv": "Tableau (CSV)", "json": "Données (JSON)", "x": "Liens de suivi X"}  # fmt: skip
    assert labels.keys() == {form.NAME for form in exports.FORMATS}
    for form, label in labels.items():
        assert download(page, label) == expected(root, form, THREE), form
    assert [url for url in requested if not url.startswith("blob:")] == []


def test_the_browser_writes_the_same_bytes_for_the_table_of_cases(page: Page, past: str, root: Path) -> None:
    (writers,) = (root / "output" / "theme" / "js" / "takeaway").glob("formats.*.js")
    page.goto(f"{past}/404.html")
    script = (
        f"async (data) => ({export_cases.SCRIPT})(await import('/theme/js/takeaway/{writers.name}'), data)"
    )
    written = page.evaluate(script, json.loads(export_cases.as_json()))
    assert written == export_cases.written()


def test_the_summary_has_the_size_the_networks_and_the_reading_time(page: Page, past: str) -> None:
    select(page, past, *THREE)
    open_board(page, past)
    # Camille 14.2 messages a week and Élodie 3: 2.5 a day, 1.2 minutes; the pace of the third is unknown.
    expect(page.locator("[data-part=summary]")).to_have_text(
        "3 fiches\u202f; Mastodon 2, X 1, Site 1, Bluesky 2, Flux 1\u202f; environ 2 messages par jour, 2 minutes de lecture"
        "\u202f; rythme inconnu pour 1 fiche."
    )
    for name in ("Camille Duval", "Élodie Aubert"):
        page.get_by_role("button", name=f"Retirer {name}").click()
    expect(page.locator("[data-part=summary]")).to_contain_text("rythme inconnu pour 1 fiche.")
    # Élodie alone: 0.4 a day.
    page.get_by_role("button", name="Retirer Œuvres vives").click()
    select(page, past, "elodie-aubert")
    open_board(page, past)
    expect(page.locator("[data-part=summary]")).to_have_text(
        "1 fiche\u202f; Bluesky 1, Flux 1\u202f; moins d’un message par jour, 1 minute de lecture."
    )


def test_the_copy_button_is_beside_the_address(page: Page, past: str) -> None:
    select(page, past, "zoe-ndiaye")
    open_board(page, past)
    field = page.get_by_label("Adresse de cette sélection").bounding_box()
    copy = page.locator("[data-part=copy]").bounding_box()
    assert field and copy
    assert copy["y"] == field["y"]
    assert 0 < copy["x"] - field["x"] - field["width"] <= 16


def test_a_selection_is_made_and_exported_with_the_keyboard(page: Page, past: str) -> None:
    page.goto(f"{past}/categories/auteurs/index.html")
    first = page.locator(".tick input").first
    expect(first).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if first.evaluate("(box) => box === document.activeElement"):
            break
    assert first.evaluate("(box) => box.matches(':focus-visible')")
    selected = first.evaluate("(box) => box.closest('[data-fiche]').dataset.fiche")
    page.keyboard.press("Space")
    tray = page.get_by_role("complementary", name="Ma sélection")
    expect(tray.locator("[aria-live]")).to_have_text("1 fiche gardée")
    tray.get_by_role("link").focus()
    page.keyboard.press("Enter")
    button = page.locator("[data-form=json]")
    expect(button).to_be_visible()
    button.focus()
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    assert json.loads(found.value.path().read_bytes())["fiches"][0]["id"] == selected
    assert found.value.suggested_filename == "cinq-comptes-2026-11-selection-fiches.json"


def test_buttons_are_disabled_until_their_scripts_are_loaded(page: Page, past: str) -> None:
    select(page, past, "zoe-ndiaye")
    delayed: list[Route] = []
    page.route(re.compile(r"/formats\b.*\.js"), lambda route: delayed.append(route))
    with page.expect_request(re.compile(r"/formats\b.*\.js")):
        page.goto(f"{past}/emporter/index.html")
    expect(page.locator("[data-board] h2")).to_be_visible()
    expect(page.locator("[data-form]:enabled")).to_have_count(0)
    expect(page.get_by_text("Rien encore")).to_be_hidden()
    continue_delayed(page, delayed)
    expect(page.locator("[data-form=json]")).to_be_enabled()
    expect(page.get_by_text("Rien encore")).to_be_hidden()


def test_a_shared_selection_is_stored_only_on_request(page: Page, past: str) -> None:
    page.goto(f"{past}/emporter/index.html#s=zoe-ndiaye,camille-duval,personne")
    expect(page.locator("[data-part=list] a")).to_have_text(["Camille Duval", "Zoé Ndiaye"])
    assert page.evaluate("localStorage.length") == 0
    expect(page.locator("[data-part=address]")).to_have_value(
        f"{past}/emporter/index.html#s=camille-duval,zoe-ndiaye"
    )
    page.get_by_role("button", name="Garder cette sélection").click()
    expect(page).to_have_url(f"{past}/emporter/index.html")
    page.goto(f"{past}/comptes/zoe-ndiaye/index.html")
    expect(page.locator("[data-tick] input")).to_be_checked()


def test_removed_fiches_of_a_selection_are_reported(page: Page, past: str) -> None:
    select(page, past, "zoe-ndiaye")
    page.goto(f"{past}/emporter/index.html#s=partie-un,partie-deux")
    summary = page.locator("[data-part=summary]")
    expect(summary).to_have_text("2 fiches ne sont plus dans l’annuaire.")
    expect(page.get_by_role("button", name="Garder cette sélection")).to_be_hidden()
    page.get_by_role("button", name="Revenir à la mienne").click()
    expect(page.locator("[data-part=list] a")).to_have_text(["Zoé Ndiaye"])
    page.evaluate("localStorage.setItem('annuaire.selection', '[\"partie-un\", \"zoe-ndiaye\"]')")
    page.reload()
    expect(summary).to_have_text(re.compile(r"^1\sfiche.*1\sfiche n’est plus dans l’annuaire\.$"))


def test_a_page_restored_from_memory_shows_the_current_selection(page: Page, past: str) -> None:
    """With « back », Firefox and Safari restore the page from memory (bfcache), which is off in Playwright's Chromium."""
    open_board(page, past)
    expect(page.locator("[data-part=empty]")).to_be_visible()
    page.evaluate("""() => {
      localStorage.setItem('annuaire.selection', '["zoe-ndiaye"]');
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    }""")
    expect(page.locator("[data-part=list] a")).to_have_text(["Zoé Ndiaye"])


def test_a_fiche_added_in_another_tab_or_before_back_is_counted(
    page: Page, past: str, context: BrowserContext
) -> None:
    select(page, past, "zoe-ndiaye")
    other = context.new_page()
    other.goto(f"{past}/comptes/camille-duval/index.html")
    other.locator("[data-tick] .tick input").check()
    for one in (page, other):
        expect(one.locator(".tray p")).to_have_text(re.compile(r"^2\s"))
    page.evaluate("""() => {
      localStorage.setItem('annuaire.selection', '["zoe-ndiaye"]');
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    }""")
    expect(page.locator(".tray p")).to_have_text(re.compile(r"^1\s"))


def test_the_data_of_a_selection_are_requested_again_after_a_failure(page: Page, past: str) -> None:
    page.route("**/selection.json", lambda route: route.fulfill(status=503))
    page.goto(f"{past}/comptes/index.html")
    box = page.locator("[data-fiche=zoe-ndiaye] .tick input")
    with page.expect_response("**/selection.json"):
        box.check()
    page.unroute("**/selection.json")
    with page.expect_response("**/selection.json") as answer:
        page.locator("[data-fiche=camille-duval] .tick input").check()
    assert answer.value.ok


@pytest.mark.parametrize(
    ("file", "status"),
    [("data/selection.json", 404), ("takeaway/formats.*.js", 500), ("takeaway/budget.*.js", 404)],
)
def test_a_board_that_is_not_all_loaded_says_so(page: Page, past: str, file: str, status: int) -> None:
    page.route(f"**/{file}", lambda route: route.fulfill(status=status))
    page.goto(f"{past}/emporter/index.html#s=zoe-ndiaye")
    expect(page.locator("[data-part=summary]")).to_have_text(re.compile("n’a pas pu être lue"))
    names = page.locator("[data-part=list] a")
    expect(names).to_have_text([] if "selection" in file else ["Zoé Ndiaye"])
    for button in page.locator("[data-form]").all():
        expect(button).to_be_disabled()
    expect(page.locator("#tout")).to_be_visible()


def test_a_shared_selection_is_shown_before_what_follows_it(page: Page, past: str) -> None:
    page.route("**/selection.json", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.goto(f"{past}/emporter/index.html#s=zoe-ndiaye")
    files = page.locator("#tout")
    expect(files).to_be_hidden()
    expect(page.locator("[data-part=list] a")).to_have_text(["Zoé Ndiaye"])
    expect(files).to_be_visible()


@pytest.mark.parametrize("pattern", ["{}%2C{}", "{},{}.", "{},%20{})", "{},{},"])
def test_an_address_altered_by_a_mail_program_is_understood(page: Page, past: str, pattern: str) -> None:
    page.goto(f"{past}/emporter/index.html#s={pattern.format('zoe-ndiaye', 'camille-duval')}")
    expect(page.locator("[data-part=list] a")).to_have_text(["Camille Duval", "Zoé Ndiaye"])
    expect(page.locator("[data-part=summary]")).not_to_contain_text("n’est plus")


@pytest.mark.parametrize("title", ["Cent comptes", "Comptes francophones à suivre", "WWW"])
def test_the_text_of_a_badge_fits(page: Page, title: str) -> None:
    edition = Edition("2026-11", date(2026, 11, 2), "Édition de novembre 2026", "", False, ())
    page.set_content(badge.svg(title, edition, "#fff", "#000"))
    lengths = page.evaluate(
        "[...document.querySelectorAll('text')].map((text) => text.getComputedTextLength())"
    )
    assert max(lengths) < page.locator("svg").evaluate("(svg) => svg.width.baseVal.value") - 8


def test_viewing_another_selection_does_not_change_the_stored_one(page: Page, past: str) -> None:
    """A shared selection and a proposal are viewed, reduced and closed."""
    select(page, past, *THREE)
    before = page.evaluate("JSON.stringify({...localStorage})")
    page.goto(f"{past}/emporter/index.html#s=zoe-ndiaye,camille-duval")
    listed = page.locator("[data-part=list] a")
    page.get_by_role("button", name="Retirer Camille Duval").click()
    expect(listed).to_have_text(["Zoé Ndiaye"])
    expect(page).to_have_url(f"{past}/emporter/index.html#s=zoe-ndiaye")
    page.get_by_label("Minutes par jour").fill("1")
    page.get_by_role("button", name="Proposer une sélection").click()
    expect(listed).to_have_text(["Élodie Aubert"])
    page.get_by_role("button", name="Revenir à la mienne").click()
    expect(listed).to_have_count(3)
    assert page.evaluate("JSON.stringify({...localStorage})") == before
    page.goto(f"{past}/emporter/index.html#s=zoe-ndiaye")
    page.get_by_role("button", name="Garder cette sélection").click()
    expect(listed).to_have_count(4)


def test_sites_on_one_host_have_separate_selections(page: Page, root: Path, tmp_path: Path) -> None:
    sites.built(root, tmp_path / "un", "")
    shutil.copytree(tmp_path / "un", tmp_path / "deux")
    box = page.locator("[data-fiche=zoe-ndiaye] .tick input")
    with served.served(tmp_path) as address:
        page.goto(f"{address}/un/comptes/index.html")
        box.check()
        page.goto(f"{address}/deux/comptes/index.html")
        expect(box).not_to_be_checked()
        page.goto(f"{address}/un/comptes/index.html")
        expect(box).to_be_checked()


def test_without_storage_a_selection_lasts_as_long_as_the_page(page: Page, past: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('refused'); }")
    page.goto(f"{past}/comptes/index.html")
    box = page.locator("[data-fiche=camille-duval] .tick input")
    box.check()
    expect(box).to_be_checked()
    tray = page.get_by_role("complementary", name="Ma sélection")
    expect(tray.locator("[aria-live]")).to_have_text("1 fiche gardée")
    tray.get_by_role("link", name="Voir et emporter").click()
    expect(page.locator("[data-part=list] a")).to_have_text(["Camille Duval"])


def test_storage_that_works_again_holds_the_whole_selection(page: Page, past: str) -> None:
    page.goto(f"{past}/comptes/index.html")
    page.evaluate(
        "() => { globalThis.kept = Storage.prototype.setItem; Storage.prototype.setItem = () => { throw new Error(); }; }"
    )
    page.locator("[data-fiche=camille-duval] .tick input").check()
    page.evaluate("() => { Storage.prototype.setItem = globalThis.kept; }")
    page.locator("[data-fiche=zoe-ndiaye] .tick input").check()
    page.get_by_role("link", name="Voir et emporter").click()
    expect(page.locator("[data-part=list] a")).to_have_text(["Camille Duval", "Zoé Ndiaye"])
    expect(page.get_by_role("heading", name="Ma sélection")).to_be_visible()


def test_one_fiche_then_all_are_removed(page: Page, past: str) -> None:
    select(page, past, *THREE)
    open_board(page, past)
    page.get_by_role("button", name="Retirer Élodie Aubert").click()
    expect(page.locator("[data-part=list] li")).to_have_count(2)
    # The focus goes to the next one, or to the one before at the end.
    expect(page.locator("[data-part=list] button:focus")).to_have_count(1)
    page.get_by_role("button", name="Tout retirer").click()
    expect(page.locator("[data-part=empty]")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    # A wrong click loses nothing.
    page.get_by_role("button", name="Rétablir").click()
    expect(page.locator("[data-part=list] li")).to_have_count(2)
    expect(page.get_by_role("button", name="Rétablir")).to_be_hidden()


def test_a_proposal_fits_the_minutes_and_the_categories(page: Page, past: str) -> None:
    open_board(page, past)
    page.get_by_label("Minutes par jour").fill("1")
    page.get_by_role("button", name="Proposer une sélection").click()
    # Camille takes 61 seconds a day, Élodie 13: one minute is enough for Élodie only; unknown paces are not proposed.
    expect(page.locator("[data-part=list] a")).to_have_text(["Élodie Aubert"])
    page.get_by_label("Minutes par jour").fill("30")
    page.get_by_label("Journalistes").check()
    page.get_by_role("button", name="Proposer une sélection").click()
    expect(page.locator("[data-part=list] a")).to_have_text(["Camille Duval"])
    page.get_by_label("Minutes par jour").fill("1")
    page.get_by_role("button", name="Proposer une sélection").click()
    expect(page.locator("[data-part=summary]")).to_have_text(
        "Aucun compte au rythme connu ne tient dans ce temps."
    )
    expect(page.locator("[data-part=list] a")).to_have_text(["Camille Duval"])


def test_a_proposal_works_with_a_single_category(page: Page, past: str) -> None:
    """`form.elements.category` is then one checkbox, not a list."""
    page.route("**/emporter/index.html", lambda route: route.fulfill(
        body=re.sub(r'(<label><input type="checkbox" name="category".*\n?)+(?=</fieldset>)',
                    '<label><input type="checkbox" name="category" value="journalistes"> Journalistes</label>\n',
                    route.fetch().text()), content_type="text/html"))  # fmt: skip
    open_board(page, past)
    expect(page.locator("[name=category]")).to_have_count(1)
    page.get_by_role("button", name="Proposer une sélection").click()
    expect(page.locator("[data-part=list] a")).to_have_text(["Camille Duval"])


def test_the_visitors_server_is_stored_and_can_be_forgotten(page: Page, past: str) -> None:
    page.goto(f"{past}/comptes/oeuvres-vives/index.html")
    page.get_by_text("Je suis sur…").click()
    page.get_by_label("Mastodon", exact=True).check()
    page.get_by_label("Mon serveur Mastodon").fill("n’importe quoi")
    page.get_by_role("button", name="Retenir").click()
    expect(page.get_by_label("Mon serveur Mastodon")).to_be_focused()
    page.get_by_label("Mon serveur Mastodon").fill("@moi@Chez.Example")
    page.get_by_role("button", name="Retenir").click()
    link = page.get_by_role("link", name="Suivre depuis chez.example")
    expected_address = "https://chez.example/authorize_interaction?uri=oeuvres%40livres.example"
    expect(link).to_have_attribute("href", expected_address)
    page.goto(f"{past}/comptes/camille-duval/index.html")
    expect(page.get_by_role("link", name="Suivre depuis chez.example")).to_be_visible()
    page.get_by_text("Je suis sur…").click()
    page.get_by_role("button", name="Oublier").click()
    expect(page.get_by_role("link", name="Suivre sur Mastodon")).to_have_attribute(
        "href", "https://mastodon.example/@camille"
    )
    assert page.evaluate("localStorage.length") == 0


def test_a_valid_server_implies_mastodon(page: Page, past: str) -> None:
    page.goto(f"{past}/comptes/oeuvres-vives/index.html")
    page.get_by_text("Je suis sur…").click()
    page.get_by_label("Mon serveur Mastodon").fill("pas un serveur")
    page.get_by_role("button", name="Retenir").click()
    expect(page.get_by_label("Mon serveur Mastodon")).to_have_attribute("aria-invalid", "true")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_label("Mon serveur Mastodon").fill("piaille.example")
    page.get_by_role("button", name="Retenir").click()
    expect(page.get_by_role("link", name="Suivre depuis piaille.example")).to_be_visible()
    expect(page.get_by_label("Mastodon", exact=True)).to_be_checked()


def test_the_visitors_networks_come_first(page: Page, past: str) -> None:
    page.goto(f"{past}/comptes/camille-duval/index.html")
    page.get_by_text("Je suis sur…").click()
    page.get_by_label("X", exact=True).check()
    page.get_by_role("button", name="Retenir").click()
    expect(page.locator("[data-follow]").first).to_have_attribute("data-follow", "x:CamilleDuval")
    expect(page.locator(".account-first [data-follow]")).to_have_attribute("data-follow", "x:CamilleDuval")
    expect(page.get_by_text("à suivre d’abord")).to_be_hidden()
    page.get_by_label("X", exact=True).uncheck()
    page.get_by_label("Mastodon", exact=True).check()  # without a server, which not everybody has at hand
    page.get_by_role("button", name="Retenir").click()
    expect(page.locator("[data-follow]").first).to_have_attribute(
        "data-follow", "mastodon:camille@mastodon.example"
    )
    expect(page.get_by_role("link", name="Suivre sur Mastodon")).to_have_attribute(
        "href", "https://mastodon.example/@camille"
    )
    expect(page.get_by_text("à suivre d’abord")).to_be_visible()


def test_changes_in_another_tab_are_applied(page: Page, context: BrowserContext, past: str) -> None:
    page.goto(f"{past}/comptes/camille-duval/index.html")
    other = context.new_page()
    other.goto(f"{past}/comptes/camille-duval/index.html")
    other.get_by_text("Je suis sur…").click()
    other.get_by_label("Mon serveur Mastodon").fill("piaille.example")
    other.get_by_role("button", name="Retenir").click()
    expect(page.get_by_role("link", name="Suivre depuis piaille.example")).to_be_visible()
    # What is being written stays when something else changes.
    other.get_by_label("Mon serveur Mastodon").fill("rien")
    page.locator("[data-tick] .tick input").check()
    expect(other.locator(".tray p")).to_have_text(re.compile(r"^1\s"))
    expect(other.get_by_label("Mon serveur Mastodon")).to_have_value("rien")
    other.get_by_role("button", name="Retenir").click()
    expect(other.get_by_label("Mon serveur Mastodon")).to_have_attribute("aria-invalid", "true")
    other.get_by_role("button", name="Oublier").click()
    expect(other.get_by_label("Mon serveur Mastodon")).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("link", name="Suivre sur Mastodon")).to_be_visible()


def test_a_copy_button_copies_its_text(page: Page, context: BrowserContext, past: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    for id, button, copied in COPIED:
        page.goto(f"{past}/comptes/{id}/index.html")
        page.get_by_role("button", name=button).click()
        expect(page.locator("[aria-live]").filter(has_text="Copié")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == copied


def test_a_text_that_cannot_be_copied_is_shown(page: Page, past: str) -> None:
    id, button, copied = COPIED[0]
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
    page.goto(f"{past}/comptes/{id}/index.html")
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text(copied, exact=True).and_(page.locator("[aria-live]"))).to_be_visible()


@pytest.mark.parametrize(
    "script", ["Object.defineProperty(navigator, 'clipboard', { value: undefined })", ""]
)
def test_without_a_clipboard_there_is_no_copy_button(page: Page, past: str, script: str) -> None:
    id, button, _ = COPIED[0]
    page.add_init_script(script)
    page.goto(f"{past}/comptes/{id}/index.html", wait_until="networkidle")  # until copy.js is loaded
    expect(page.get_by_role("button", name=button)).to_have_count(0 if script else 1)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_files_are_plain_links_and_no_control_is_shown(
    page: Page, past: str, root: Path
) -> None:
    page.goto(f"{past}/categories/auteurs/index.html")
    expect(page.get_by_role("checkbox")).to_have_count(0)
    for label, file in (
        ("Abonnements Mastodon", "mastodon.csv"),
        ("Comptes Bluesky", "bluesky.json"),
        ("Données (JSON)", "fiches.json"),
    ):
        with page.expect_download() as found:
            page.get_by_role("link", name=label).click()
        assert found.value.path().read_bytes() == (root / "output/categories/auteurs" / file).read_bytes()
    page.goto(f"{past}/emporter/index.html")
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("complementary", name="Ma sélection")).to_have_count(0)
    page.goto(f"{past}/editions/index.html")
    page.get_by_role("link", name=re.compile("^Depuis le .*septembre")).click()
    expect(page.get_by_role("heading", name="2\u00a0arrivées")).to_be_visible()
    page.goto(f"{past}/comptes/camille-duval/index.html")
    expect(page.get_by_text("Je suis sur…")).to_have_count(0)


def test_no_script_logs_an_error(page: Page, past: str) -> None:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    for place in ("index", "comptes/index", "comptes/camille-duval/index", "emporter/index", "404"):
        page.goto(f"{past}/{place}.html")
        page.wait_for_load_state("networkidle")
    assert messages == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_elements_added_by_scripts(page: Page, past: str, axe: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.add_init_script(axe)
    select(page, past, *THREE)
    faults = {}
    for place in ("emporter", "editions/2026-09/depuis", "comptes/camille-duval"):
        page.goto(f"{past}/{place}/index.html")
        expect(page.locator(".tray, [data-board]").first).to_be_attached()
        for summary in page.locator("summary").all():
            summary.click()
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations'], preload: false})")[
            "violations"
        ]
        faults[place] = [
            f"{fault['id']} {[node['target'] for node in fault['nodes']][:3]}" for fault in found
        ]
    assert {place: found for place, found in faults.items() if found} == {}
