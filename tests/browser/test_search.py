"""Search in a browser: the same results as in Python, keyboard, shareable addresses, slow or missing data, no scripts."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from annuaire.directory.directory import Directory, Facet
from annuaire.search import search_index
from tests.browser.conftest import continue_delayed
from tests.support import roots, served, sites
from tests.support.queries import promised, table
from tests.support.reference.engine import Engine

UNUSUAL = ["ß", "ẞ", "Σς", "ﬁ", "e\u0301cole", "Ǽ", "İstanbul", "l’l’l’", "a·e", "😀", "constructor", "__proto__", "%", "\\", "«»",
           "le ", " mode", "mode ", "n·eet", "bŒon", "@", "@@", "x.com/", "https://", "’", "de la", "1", "２０２６",
           "mutuelle " * 30 + "phare", "ab " * 300]  # fmt: skip
MAX_ANSWERS = 100  # on the page
STATUS = {
    "partial": "Aucune fiche n’a tous",
    "guess": "Aucune fiche ne l’écrit ainsi. Au",
    "none": "Aucune fiche",
    "": tuple("123456789"),
}
ASK = """async ([before, ...all]) => {
  const field = document.querySelector('#q');
  const answers = [];
  for (const typed of all) {
    field.value = typed;
    field.dispatchEvent(new Event('input'));
    await new Promise((done) => setTimeout(done, before));
    const links = document.querySelectorAll('[data-results]:not([hidden]) a');
    const ids = [...links].map((link) => link.href.match(/comptes\\/([^/]+)/)[1]);
    answers.push([ids, document.querySelector('.found-count').innerText]);
  }
  return answers;
}"""


def ask(page: Page, *typed: str, before: int = 0) -> list[tuple[list[str], str]]:
    """Type one query after the other; return the ids found, in order, and the status text."""
    answers: list[tuple[list[str], str]] = page.evaluate(ASK, [before, *typed])
    return answers


@pytest.mark.parametrize("name", ["queries.tsv", "invented.tsv", "published"])
def test_results_are_those_of_python_in_the_same_order(page: Page, name: str) -> None:
    site, root = {
        "queries.tsv": (sites.varied, sites.varied_root),
        "invented.tsv": (sites.small, sites.small_root),
        "published": (sites.real, lambda: roots.REPOSITORY),
    }[name]
    directory = sites.directory(root())
    engine = Engine(search_index.make(directory))
    if name == "published":
        # Only the last query for each result: a name in capitals without accents, or a synonym.
        asked = list({query.also: query for query in promised(directory)}.values())
    else:
        asked = table(name)
    typed = [*(query.typed for query in asked), *UNUSUAL]
    with served.served(site().output) as address:
        page.goto(f"{address}/recherche/")
        with page.expect_response(re.compile("reasons")):
            ask(page, "a", before=300)
        answers = ask(page, *typed)
    faults = {}  # the unit tests compare the results of Python with the table
    for query, (found, status) in zip(typed, answers, strict=True):
        result = engine.find(query)
        expected = [directory.listings[place].id for place in result.places]
        if found != expected[:MAX_ANSWERS]:
            faults[query] = [f"{found[:5]}, and in Python {expected[:5]}"]
        how = "partial" if result.partial else "guess" if result.guess else "" if expected else "none"
        if not status.startswith(STATUS[how]):
            faults[query] = [status, how]
    assert faults == {}


def test_answers_appear_while_typing_and_arrows_move_through_them(page: Page, few: str) -> None:
    page.goto(few)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("journaliste")
    search = page.get_by_role("search")
    expect(search.locator(".search-answers p")).to_have_text(re.compile(r"^2.fiches$"))
    links = search.get_by_role("link")
    expect(links).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(links.nth(0)).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.type("s")
    page.keyboard.press("ArrowDown")
    name = links.nth(0).evaluate("link => link.firstChild.textContent")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_arrows_of_an_input_method_stay_in_the_field(page: Page, few: str) -> None:
    page.goto(few)
    field = page.get_by_role("searchbox")
    field.fill("duval")
    expect(page.locator(".search-answers a").first).to_be_visible()
    arrow = "(field, isComposing) => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', isComposing, bubbles: true}))"
    field.evaluate(arrow, True)
    expect(field).to_be_focused()
    field.evaluate(arrow, False)
    expect(field).not_to_be_focused()


def test_an_arrow_does_not_open_an_empty_list(page: Page, few: str) -> None:
    page.goto(few)
    page.get_by_role("searchbox").fill("eau")
    answers = page.get_by_role("search").locator(".search-answers")
    expect(answers).to_be_visible()
    page.get_by_role("searchbox").fill("")
    expect(answers).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(answers).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_click_elsewhere_closes_the_answers(page: Page, few: str) -> None:
    page.goto(few)
    page.get_by_role("searchbox").fill("eau")
    answers = page.get_by_role("search").get_by_role("link")
    expect(answers.first).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(answers.first).to_be_hidden()


@pytest.mark.parametrize("how", ["elsewhere", "Escape"])
def test_late_reasons_do_not_reopen_closed_answers(page: Page, few: str, how: str) -> None:
    """Reasons are loaded later and add an answer: « fran » finds France, then also « francophone » in a reason."""
    delayed: list[Route] = []
    page.route("**/reasons.*.js", lambda route: delayed.append(route))
    page.goto(few)
    page.get_by_role("searchbox").fill("fran")
    search = page.get_by_role("search")
    answers, status = search.get_by_role("link"), search.locator(".search-answers p")
    expect(answers.first).to_be_visible()
    before = status.inner_text()
    if how == "Escape":
        page.keyboard.press("Escape")
    else:
        page.get_by_role("heading", level=1).click()
    expect(answers.first).to_be_hidden()
    continue_delayed(page, delayed)
    expect(status).not_to_have_text(before)
    expect(answers.first).to_be_hidden()
    page.get_by_role("searchbox").press("s")
    expect(search.locator(".search-answers")).to_be_visible()


@pytest.mark.parametrize("place", ["", "recherche/"])
def test_no_result_is_reported_only_after_the_reasons_are_loaded(page: Page, few: str, place: str) -> None:
    """« barrage » is only in a reason."""
    delayed: list[Route] = []
    page.route("**/reasons.*.js", lambda route: delayed.append(route))
    with page.expect_request("**/reasons.*.js"):
        page.goto(f"{few}/{place}")
        page.get_by_role("searchbox").focus()
    part = page.get_by_role("main" if place else "search")
    answers, count = (
        part.locator("[data-results] a, .search-answers a"),
        part.locator(".found-count, .search-answers p"),
    )
    for query in ("barrage", "barrage sénégal"):
        page.get_by_role("searchbox").fill("duval")
        expect(count).to_have_text("1\u00a0fiche")
        page.get_by_role("searchbox").fill(query)
        expect(count).to_be_empty()
        expect(answers.first).to_be_hidden()
        expect(page.get_by_role("heading", name="L’index des mots")).to_be_hidden()
    continue_delayed(page, delayed)
    expect(count).to_have_text("1\u00a0fiche")
    expect(answers).to_have_text(re.compile("Camille Duval"))


@pytest.mark.parametrize("place", ["", "recherche/"])
def test_missing_reasons_are_reported_if_they_could_matter(page: Page, few: str, place: str) -> None:
    page.route("**/reasons.*.js", lambda route: route.abort())
    page.goto(f"{few}/{place}")
    status = page.locator(".found-count" if place else ".search-answers p")
    page.get_by_role("searchbox").fill("barrage")
    expect(status).to_have_text("Les raisons des fiches n’ont pas pu être lues. Dans le reste, aucune fiche")
    page.get_by_role("searchbox").fill("duval plombier")
    expect(status).to_have_text(
        re.compile("^Les raisons .* aucune fiche n’a tous ces mots. Au plus près.: 1")
    )
    page.get_by_role("searchbox").fill("duval")
    expect(status).to_have_text("1\u00a0fiche")
    if place:
        expect(page.get_by_role("heading", name="L’index des mots")).to_be_hidden()


def test_enter_opens_the_page_of_answers_with_the_query_in_its_address(page: Page, few: str) -> None:
    page.goto(f"{few}/comptes/")
    page.get_by_role("searchbox").fill("journaliste sénégal")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/recherche/.*\?q=journaliste"))
    articles = page.get_by_role("main").get_by_role("article")
    expect(articles).to_have_count(2)
    expect(page.locator(".found-count")).to_have_text(re.compile("^2.fiches$"))
    expect(articles.first.locator(".entry-reason")).not_to_be_empty()

    page.get_by_role("searchbox").fill("l’eau")
    expect(articles).to_have_count(3)
    expect(page).to_have_url(re.compile(r"\?q=l%E2%80%99eau$"))
    page.keyboard.press("Enter")
    page.get_by_role("searchbox").fill("duval")
    page.keyboard.press("Enter")
    expect(articles).to_have_count(1)
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("l’eau")
    expect(articles).to_have_count(3)


def test_the_focus_stays_on_its_fiche_when_reasons_arrive_on_the_page_of_answers(
    page: Page, few: str
) -> None:
    delayed: list[Route] = []
    page.route("**/reasons.*.js", lambda route: delayed.append(route))
    page.goto(f"{few}/recherche/?q=journaliste sénégal", wait_until="commit")
    articles = page.get_by_role("main").get_by_role("article")
    expect(articles).to_have_count(2)
    page.get_by_role("searchbox").press("Enter")
    page.keyboard.press("ArrowDown")
    name = articles.nth(1).get_by_role("link").inner_text()
    expect(page.get_by_role("link", name=name)).to_be_focused()
    continue_delayed(page, delayed)
    expect(articles.nth(1).locator(".entry-reason")).not_to_be_empty()
    expect(page.get_by_role("link", name=name)).to_be_focused()


def test_the_focus_stays_on_its_fiche_when_reasons_arrive_under_the_field(page: Page, few: str) -> None:
    delayed: list[Route] = []
    page.route("**/reasons.*.js", lambda route: delayed.append(route))
    page.goto(few)
    page.get_by_role("searchbox").fill("eau")
    search = page.get_by_role("search")
    expect(search.get_by_role("link").first).to_be_visible()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    focused = page.evaluate("document.activeElement.href")
    item = page.evaluate_handle("document.activeElement")
    continue_delayed(page, delayed)
    page.wait_for_function("(item) => !item.isConnected", arg=item)
    assert page.evaluate("document.activeElement.href") == focused
    expect(search.get_by_role("link").first).to_be_visible()


def test_waiting_for_reasons_ends_at_a_timeout(page: Page, address: str) -> None:
    page.route("**/reasons.*.js", lambda route: None)
    page.goto(f"{address}/recherche/?q=zzzzqq", wait_until="commit")
    status = page.locator(".found-count")
    expect(status).to_be_empty()
    expect(status).to_have_text(
        "Les raisons des fiches n’ont pas pu être lues. Dans le reste, aucune fiche", timeout=20_000
    )
    expect(page.get_by_role("heading", name="L’index des mots")).to_be_visible()


@pytest.mark.parametrize("place", ["", "recherche/"])
def test_cut_reasons_are_missing_reasons(page: Page, few: str, place: str) -> None:
    """A script that ends too early is « loaded » for the browser; a portal answers 200, too."""

    def cut(route: Route) -> None:
        body = route.fetch().text()
        route.fulfill(body=body[: len(body) // 2], content_type="text/javascript")

    page.route("**/reasons.*.js", cut)
    page.goto(f"{few}/{place}")
    page.get_by_role("searchbox").fill("barrage")
    expect(page.locator(".found-count" if place else ".search-answers p")).to_have_text(
        "Les raisons des fiches n’ont pas pu être lues. Dans le reste, aucune fiche"
    )


@pytest.mark.parametrize("file", ["find.*.css", "data/search.js"])
def test_a_file_that_hangs_does_not_leave_the_page_of_answers_empty(page: Page, few: str, file: str) -> None:
    page.route(f"**/{file}", lambda route: None)
    page.goto(f"{few}/recherche/?q=duval", wait_until="commit")
    shown = page.locator("[data-results] li a", has_text="Camille Duval")
    if file == "data/search.js":
        shown = page.get_by_role("heading", name="L’index des mots")
    expect(shown).to_be_visible(timeout=20_000)


def test_a_missing_index_is_reported(page: Page, few: str) -> None:
    page.route("**/data/search.js", lambda route: route.abort())
    page.goto(f"{few}/recherche/?q=duval")
    expect(page.locator(".found-count")).to_have_text(re.compile("n’a pas pu être lu"))
    expect(page.get_by_role("heading", name="L’index des mots")).to_be_visible()


def test_each_entry_of_the_history_has_the_title_of_its_query(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/?q=journaliste")
    expect(page).to_have_title("journaliste — Recherche — Cinq comptes")
    page.get_by_role("searchbox").fill("duval")
    expect(page).to_have_url(re.compile("q=duval$"))
    expect(page).to_have_title("duval — Recherche — Cinq comptes")
    history = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    titles = [entry["title"].partition(" ")[0] for entry in history["entries"][-2:]]
    assert titles == ["journaliste", "duval"]


@pytest.mark.parametrize("place", ["recherche/", "recherche/?q=phare"])
def test_answers_are_shown_even_if_the_address_cannot_change(page: Page, few: str, place: str) -> None:
    """WebKit throws an error at the hundredth change of the address in ten seconds."""
    page.add_init_script(
        "history.pushState = history.replaceState = () => { throw new DOMException('no', 'SecurityError') }"
    )
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(f"{few}/{place}")
    page.get_by_role("searchbox").fill("duval")
    articles = page.get_by_role("main").get_by_role("article")
    expect(articles.get_by_role("link")).to_have_text(["Camille Duval"])
    page.keyboard.press("Enter")
    expect(articles.get_by_role("link")).to_be_focused()
    page.wait_for_timeout(400)
    assert errors == []


def test_the_address_changes_when_typing_pauses_and_before_an_answer_is_opened(page: Page, few: str) -> None:
    page.add_init_script(
        "globalThis.changes = 0; const { replaceState } = history; "
        "history.replaceState = (...rest) => { globalThis.changes += 1; replaceState.apply(history, rest) }"
    )
    page.goto(f"{few}/recherche/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("journaliste sénégal", delay=10)
    expect(page).to_have_url(re.compile(r"\?q=journaliste%20s%C3%A9n%C3%A9gal$"))
    assert page.evaluate("changes") <= 2  # a slow machine may pause once while typing
    page.get_by_role("searchbox").fill("duval")
    answer = page.get_by_role("main").get_by_role("article").get_by_role("link")
    expect(answer).to_have_text(["Camille Duval"])
    answer.click()
    page.wait_for_url(re.compile("/comptes/camille-duval"))
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("duval")
    expect(answer).to_have_text(["Camille Duval"])


@pytest.mark.parametrize("place", ["", "recherche/"])
def test_a_guess_is_marked(page: Page, few: str, place: str) -> None:
    page.goto(f"{few}/{place}")
    status = page.locator(".found-count" if place else ".search-answers p")
    page.get_by_role("searchbox").fill("duvl")
    expect(status).to_have_text("Aucune fiche ne l’écrit ainsi. Au plus près\u00a0: 1\u00a0fiche")
    page.get_by_role("searchbox").fill("duval")
    expect(status).to_have_text("1\u00a0fiche")


def test_without_results_the_index_of_words_is_offered(page: Page, few: str) -> None:
    page.goto(f"{few}/comptes/")
    page.get_by_role("searchbox").fill("plombier")
    page.get_by_role("search").get_by_role("link", name="Voir l’index des mots").click()
    page.wait_for_url(re.compile("/recherche/"))
    page.get_by_role("searchbox").fill("plombier")
    expect(page.locator(".found-count")).to_have_text("Aucune fiche")
    expect(page.get_by_role("heading", name="L’index des mots")).to_be_visible()
    page.get_by_role("searchbox").fill("eau")
    expect(page.get_by_role("heading", name="L’index des mots")).to_be_hidden()


def test_an_answer_names_an_account_and_can_be_selected(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/?q=duval")
    answer = page.get_by_role("main").get_by_role("article")
    expect(answer.locator("[data-line]")).to_have_text(re.compile(r"\. Mastodon @\S+$"))
    answer.get_by_role("checkbox").check()
    expect(page.get_by_role("complementary", name="Ma sélection").locator("[aria-live]")).to_have_text(
        "1 fiche gardée"
    )


def test_the_title_is_that_of_the_query(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/?q=journaliste")
    expect(page).to_have_title("journaliste — Recherche — Cinq comptes")
    page.get_by_role("searchbox").fill("")
    expect(page).to_have_title("Recherche — Cinq comptes")


def test_arrows_move_through_the_page_of_answers(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/?q=journaliste")
    links = page.get_by_role("main").get_by_role("article").get_by_role("link")
    expect(links.nth(1)).to_be_visible()
    field = page.get_by_role("searchbox")
    field.focus()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()


def test_the_address_of_opensearch_gives_results(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/?q=%40camille%40mastodon.example")
    expect(page.get_by_role("main").get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("heading", level=3)).to_have_text("Camille Duval")


def test_the_single_key_shortcut_can_be_disabled(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/")
    page.get_by_label("sert de raccourci").uncheck()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()
    expect(page.get_by_role("searchbox")).not_to_have_attribute("aria-keyshortcuts", "/")
    page.goto(few)
    expect(page.get_by_role("searchbox")).not_to_have_attribute("aria-keyshortcuts", "/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()
    page.goto(f"{few}/recherche/")
    page.get_by_label("sert de raccourci").check()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_attribute("aria-keyshortcuts", "/")


def test_no_result_is_reported(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/?q=plombier")
    expect(page.locator(".found-count")).to_have_text("Aucune fiche")


def test_search_data_is_not_requested_before_its_use(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search." in url or "find." in url or "reasons." in url]
    with page.expect_request(re.compile(r"/data/search\.js$")):
        page.get_by_role("searchbox").focus()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_the_index_of_words_replaces_the_field(
    page: Page, hundred: str, invented: Directory
) -> None:
    word, [facet, *_] = search_index.cross_references(invented)[0]
    page.goto(hundred)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.get_by_role("contentinfo").get_by_role("link", name="Index des mots").click()
    expect(page.get_by_role("button")).to_have_count(0)
    page.get_by_role("main").get_by_role("listitem").filter(
        has_text=re.compile(f"^{word}\u00a0:")
    ).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(facet.name)


def test_search_works_from_a_disk(page: Page) -> None:
    page.goto((sites.small().output / "index.html").as_uri())
    page.get_by_role("searchbox").fill("auberge")
    answers = page.get_by_role("search").get_by_role("link")
    expect(answers.first).to_be_visible()
    answers.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Élodie Aubert")
    page.get_by_role("searchbox").fill("journaliste sénégal")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("article").first).to_be_visible()
    assert page.url.startswith("file://")


@pytest.mark.parametrize("width", [360, 1280])
def test_open_answers_fit_the_screen_and_pass_axe(
    page: Page, address: str, trade: Facet, axe: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.add_init_script(axe)
    for place in (
        "index.html",
        f"recherche/?q={trade.name}",
        "compte-du-jour/",
        f"comptes/?categorie={trade.slug}",
        "hors-ligne/",
    ):
        page.goto(f"{address}/{place}")
        if place == "index.html":
            page.get_by_role("searchbox").fill(trade.name)
            expect(page.get_by_role("search").get_by_role("link").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations'], preload: false})")
        assert [
            (fault["id"], json.dumps(fault["nodes"][0]["target"])) for fault in found["violations"]
        ] == [], place
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place


def test_a_press_on_an_answer_does_not_close_the_answers(page: Page, few: str) -> None:
    """Safari does not focus a link that is pressed: the answers would be hidden before the press ends."""
    page.goto(f"{few}/index.html")
    page.get_by_role("searchbox").fill("duval")
    answer = page.locator(".search-answers a").first
    expect(answer).to_be_visible()
    press = "(box) => box.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }))"
    assert page.locator(".search-answers").evaluate(press) is False
    answer.click()
    expect(page).to_have_url(re.compile(r"/comptes/"))
