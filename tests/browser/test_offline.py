"""The site without a connection, once it has been read with one."""

from __future__ import annotations

import json
import re
import threading

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from annuaire.building import serve
from annuaire.directory.directory import Directory
from tests.support import served, sites

READY = "() => navigator.serviceWorker.ready.then(() => new Promise((done) => navigator.serviceWorker.controller ? done() : navigator.serviceWorker.addEventListener('controllerchange', done)))"

# Whether the paper covers the whole icon and the tab runs off it, and how far from the middle the lines go, in widths.
DRAWN = """() => {
  const { x, y, width, height } = document.documentElement.viewBox.baseVal;
  const [paper, lines, tab] = [...document.querySelectorAll('path')].map((path) => path.getBBox());
  const far = (from, length, middle) => Math.max(middle - from, from + length - middle);
  return [
    paper.x <= x && paper.y <= y && paper.x + paper.width >= x + width && paper.y + paper.height >= y + height,
    tab.x + tab.width >= x + width,
    Math.hypot(far(lines.x, lines.width, x + width / 2), far(lines.y, lines.height, y + height / 2)) / width,
  ];
}"""


@pytest.fixture
def local(tmp_path_factory: pytest.TempPathFactory) -> object:
    """A site built for the address where it is served: only such a one has a worker."""
    output = tmp_path_factory.mktemp("local") / "output"
    output.mkdir()
    with served.served(output) as address:
        sites.built(sites.small_root(), output, address)
        yield address


def test_what_was_read_and_the_main_pages_stay_when_the_connection_goes(
    context: BrowserContext, page: Page, local: str
) -> None:
    page.goto(f"{local}/")
    page.evaluate(READY)
    page.goto(f"{local}/comptes/zoe-ndiaye/")
    context.set_offline(True)
    page.goto(f"{local}/comptes/zoe-ndiaye/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoé Ndiaye")
    page.goto(f"{local}/comptes/")
    expect(page.locator("main .line")).to_have_count(5)
    page.goto(f"{local}/recherche/?q=assureuse")
    expect(page.get_by_role("main").get_by_role("article").first).to_be_visible()
    page.goto(f"{local}/comptes/oeuvres-vives/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hors connexion")


def test_a_page_that_is_gone_is_kept_no_longer(context: BrowserContext, page: Page, local: str) -> None:
    place = f"{local}/comptes/zoe-ndiaye/"
    page.goto(f"{local}/")
    page.evaluate(READY)
    page.goto(place)
    context.route(place, lambda route: route.fulfill(status=410, body="partie"))
    page.goto(place)
    context.unroute(place)
    context.set_offline(True)
    page.goto(place)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hors connexion")


def test_what_is_kept_can_be_taken_away_without_a_connection(
    context: BrowserContext, page: Page, local: str
) -> None:
    page.goto(f"{local}/comptes/")
    page.evaluate(READY)
    page.locator("[data-fiche=zoe-ndiaye] .tick input").check()
    context.set_offline(True)
    page.goto(f"{local}/comptes/oeuvres-vives/")
    page.get_by_role("link", name="Ma sélection").click()
    expect(page.locator("[data-part=list] a")).to_have_text(["Zoé Ndiaye"])
    with page.expect_download() as found:
        page.locator("[data-form=json]").click()
    assert b"zoe-ndiaye" in found.value.path().read_bytes()


def test_the_first_page_that_was_read_stays_too_whatever_filters_it(
    context: BrowserContext, page: Page, local: str
) -> None:
    page.goto(f"{local}/comptes/oeuvres-vives/")
    page.evaluate(READY)
    page.goto(f"{local}/categories/auteurs/?tri=nom")
    context.set_offline(True)
    page.goto(f"{local}/comptes/oeuvres-vives/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Œuvres vives")
    page.goto(f"{local}/categories/auteurs/?nature=personne")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Hors connexion")


def test_what_was_seen_before_does_when_an_answer_is_late(
    page: Page, local: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(f"{local}/")
    page.evaluate(READY)
    page.goto(f"{local}/comptes/zoe-ndiaye/")
    page.goto(f"{local}/")
    answer, free = serve.SiteHandler.do_GET, threading.Event()

    def late(handler: serve.SiteHandler) -> None:
        free.wait(60)
        answer(handler)

    monkeypatch.setattr(serve.SiteHandler, "do_GET", late)
    page.goto(f"{local}/comptes/zoe-ndiaye/", wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoé Ndiaye")
    assert not free.is_set()
    free.set()


def test_a_disk_that_is_full_withholds_nothing_that_the_server_gives(page: Page, local: str) -> None:
    page.goto(f"{local}/")
    page.evaluate(READY)
    client = page.context.new_cdp_session(page)
    client.send("Storage.overrideQuotaForOrigin", {"origin": local, "quotaSize": 1000})
    page.goto(f"{local}/comptes/oeuvres-vives/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Œuvres vives")


def test_a_site_read_from_disk_has_no_worker(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate("document.documentElement.dataset.worker") is None
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_a_device_that_cuts_the_icon_to_a_circle_cuts_none_of_its_lines(page: Page, address: str) -> None:
    icons = json.loads(page.request.get(f"{address}/manifest.webmanifest").text())["icons"]
    (maskable,) = [icon for icon in icons if "maskable" in icon["purpose"]]
    page.goto(f"{address}/{maskable['src']}")
    covers, runs_off, farthest = page.evaluate(DRAWN)
    assert covers
    assert runs_off
    assert farthest <= 0.4


def test_the_browser_accepts_the_manifest(page: Page, address: str, directory: Directory) -> None:
    page.goto(address)
    link = page.locator("link[rel=manifest]").get_attribute("href")
    answer = page.request.get(f"{address}/{(link or '').removeprefix('./')}")
    manifest = json.loads(answer.text())
    assert manifest["name"] == directory.publication.title
    for icon in manifest["icons"]:
        assert page.request.get(f"{address}/{icon['src']}").ok
    client = page.context.new_cdp_session(page)
    errors = client.send("Page.getAppManifest")["errors"]
    assert [error for error in errors if not re.search("screenshots", str(error))] == []
