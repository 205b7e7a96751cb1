"""Firefox and WebKit (the engine of Safari and of every browser on an iPhone): each kind of page, and the main journeys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver import Keys, Remote
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions as until
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from annuaire.directory.directory import Directory, Facet
from tests.browser.conftest import missing_tool
from tests.support import firefox, webkit
from tests.support.sites import Site

# Requested widths in pixels; the minimum widths of windows are some 450 in one browser and 500 in the other.
NARROW, WIDE = 360, 1280
RUN_AXE = """const done = arguments[0];
axe.run(document, {resultTypes: ['violations'], preload: false}).then(
  (found) => done(found.violations.map((fault) => `${fault.id} ${fault.nodes[0].target}`)), (error) => done([`${error}`]));"""


@pytest.fixture
def no_other_origin() -> None:
    """Override the fixture of Chromium: these browsers cannot reach other machines (see `opened` of each)."""


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def opened(request: pytest.FixtureRequest) -> Iterator[Remote]:
    if missing := request.param.missing():
        missing_tool(" et ".join(missing))
    with request.param.opened() as driver:
        yield driver


@pytest.fixture
def driver(opened: Remote, address: str) -> Remote:
    """The browser with empty storage, in a wide window."""
    opened.set_window_size(WIDE, 1000)
    opened.get(f"{address}/404.html")
    opened.execute_script("localStorage.clear()")
    return opened


def one(driver: Remote, selector: str) -> WebElement:
    return driver.find_element(By.CSS_SELECTOR, selector)


def press(driver: Remote, selector: str) -> None:
    """Scroll to the first element found and click on it: WebKit's driver does not scroll by itself."""

    def pressed(_: Remote) -> bool:
        found = one(driver, selector)
        driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", found)
        found.click()
        return True

    wait(driver, WebDriverException).until(pressed)


def texts(driver: Remote, selector: str) -> list[str]:
    """Return the texts of the visible elements found."""
    found: list[str] = driver.execute_script(
        "return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility()).map((one) => one.innerText)",
        selector,
    )
    return found


def wait(driver: Remote, *ignored: type[Exception]) -> WebDriverWait[Remote]:
    return WebDriverWait(driver, 10, ignored_exceptions=ignored)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    driver: Remote, address: str, kinds: list[str], trade: Facet, axe_core: str, width: int
) -> None:
    driver.set_window_size(width, 1000)
    faults = {}
    for place in (*kinds, f"recherche/?q={trade.name}", f"comptes/?categorie={trade.slug}"):
        driver.get(f"{address}/{place}")
        driver.execute_script(axe_core)
        found = driver.execute_async_script(RUN_AXE)
        if driver.execute_script("return document.documentElement.scrollWidth > innerWidth"):
            found.append("wider than the window")
        faults[place] = found
    assert {place: found for place, found in faults.items() if found} == {}


def test_a_search_leads_to_a_follow_link(driver: Remote, address: str, trade: Facet) -> None:
    driver.get(address)
    field = one(driver, "[type=search]")
    field.send_keys(trade.name)
    wait(driver).until(lambda _: any(trade.name in answer for answer in texts(driver, ".search li a")))
    field.send_keys(Keys.ARROW_DOWN)
    # The reasons are loaded after the first answers, and the list may be made again: the focus stays on the same fiche.
    chosen = driver.execute_script("return document.activeElement.innerText")
    wait(driver, StaleElementReferenceException).until(
        lambda _: driver.switch_to.active_element.send_keys(Keys.ENTER) is None
    )
    wait(driver).until(until.url_contains("/comptes/"))
    assert chosen.startswith(one(driver, "h1").text)
    assert (one(driver, ".account-first .follow").get_attribute("href") or "").startswith(
        ("https://", "http://")
    )


def test_a_filter_shows_its_count_and_is_kept_in_the_address(
    driver: Remote, hundred: str, invented: Directory, invented_trade: Facet
) -> None:
    driver.get(f"{hundred}/comptes/")
    press(driver, ".filters button")
    Select(one(driver, "[name=categorie]")).select_by_value(invented_trade.slug)
    wait(driver).until(until.url_contains(f"categorie={invented_trade.slug}"))
    counted = f"{invented_trade.count}\u00a0fiches sur {len(invented.listings)}"
    for _ in range(2):
        wait(driver).until(lambda _: texts(driver, ".facets-count") == [counted])
        assert len(texts(driver, "main .p-name")) == invented_trade.count
        driver.refresh()


def test_selected_fiches_can_be_exported(driver: Remote, hundred: str, invented: Directory) -> None:
    driver.get(f"{hundred}/comptes/")
    for listing in invented.listings[:2]:
        press(driver, f"[data-fiche='{listing.id}'] .tick input")
    press(driver, ".tray a")
    wait(driver).until(until.url_contains("/emporter/"))
    wait(driver).until(lambda _: len(texts(driver, "[data-part=list] a")) == 2)
    assert one(driver, "[data-form=vcard]").is_enabled()


def test_search_works_from_a_disk(opened: Remote, site: Site, trade: Facet) -> None:
    opened.get((site.output / "index.html").as_uri())
    one(opened, "[type=search]").send_keys(trade.name)
    wait(opened).until(lambda _: any(trade.name in answer for answer in texts(opened, ".search li a")))
