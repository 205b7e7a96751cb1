"""French typography of everything that visitors read, and the French order of lists."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyuca import Collator

from annuaire.french import text, typography
from tests.support import sites
from tests.support.sites import BuiltPage, Site

# Handles and addresses are not French text.
ADDRESS = re.compile(r"https?://\S+|\S+@\S+|@\S+|\S+\.\S+/\S*")
SKIPPED = {"script", "style", "code", "pre", "head"}


def texts(page: BuiltPage) -> Iterator[str]:
    """Yield the texts of a page that people read: text, title, description, labels. Quotations of networks are left out: they are
    shown as their accounts wrote them."""
    for element in page.all("//body//*[not(ancestor-or-self::q)]"):
        if not isinstance(element.tag, str) or element.tag in SKIPPED:
            continue
        yield element.text or ""
        yield from (child.tail or "" for child in element)
    yield page.text("//title")
    yield from page.tree.xpath("//@aria-label|//@alt|//@title|//meta[@name='description']/@content")


def faults(site: Site, pattern: str) -> set[str]:
    found = set()
    for page in site.pages.values():
        for written in texts(page):
            plain = ADDRESS.sub("", written)
            found |= {plain[max(0, hit.start() - 25) : hit.end() + 15] for hit in re.finditer(pattern, plain)}
    return found


RULES = {
    "apostrophes are curved": r"\w'\w|'",
    "quotation marks are French": r"\"",
    "high punctuation follows a no-break space": r"[\w»)] [;:!?»]",
    "high punctuation is not glued to its word": r"[^\W\d][;!?](?=\s|$)",
    "opening marks are followed by a no-break space": r"«[^\u00a0\u202f]",
    "the first day of a month is ordinal": r"\b1[ \u00a0](?:janvier|février|mars|avril|mai|juin|juillet|août|sept|oct|nov|déc)",
    "none and one are singular": r"(?<![\d,.\u202f\u00a0])\b[01][ \u00a0](?!mois\b|fois\b|ans?\b)\w+s\b(?!\w)",
    "thousands are apart": r"(?<!\d)[1-9]\d{4,}(?!\d)",
    "three dots are one sign": r"\.\.\.",
    "ligatures are written": r"(?i)\b(?:oeuvre|coeur|soeur|oeil|voeu|noeud)(?![\w-]*\.\w)",  # a host has none
}


@pytest.fixture(scope="module")
def large() -> Site:
    """A large site with ranks and departures."""
    return sites.large(250, ranked=True, address=sites.ADDRESS)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", ["small", "large"])
def test_texts_obey_the_rule(rule: str, name: str, request: pytest.FixtureRequest) -> None:
    """Only invented sites are tested. Sentences that people write are corrected (see `corrections`), but names (« Yahoo! ») and
    quoted sources (« 12000 followers ») are not: no curation that passes the check may stop the site from being published.
    """
    assert faults(request.getfixturevalue(name), RULES[rule]) == set()


FAULTS = {
    "apostrophes are curved": "l'eau",
    "quotation marks are French": 'un "mot"',
    "high punctuation follows a no-break space": "Quoi ?",
    "high punctuation is not glued to its word": "Quoi?",
    "opening marks are followed by a no-break space": "« mot",
    "the first day of a month is ordinal": "le 1 novembre",
    "none and one are singular": "0 fiches",
    "thousands are apart": "12000",
    "three dots are one sign": "etc...",
    "ligatures are written": "une oeuvre",
}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_detects_its_fault(rule: str) -> None:
    assert re.search(RULES[rule], FAULTS[rule])


def test_no_text_has_an_invisible_character(site: Site) -> None:
    for page in site.pages.values():
        assert text.invisible(page.text("//html")) is None, page


def test_names_are_sorted_in_french_with_e_acute_among_the_e(small: Site) -> None:
    page = small.page("comptes")
    assert [link.text_content() for link in page.all("//main//*[contains(@class, 'h-card')]//a")] == [
        "Camille Duval",
        "Élodie Aubert",
        "Mutuelle du Phare",
        "Œuvres vives",
        "Zoé Ndiaye",
    ]
    assert [marker.text_content() for marker in page.all("//main//h2")] == ["C", "E", "M", "O", "Z"]


@pytest.mark.parametrize("folder", ["categories", "territoires", "sujets"])
def test_facets_are_sorted_by_the_unicode_collation(large: Site, folder: str) -> None:
    page = large.page(folder)
    # Subdivisions are listed under their country: only the first level is sorted as a whole.
    items = page.all("//main//ul[contains(@class, 'index-list')]/li/a")
    names = [(link.text or "").strip() for link in items]
    assert len(names) > 20
    assert names == sorted(names, key=Collator().sort_key)


def test_ordinals_and_centuries_are_in_superscript(site: Site) -> None:
    for page in site.pages.values():
        for element in page.all("//body//*[not(self::code or self::script)]"):
            own = [element.text or "", *(child.tail or "" for child in element)]
            found = [
                part
                for part in own
                if re.search(r"(?<![\w@./-])(?:1(?:er|re)s?|[2-9]es?|[IVX]+es?)(?![\w-])", part)
            ]
            assert not [part for part in found if not ADDRESS.search(part)], (page, found)


def test_english_expressions_have_a_lang_attribute(small: Site, rich: Site) -> None:
    """Otherwise screen readers would read them with a French voice."""
    foreign = re.compile(rf"\b(?:{'|'.join(typography.ENGLISH)}|Following)\b", re.IGNORECASE)
    seen = 0
    for page in (*small.pages.values(), *rich.pages.values()):
        for element in page.all("//body//*[not(self::code or self::script or ancestor-or-self::q)]"):
            if foreign.search(element.text or ""):
                seen += 1
                assert element.get("lang") == "en", (page, element.text)
            assert not [child for child in element if foreign.search(child.tail or "")], page
    assert seen


def test_titles_and_meta_elements_have_no_markup(site: Site) -> None:
    for page in site.pages.values():
        contents = [*page.tree.xpath("//meta/@content"), page.text("//title")]
        assert not [text for text in contents if "<sup" in text or "<span" in text], page


def test_a_note_leads_back_in_french(tmp_path: Path) -> None:
    root = shutil.copytree(sites.small_root(), tmp_path / "root")
    with (root / "content" / "pages" / "a-propos.md").open("a", encoding="utf-8") as page:
        page.write("\nUn appel[^1].\n\n[^1]: Une note.\n")
    site = sites.built(root, tmp_path / "output")
    titles = site.page("a-propos").tree.xpath("//a[contains(@class, 'footnote-backref')]/@title")
    assert titles == ["Revenir à l’appel de la note 1"]
