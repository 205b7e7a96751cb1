"""What is published: the fiches of the current edition; past editions keep the names of their members."""

from __future__ import annotations

import yaml

from annuaire.profiles import snapshot
from tests.support import roots
from tests.support.sites import Site


def all_text(site: Site) -> str:
    return "".join(content.decode("utf-8", "ignore") for content in site.bytes().values())


def test_a_fiche_that_was_never_in_an_edition_is_in_no_file(rich: Site) -> None:
    written = all_text(rich)
    assert roots.UNPUBLISHED not in written
    assert "fatou-jamais-parue" not in written


def test_a_departed_fiche_has_no_page_but_the_edition_gives_the_reason(rich: Site) -> None:
    assert "comptes/dany-corval/index.html" not in rich.pages
    page = rich.page("editions/2026-11")
    assert roots.DEPARTED in page.text("//section[@aria-labelledby='departs']")
    assert roots.HOSTILE in page.text("//section[@aria-labelledby='departs']").replace("\u202f%", " %")
    for other in rich.pages.values():
        assert not [link for link in other.links() if "dany-corval" in link]


def test_a_departed_fiche_is_named_on_pages_of_editions_only(rich: Site) -> None:
    named = {place for place, page in rich.pages.items() if roots.DEPARTED in page.source}
    assert named == {
        "editions/2026-10/index.html",
        "editions/2026-10/depuis/index.html",
        "editions/2026-11/index.html",
    }


def test_an_edition_lists_its_arrivals(rich: Site) -> None:
    assert rich.page("editions/2026-11").text("//section[@aria-labelledby='arrivees']//li") == "Élodie Aubert"
    assert rich.page("editions/2026-10").all("//section[@aria-labelledby='arrivees']") == []


def test_a_past_edition_is_marked(rich: Site) -> None:
    assert "Édition passée" in rich.page("editions/2026-10").text()
    assert "Édition en cours" in rich.page("editions/2026-11").text()


def test_a_ranked_edition_is_in_the_curators_order(rich: Site) -> None:
    names = [
        link.text_content()
        for link in rich.page("comptes").all("//main//ol//*[contains(@class, 'h-card')]//a")
    ]
    assert [names[0], names[1], names[-2]] == ["Zoé Ndiaye", "Œuvres vives", "Élodie Aubert"]


def test_a_subject_of_unpublished_fiches_has_no_page(rich: Site) -> None:
    assert "sujets/retrait/index.html" not in rich.pages


def test_the_repository_publishes_exactly_its_newest_edition(real: Site) -> None:
    curation = roots.REPOSITORY / "curation"
    newest = max((curation / "editions").glob("*.yml"))
    listed = set(yaml.safe_load(newest.read_text("utf-8"))["fiches"])
    published = {page.place.split("/")[1] for page in real.under("comptes")}
    assert published <= listed
    profiles = snapshot.read(roots.REPOSITORY).profiles  # empty before the first refresh
    memorials = [key for key, profile in profiles.items() if "memorial" in profile.flags]
    assert len(listed - published) <= len(memorials)  # nothing else withholds a fiche (docs/refresh.md)
    others = {file.stem for file in (curation / "fiches").glob("*.yml")} - published
    for page in real.pages.values():
        assert not [link for link in page.links() if "comptes/" in link and link.split("/")[-2] in others]
