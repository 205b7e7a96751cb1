"""The service worker: the site offline, after a visit online; and the web app manifest."""

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

# Whether the paper covers the whole icon, whether the tab reaches its edge, and the largest distance of the lines from the
# centre, as a fraction of the width.
MEASURE_ICON = """() => {
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
    """The address of a site built for that address: without SITEURL there is no service worker."""
    output = tmp_path_factory.mktemp("local") / "output"
    output.mkdir()
    with served.served(output) as address:
        sites.built(sites.small_root(), output, address)
        yield address


def test_visited_and_main_pages_are_available_offline(
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


def test_a_page_that_answers_410_is_removed_from_the_cache(
    context: BrowserContext, page: Page, local: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = f"{local}/comptes/zoe-ndiaye/"
    page.goto(f"{local}/")
    page.evaluate(READY)
    page.goto(place)
    # By the server, not by a route: on a busy machine a route may miss a request of the service worker.
    monkeypatch.setattr(serve.SiteHandler, "do_GET", gone)
    page.goto(place)
    expect(page.locator("body")).to_have_text("partie")
    context.set_offline(True)
    page.goto(place)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hors connexion")


def gone(handler: serve.SiteHandler) -> None:
    handler.send_response(410)
    handler.send_header("Content-Length", "6")
    handler.end_headers()
    handler.wfile.write(b"partie")


def test_a_selection_can_be_exported_offline(context: BrowserContext, page: Page, local: str) -> None:
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


def test_the_first_page_is_cached_and_query_strings_are_ignored(
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


def test_the_cache_answers_when_the_network_is_slow(
    page: Page, local: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(f"{local}/")
    page.evaluate(READY)
    page.goto(f"{local}/comptes/zoe-ndiaye/")
    page.goto(f"{local}/")
    do_get, released = serve.SiteHandler.do_GET, threading.Event()

    def delayed(handler: serve.SiteHandler) -> None:
        released.wait(60)
        do_get(handler)

    monkeypatch.setattr(serve.SiteHandler, "do_GET", delayed)
    page.goto(f"{local}/comptes/zoe-ndiaye/", wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoé Ndiaye")
    assert not released.is_set()
    released.set()


def test_a_full_disk_does_not_prevent_answers_of_the_server(page: Page, local: str) -> None:
    page.goto(f"{local}/")
    page.evaluate(READY)
    client = page.context.new_cdp_session(page)
    client.send("Storage.overrideQuotaForOrigin", {"origin": local, "quotaSize": 1000})
    page.goto(f"{local}/comptes/oeuvres-vives/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Œuvres vives")


def test_without_siteurl_there_is_no_service_worker(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate("document.documentElement.dataset.worker") is None
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_the_lines_of_the_maskable_icon_are_in_its_safe_zone(page: Page, address: str) -> None:
    icons = json.loads(page.request.get(f"{address}/manifest.webmanifest").text())["icons"]
    (maskable,) = [icon for icon in icons if "maskable" in icon["purpose"]]
    page.goto(f"{address}/{maskable['src']}")
    is_covered, reaches_edge, farthest = page.evaluate(MEASURE_ICON)
    assert is_covered
    assert reaches_edge
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
