"""Finding someone by typing: the same answers as in Python, by keyboard alone, shareable, and nothing dead without."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from annuaire.directory.directory import Directory, Facet
from annuaire.search import search_index
from annuaire.search.search import Engine
from tests.support import roots, served, sites
from tests.support.queries import promised, table

ODD = ["ß", "ẞ", "Σς", "ﬁ", "e\u0301cole", "Ǽ", "İstanbul", "l’l’l’", "a·e", "😀", "constructor", "__proto__", "%", "\\", "«»",
       "le ", " mode", "mode ", "n·eet", "bŒon", "@", "@@", "x.com/", "https://", "’", "de la", "1", "２０２６",
       "mutuelle " * 30 + "phare", "ab " * 300]  # fmt: skip
SHOWN = 100  # answers on the page, at most
SAID = {
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
    """Type one query after the other; return who is found, in order, and what is said of them."""
    answers: list[tuple[list[str], str]] = page.evaluate(ASK, [before, *typed])
    return answers


@pytest.mark.parametrize("name", ["queries.tsv", "invented.tsv", "published"])
def test_the_browser_finds_what_python_finds_in_the_same_order(page: Page, name: str) -> None:
    site, root = {
        "queries.tsv": (sites.varied, sites.varied_root),
        "invented.tsv": (sites.small, sites.small_root),
        "published": (sites.real, lambda: roots.REPOSITORY),
    }[name]
    directory = sites.directory(root())
    engine = Engine(search_index.make(directory))
    if name == "published":  # of each the last is enough: a name in capitals without accents, a synonym
        asked = list({query.also: query for query in promised(directory)}.values())
    else:
        asked = table(name)
    typed = [*(query.typed for query in asked), *ODD]
    with served.served(site().output) as address:
        page.goto(f"{address}/recherche/")
        with page.expect_response(re.compile("reasons")):
            ask(page, "a", before=300)
        answers = ask(page, *typed)
    faults = {}  # what Python finds is held to the table by the tests of units
    for query, (found, said) in zip(typed, answers, strict=True):
        result = engine.find(query)
        expected = [directory.listings[place].id for place in result.places]
        if found != expected[:SHOWN]:
            faults[query] = [f"{found[:5]}, and in Python {expected[:5]}"]
        how = "partial" if result.partial else "guess" if result.guess else "" if expected else "none"
        if not said.startswith(SAID[how]):
            faults[query] = [said, how]
    assert faults == {}


def test_answers_come_under_the_field_while_one_types_and_the_keyboard_walks_through_them(
    page: Page, few: str
) -> None:
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


def test_no_arrow_opens_answers_where_there_are_none(page: Page, few: str) -> None:
    page.goto(few)
    page.get_by_role("searchbox").fill("eau")
    answers = page.get_by_role("search").locator(".search-answers")
    expect(answers).to_be_visible()
    page.get_by_role("searchbox").fill("")
    expect(answers).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(answers).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_the_answers_go_away_when_one_looks_elsewhere(page: Page, few: str) -> None:
    page.goto(few)
    page.get_by_role("searchbox").fill("eau")
    answers = page.get_by_role("search").get_by_role("link")
    expect(answers.first).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(answers.first).to_be_hidden()


@pytest.mark.parametrize("way", ["elsewhere", "Escape"])
def test_answers_that_come_late_do_not_open_again_what_was_put_away(page: Page, few: str, way: str) -> None:
    """The words of reasons come after those of names: in France one, and one who says « francophone »."""
    held: list[Route] = []
    page.route("**/reasons.*.js", lambda route: held.append(route))
    page.goto(few)
    page.get_by_role("searchbox").fill("fran")
    search = page.get_by_role("search")
    answers, status = search.get_by_role("link"), search.locator(".search-answers p")
    expect(answers.first).to_be_visible()
    before = status.inner_text()
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.get_by_role("heading", level=1).click()
    expect(answers.first).to_be_hidden()
    held[0].continue_()
    expect(status).not_to_have_text(before)
    expect(answers.first).to_be_hidden()
    page.get_by_role("searchbox").press("s")
    expect(search.locator(".search-answers")).to_be_visible()


@pytest.mark.parametrize("place", ["", "recherche/"])
def test_nothing_is_said_to_be_nowhere_before_the_reasons_were_read(page: Page, few: str, place: str) -> None:
    """« barrage » is in a reason only; « barrage sénégal » has its first word there."""
    held: list[Route] = []
    page.route("**/reasons.*.js", lambda route: held.append(route))
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
    held[0].continue_()
    expect(count).to_have_text("1\u00a0fiche")
    expect(answers).to_have_text(re.compile("Camille Duval"))


@pytest.mark.parametrize("place", ["", "recherche/"])
def test_reasons_that_do_not_come_are_said_to_be_missing_where_they_could_have_told_more(
    page: Page, few: str, place: str
) -> None:
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


def test_enter_leads_to_the_page_of_answers_whose_address_can_be_shared(page: Page, few: str) -> None:
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


def test_whoever_walks_in_the_page_of_answers_keeps_the_fiche_when_reasons_come(page: Page, few: str) -> None:
    held: list[Route] = []
    page.route("**/reasons.*.js", lambda route: held.append(route))
    page.goto(f"{few}/recherche/?q=journaliste sénégal", wait_until="commit")
    articles = page.get_by_role("main").get_by_role("article")
    expect(articles).to_have_count(2)
    page.get_by_role("searchbox").press("Enter")
    page.keyboard.press("ArrowDown")
    name = articles.nth(1).get_by_role("link").inner_text()
    expect(page.get_by_role("link", name=name)).to_be_focused()
    held[0].continue_()
    expect(articles.nth(1).locator(".entry-reason")).not_to_be_empty()
    expect(page.get_by_role("link", name=name)).to_be_focused()


def test_whoever_walks_under_the_field_keeps_the_fiche_when_reasons_come(page: Page, few: str) -> None:
    held: list[Route] = []
    page.route("**/reasons.*.js", lambda route: held.append(route))
    page.goto(few)
    page.get_by_role("searchbox").fill("eau")
    search = page.get_by_role("search")
    expect(search.get_by_role("link").first).to_be_visible()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    walked = page.evaluate("document.activeElement.href")
    item = page.evaluate_handle("document.activeElement")
    held[0].continue_()
    page.wait_for_function("(item) => !item.isConnected", arg=item)
    assert page.evaluate("document.activeElement.href") == walked
    expect(search.get_by_role("link").first).to_be_visible()


def test_reasons_that_never_come_are_given_up(page: Page, address: str) -> None:
    page.route("**/reasons.*.js", lambda route: None)
    page.goto(f"{address}/recherche/?q=zzzzqq", wait_until="commit")
    status = page.locator(".found-count")
    expect(status).to_be_empty()
    expect(status).to_have_text(
        "Les raisons des fiches n’ont pas pu être lues. Dans le reste, aucune fiche", timeout=20_000
    )
    expect(page.get_by_role("heading", name="L’index des mots")).to_be_visible()


def test_without_its_index_the_page_of_answers_says_so(page: Page, few: str) -> None:
    page.route("**/data/search.js", lambda route: route.abort())
    page.goto(f"{few}/recherche/?q=duval")
    expect(page.locator(".found-count")).to_have_text(re.compile("n’a pas pu être lu"))
    expect(page.get_by_role("heading", name="L’index des mots")).to_be_visible()


def test_what_was_asked_before_keeps_its_title(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/?q=journaliste")
    expect(page).to_have_title("journaliste — Recherche — Cinq comptes")
    page.get_by_role("searchbox").fill("duval")
    expect(page).to_have_url(re.compile("q=duval$"))
    expect(page).to_have_title("duval — Recherche — Cinq comptes")
    history = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    titles = [entry["title"].partition(" ")[0] for entry in history["entries"][-2:]]
    assert titles == ["journaliste", "duval"]


@pytest.mark.parametrize("place", ["recherche/", "recherche/?q=phare"])
def test_answers_do_without_an_address_that_may_not_change(page: Page, few: str, place: str) -> None:
    """WebKit throws at the hundredth change in ten seconds."""
    page.add_init_script(
        "history.pushState = history.replaceState = () => { throw new DOMException('no', 'SecurityError') }"
    )
    wrong: list[object] = []
    page.on("pageerror", lambda error: wrong.append(error))
    page.goto(f"{few}/{place}")
    page.get_by_role("searchbox").fill("duval")
    articles = page.get_by_role("main").get_by_role("article")
    expect(articles.get_by_role("link")).to_have_text(["Camille Duval"])
    page.keyboard.press("Enter")
    expect(articles.get_by_role("link")).to_be_focused()
    page.wait_for_timeout(400)
    assert wrong == []


def test_the_address_follows_when_typing_pauses_and_before_an_answer_is_opened(page: Page, few: str) -> None:
    page.add_init_script(
        "globalThis.changes = 0; const { replaceState } = history; "
        "history.replaceState = (...told) => { globalThis.changes += 1; replaceState.apply(history, told) }"
    )
    page.goto(f"{few}/recherche/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("journaliste sénégal", delay=10)
    expect(page).to_have_url(re.compile(r"\?q=journaliste%20s%C3%A9n%C3%A9gal$"))
    assert page.evaluate("changes") <= 2  # a slow machine may pause once
    page.get_by_role("searchbox").fill("duval")
    answer = page.get_by_role("main").get_by_role("article").get_by_role("link")
    expect(answer).to_have_text(["Camille Duval"])
    answer.click()
    page.wait_for_url(re.compile("/comptes/camille-duval"))
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("duval")
    expect(answer).to_have_text(["Camille Duval"])


@pytest.mark.parametrize("place", ["", "recherche/"])
def test_a_guess_is_said_to_be_one(page: Page, few: str, place: str) -> None:
    page.goto(f"{few}/{place}")
    status = page.locator(".found-count" if place else ".search-answers p")
    page.get_by_role("searchbox").fill("duvl")
    expect(status).to_have_text("Aucune fiche ne l’écrit ainsi. Au plus près\u00a0: 1\u00a0fiche")
    page.get_by_role("searchbox").fill("duval")
    expect(status).to_have_text("1\u00a0fiche")


def test_whoever_finds_nothing_has_the_index_of_words(page: Page, few: str) -> None:
    page.goto(f"{few}/comptes/")
    page.get_by_role("searchbox").fill("plombier")
    page.get_by_role("search").get_by_role("link", name="Voir l’index des mots").click()
    page.wait_for_url(re.compile("/recherche/"))
    page.get_by_role("searchbox").fill("plombier")
    expect(page.locator(".found-count")).to_have_text("Aucune fiche")
    expect(page.get_by_role("heading", name="L’index des mots")).to_be_visible()
    page.get_by_role("searchbox").fill("eau")
    expect(page.get_by_role("heading", name="L’index des mots")).to_be_hidden()


def test_an_answer_says_where_to_follow_and_can_be_kept(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/?q=duval")
    answer = page.get_by_role("main").get_by_role("article")
    expect(answer.locator("[data-line]")).to_have_text(re.compile(r"\. Mastodon @\S+$"))
    answer.get_by_role("checkbox").check()
    expect(page.get_by_role("complementary", name="Ma sélection").locator("[aria-live]")).to_have_text(
        "1 fiche gardée"
    )


def test_each_query_has_a_title_of_its_own(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/?q=journaliste")
    expect(page).to_have_title("journaliste — Recherche — Cinq comptes")
    page.get_by_role("searchbox").fill("")
    expect(page).to_have_title("Recherche — Cinq comptes")


def test_the_arrows_walk_through_the_answers_of_the_page_as_it_says(page: Page, few: str) -> None:
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


def test_what_opensearch_asks_for_is_answered(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/?q=%40camille%40mastodon.example")
    expect(page.get_by_role("main").get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("heading", level=3)).to_have_text("Camille Duval")


def test_the_shortcut_of_one_key_can_be_turned_off(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/")
    page.get_by_label("sert de raccourci").uncheck()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()
    page.goto(few)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()
    page.goto(f"{few}/recherche/")
    page.get_by_label("sert de raccourci").check()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_no_answer_is_said(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/?q=plombier")
    expect(page.locator(".found-count")).to_have_text("Aucune fiche")


def test_nothing_of_search_is_asked_for_before_it_is_used(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search." in url or "find." in url or "reasons." in url]
    with page.expect_request(re.compile(r"/data/search\.js$")):
        page.get_by_role("searchbox").focus()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_there_is_no_field_and_the_index_of_words_stands_in(
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


def test_from_a_disk_search_works_too(page: Page) -> None:
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
def test_open_answers_fit_the_screen_and_satisfy_axe(
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


def test_a_press_on_an_answer_puts_no_answer_away(page: Page, few: str) -> None:
    """Safari gives no focus to a link that is pressed: the answers would be gone before the press ends."""
    page.goto(f"{few}/index.html")
    page.get_by_role("searchbox").fill("duval")
    answer = page.locator(".search-answers a").first
    expect(answer).to_be_visible()
    press = "(box) => box.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }))"
    assert page.locator(".search-answers").evaluate(press) is False
    answer.click()
    expect(page).to_have_url(re.compile(r"/comptes/"))
