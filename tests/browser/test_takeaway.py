"""The whole journey in a real browser: tick, see what it asks to read, take the files away, share, follow, forget."""

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
from tests.support import export_cases, past_editions, roots, served, sites

# Whose page has a button, which, and what it copies.
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
    """The address of a site of five invented people with a past and measured paces."""
    server = serve.start(root / "output", 0)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def tick(page: Page, past: str, *ids: str) -> None:
    """Keep fiches from the list of all of them."""
    page.goto(f"{past}/comptes/index.html")
    with page.expect_response("**/selection.json"):  # at the first tick, so that exporting asks for nothing
        page.locator(f"[data-fiche={ids[0]}] .tick input").check()
    for id in ids[1:]:
        page.locator(f"[data-fiche={id}] .tick input").check()


def board(page: Page, past: str) -> None:
    page.goto(f"{past}/emporter/index.html")
    expect(page.locator("[data-board]")).to_be_visible()


def take(page: Page, label: str) -> bytes:
    """Press a format's button and return the file that the browser saves."""
    with page.expect_download() as found:
        page.locator("[data-board]").get_by_role(
            "button", name=re.compile(rf"^{re.escape(label)}( \(\d+\))?$")
        ).click()
    return found.value.path().read_bytes()


def expected(root: Path, form: str, ids: tuple[str, ...]) -> bytes:
    """Return what Python writes for the same fiches."""
    found = past_editions.takeaway(root, "http://localhost:8000")
    value = json.loads(dict(bundles.browser_data(found))[selection.PATH])["header"]
    source = f"{value['source']}#s={','.join(ids)}"
    header = Header(**{**value, "source": source, "notes": tuple(value["notes"])})
    (module,) = [one for one in exports.FORMATS if form == one.NAME]
    return exports.write(module, [found.records[id] for id in ids], header).encode()


def test_three_ticks_then_every_file_is_what_the_build_would_write_and_nothing_is_asked(
    page: Page, past: str, root: Path, context: BrowserContext
) -> None:
    tick(page, past, *THREE)
    expect(page.get_by_role("complementary", name="Ma sélection").locator("[aria-live]")).to_have_text(
        "3 fiches gardées"
    )
    page.get_by_role("link", name="Voir et emporter").click()
    expect(page.locator("[data-part=list] li")).to_have_count(3)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    context.set_offline(True)
    labels = {"mastodon": "Abonnements Mastodon", "mastodon-listes": "Listes Mastodon", "bluesky": "Comptes Bluesky",
              "opml": "Flux (OPML)", "vcard": "Carnet d’adresses (vCard)", "markdown": "Texte (Markdown)",
              "csv": "Tableau (CSV)", "json": "Données (JSON)", "x": "Liens de suivi X"}  # fmt: skip
    assert labels.keys() == {form.NAME for form in exports.FORMATS}
    for form, label in labels.items():
        assert take(page, label) == expected(root, form, THREE), form
    assert [url for url in asked if not url.startswith("blob:")] == []


def test_the_browser_writes_the_table_of_cases_to_the_byte(page: Page, past: str, root: Path) -> None:
    (writers,) = (root / "output" / "theme" / "js" / "takeaway").glob("formats.*.js")
    page.goto(f"{past}/404.html")
    script = (
        f"async (data) => ({export_cases.SCRIPT})(await import('/theme/js/takeaway/{writers.name}'), data)"
    )
    theirs = page.evaluate(script, json.loads(export_cases.as_json()))
    assert theirs == export_cases.written()


def test_the_selection_says_its_size_its_networks_and_what_it_asks_to_read(page: Page, past: str) -> None:
    tick(page, past, *THREE)
    board(page, past)
    # Camille 14.2 a week and Élodie 3: 2.5 messages a day, 1.2 minutes; the third is not known.
    expect(page.locator("[data-part=summary]")).to_have_text(
        "3 fiches\u202f; Mastodon 2, X 1, Site 1, Bluesky 2, Flux 1\u202f; environ 2 messages par jour, 2 minutes de lecture"
        "\u202f; rythme inconnu pour 1 fiche."
    )
    # Élodie alone: 0.4 a day.
    for name in ("Camille Duval", "Œuvres vives"):
        page.get_by_role("button", name=f"Retirer {name}").click()
    expect(page.locator("[data-part=summary]")).to_have_text(
        "1 fiche\u202f; Bluesky 1, Flux 1\u202f; moins d’un message par jour, 1 minute de lecture."
    )


def test_the_address_of_a_selection_stands_beside_what_copies_it(page: Page, past: str) -> None:
    tick(page, past, "zoe-ndiaye")
    board(page, past)
    field = page.get_by_label("Adresse de cette sélection").bounding_box()
    copy = page.locator("[data-part=copy]").bounding_box()
    assert field and copy
    assert copy["y"] == field["y"]
    assert 0 < copy["x"] - field["x"] - field["width"] <= 16


def test_a_selection_is_taken_with_the_keyboard_alone(page: Page, past: str) -> None:
    page.goto(f"{past}/categories/auteurs/index.html")
    first = page.locator(".tick input").first
    expect(first).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if first.evaluate("(box) => box === document.activeElement"):
            break
    assert first.evaluate("(box) => box.matches(':focus-visible')")
    of_the_day = first.evaluate("(box) => box.closest('[data-fiche]').dataset.fiche")
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
    assert json.loads(found.value.path().read_bytes())["fiches"][0]["id"] == of_the_day
    assert found.value.suggested_filename == "cinq-comptes-2026-11-selection-fiches.json"


def test_nothing_is_offered_before_it_can_be_done(page: Page, past: str) -> None:
    tick(page, past, "zoe-ndiaye")
    held: list[Route] = []
    page.route(re.compile(r"/formats\b.*\.js"), lambda route: held.append(route))
    with page.expect_request(re.compile(r"/formats\b.*\.js")):
        page.goto(f"{past}/emporter/index.html")
    expect(page.locator("[data-board] h2")).to_be_visible()
    expect(
        page.locator("[data-board] :is([data-form], [data-part=clear])").filter(visible=True)
    ).to_have_count(0)
    expect(page.get_by_text("Rien encore")).to_be_hidden()
    held.pop().continue_()
    expect(page.locator("[data-form=json]")).to_be_visible()
    expect(page.get_by_text("Rien encore")).to_be_hidden()


def test_a_selection_is_shared_by_its_address_and_kept_only_when_asked(page: Page, past: str) -> None:
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


def test_a_selection_of_fiches_that_are_gone_says_so_and_leads_back(page: Page, past: str) -> None:
    tick(page, past, "zoe-ndiaye")
    page.goto(f"{past}/emporter/index.html#s=partie-un,partie-deux")
    summary = page.locator("[data-part=summary]")
    expect(summary).to_have_text("2 fiches ne sont plus dans l’annuaire.")
    expect(page.get_by_role("button", name="Garder cette sélection")).to_be_hidden()
    page.get_by_role("button", name="Revenir à la mienne").click()
    expect(page.locator("[data-part=list] a")).to_have_text(["Zoé Ndiaye"])
    page.evaluate("localStorage.setItem('annuaire.selection', '[\"partie-un\", \"zoe-ndiaye\"]')")
    page.reload()
    expect(summary).to_have_text(re.compile(r"^1\sfiche.*1\sfiche n’est plus dans l’annuaire\.$"))


def test_a_page_that_the_browser_had_kept_comes_back_with_what_is_kept_now(page: Page, past: str) -> None:
    """Firefox and Safari show again, by « back », the page as it was left; Playwright's Chromium keeps none."""
    board(page, past)
    expect(page.locator("[data-part=empty]")).to_be_visible()
    page.evaluate("""() => {
      localStorage.setItem('annuaire.selection', '["zoe-ndiaye"]');
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    }""")
    expect(page.locator("[data-part=list] a")).to_have_text(["Zoé Ndiaye"])


def test_a_selection_whose_facts_did_not_come_is_asked_for_again(page: Page, past: str) -> None:
    page.route("**/selection.json", lambda route: route.fulfill(status=503))
    page.goto(f"{past}/comptes/index.html")
    box = page.locator("[data-fiche=zoe-ndiaye] .tick input")
    with page.expect_response("**/selection.json"):
        box.check()
    page.unroute("**/selection.json")
    with page.expect_response("**/selection.json") as answer:
        page.locator("[data-fiche=camille-duval] .tick input").check()
    assert answer.value.ok


def test_what_follows_a_shared_selection_waits_for_it(page: Page, past: str) -> None:
    page.route("**/selection.json", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.goto(f"{past}/emporter/index.html#s=zoe-ndiaye")
    files = page.locator("#tout")
    expect(files).to_be_hidden()
    expect(page.locator("[data-part=list] a")).to_have_text(["Zoé Ndiaye"])
    expect(files).to_be_visible()


@pytest.mark.parametrize("sent", ["{}%2C{}", "{},{}.", "{},%20{})", "{},{},"])
def test_an_address_that_a_letter_or_a_mailer_wrote_otherwise_is_read(
    page: Page, past: str, sent: str
) -> None:
    page.goto(f"{past}/emporter/index.html#s={sent.format('zoe-ndiaye', 'camille-duval')}")
    expect(page.locator("[data-part=list] a")).to_have_text(["Camille Duval", "Zoé Ndiaye"])
    expect(page.locator("[data-part=summary]")).not_to_contain_text("n’est plus")


@pytest.mark.parametrize("title", ["Cent comptes", "Comptes francophones à suivre", "WWW"])
def test_the_words_of_a_badge_are_inside_it(page: Page, title: str) -> None:
    edition = Edition("2026-11", date(2026, 11, 2), "Édition de novembre 2026", "", False, ())
    page.set_content(badge.svg(title, edition, "#fff", "#000"))
    lengths = page.evaluate(
        "[...document.querySelectorAll('text')].map((text) => text.getComputedTextLength())"
    )
    assert max(lengths) < page.locator("svg").evaluate("(svg) => svg.width.baseVal.value") - 8


def test_what_is_only_looked_at_takes_nothing_from_what_is_kept(page: Page, past: str) -> None:
    """A shared selection and a proposal are looked at, cut down and put away without a change to one's own."""
    tick(page, past, *THREE)
    kept = page.evaluate("JSON.stringify({...localStorage})")
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
    assert page.evaluate("JSON.stringify({...localStorage})") == kept
    page.goto(f"{past}/emporter/index.html#s=zoe-ndiaye")
    page.get_by_role("button", name="Garder cette sélection").click()
    expect(listed).to_have_count(4)


def test_sites_in_folders_of_one_host_keep_apart(page: Page, root: Path, tmp_path: Path) -> None:
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


def test_without_leave_to_store_ticks_hold_while_the_page_lasts(page: Page, past: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('refused'); }")
    page.goto(f"{past}/comptes/index.html")
    box = page.locator("[data-fiche=camille-duval] .tick input")
    box.check()
    expect(box).to_be_checked()
    tray = page.get_by_role("complementary", name="Ma sélection")
    expect(tray.locator("[aria-live]")).to_have_text("1 fiche gardée")


def test_one_fiche_then_all_are_taken_off(page: Page, past: str) -> None:
    tick(page, past, *THREE)
    board(page, past)
    page.get_by_role("button", name="Retirer Élodie Aubert").click()
    expect(page.locator("[data-part=list] li")).to_have_count(2)
    # Where the eye is: at the next one, or at the one before where there is none.
    expect(page.locator("[data-part=list] button:focus")).to_have_count(1)
    page.get_by_role("button", name="Tout retirer").click()
    expect(page.locator("[data-part=empty]")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_a_proposal_fits_the_minutes_and_the_trades(page: Page, past: str) -> None:
    board(page, past)
    page.get_by_label("Minutes par jour").fill("1")
    page.get_by_role("button", name="Proposer une sélection").click()
    # Camille asks 61 seconds a day, Élodie 13: one minute is Élodie alone, and nobody unknown.
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


def test_a_directory_of_one_trade_proposes_too(page: Page, past: str) -> None:
    """A lone checkbox is no list of boxes."""
    page.route("**/emporter/index.html", lambda route: route.fulfill(
        body=re.sub(r'(<label><input type="checkbox" name="category".*\n?)+(?=</fieldset>)',
                    '<label><input type="checkbox" name="category" value="journalistes"> Journalistes</label>\n',
                    route.fetch().text()), content_type="text/html"))  # fmt: skip
    board(page, past)
    expect(page.locator("[name=category]")).to_have_count(1)
    page.get_by_role("button", name="Proposer une sélection").click()
    expect(page.locator("[data-part=list] a")).to_have_text(["Camille Duval"])


def test_where_the_visitor_is_is_said_once_and_forgotten_in_one_click(page: Page, past: str) -> None:
    page.goto(f"{past}/comptes/oeuvres-vives/index.html")
    page.get_by_text("Je suis sur…").click()
    page.get_by_label("Mastodon", exact=True).check()
    page.get_by_label("Mon serveur Mastodon").fill("n’importe quoi")
    page.get_by_role("button", name="Retenir").click()
    expect(page.get_by_label("Mon serveur Mastodon")).to_be_focused()
    page.get_by_label("Mon serveur Mastodon").fill("@moi@Chez.Example")
    page.get_by_role("button", name="Retenir").click()
    link = page.get_by_role("link", name="Suivre depuis chez.example")
    there = "https://chez.example/authorize_interaction?uri=oeuvres%40livres.example"
    expect(link).to_have_attribute("href", there)
    page.goto(f"{past}/comptes/camille-duval/index.html")
    expect(page.get_by_role("link", name="Suivre depuis chez.example")).to_be_visible()
    page.get_by_text("Je suis sur…").click()
    page.get_by_role("button", name="Oublier").click()
    expect(page.get_by_role("link", name="Suivre sur Mastodon")).to_have_attribute(
        "href", "https://mastodon.example/@camille"
    )
    assert page.evaluate("localStorage.length") == 0


def test_who_writes_a_server_is_on_mastodon(page: Page, past: str) -> None:
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


def test_the_networks_of_the_visitor_come_first(page: Page, past: str) -> None:
    page.goto(f"{past}/comptes/camille-duval/index.html")
    page.get_by_text("Je suis sur…").click()
    page.get_by_label("X", exact=True).check()
    page.get_by_role("button", name="Retenir").click()
    expect(page.locator("[data-follow]").first).to_have_attribute("data-follow", "x:CamilleDuval")
    expect(page.locator(".account-first [data-follow]")).to_have_attribute("data-follow", "x:CamilleDuval")


def test_what_is_said_in_another_tab_holds_here(page: Page, context: BrowserContext, past: str) -> None:
    page.goto(f"{past}/comptes/camille-duval/index.html")
    other = context.new_page()
    other.goto(f"{past}/comptes/camille-duval/index.html")
    other.get_by_text("Je suis sur…").click()
    other.get_by_label("Mon serveur Mastodon").fill("piaille.example")
    other.get_by_role("button", name="Retenir").click()
    expect(page.get_by_role("link", name="Suivre depuis piaille.example")).to_be_visible()
    other.get_by_label("Mon serveur Mastodon").fill("rien")
    other.get_by_role("button", name="Retenir").click()
    expect(other.get_by_label("Mon serveur Mastodon")).to_have_attribute("aria-invalid", "true")
    other.get_by_role("button", name="Oublier").click()
    expect(other.get_by_label("Mon serveur Mastodon")).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("link", name="Suivre sur Mastodon")).to_be_visible()


def test_what_is_pasted_elsewhere_is_copied_in_one_press(
    page: Page, context: BrowserContext, past: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    for id, button, pasted in COPIED:
        page.goto(f"{past}/comptes/{id}/index.html")
        page.get_by_role("button", name=button).click()
        expect(page.locator("[aria-live]").filter(has_text="Copié")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == pasted


def test_where_the_browser_does_not_copy_what_is_to_be_copied_is_shown(page: Page, past: str) -> None:
    id, button, pasted = COPIED[0]
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
    page.goto(f"{past}/comptes/{id}/index.html")
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text(pasted, exact=True).and_(page.locator("[aria-live]"))).to_be_visible()


@pytest.mark.parametrize(
    "script", ["Object.defineProperty(navigator, 'clipboard', { value: undefined })", ""]
)
def test_a_button_that_could_do_nothing_is_not_there(page: Page, past: str, script: str) -> None:
    id, button, _ = COPIED[0]
    page.add_init_script(script)
    page.goto(f"{past}/comptes/{id}/index.html", wait_until="networkidle")  # copy.js has come
    expect(page.get_by_role("button", name=button)).to_have_count(0 if script else 1)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_everything_is_a_plain_link_and_nothing_is_dead(
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


def test_no_script_complains(page: Page, past: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for place in ("index", "comptes/index", "comptes/camille-duval/index", "emporter/index", "404"):
        page.goto(f"{past}/{place}.html")
        page.wait_for_load_state("networkidle")
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_scripts_bring(page: Page, past: str, axe: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.add_init_script(axe)
    tick(page, past, *THREE)
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
