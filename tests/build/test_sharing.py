"""What a page shows of itself when it is shared."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.support import roots, sites
from tests.support.sites import BuiltPage, Site


def shared(page: BuiltPage) -> dict[str, str]:
    said = page.all("//meta[starts-with(@property, 'og:image') or @name='twitter:card']")
    return {item.get("property") or item.get("name"): item.get("content") for item in said}


def test_every_page_for_the_web_has_an_image_with_its_size_and_its_words(online: Site) -> None:
    for page in online.pages.values():
        said = shared(page)
        file = said["og:image"].removeprefix(f"{online.address}/")
        image = Image.open(BytesIO((online.output / file).read_bytes()))
        assert (
            [str(side) for side in image.size]
            == [said["og:image:width"], said["og:image:height"]]
            == ["1200", "630"]
        )
        assert said["og:image:alt"].strip()
        assert said["twitter:card"] == "summary_large_image"


def test_fiches_categories_and_editions_have_their_own(online: Site) -> None:
    images = {place: shared(page)["og:image"] for place, page in online.pages.items()}
    own = [image for place, image in images.items() if place.startswith(("comptes/", "categories/", "editions/"))
           and place.count("/") == 2]  # fmt: skip
    assert len(set(own)) == len(own) == len(roots.PEOPLE) + len(roots.CATEGORIES) + 1
    assert images["comptes/index.html"] == images["commencer/index.html"] == images["index.html"]


def test_the_words_of_a_fiche_are_those_of_its_card(online: Site) -> None:
    alt = shared(online.page("comptes/camille-duval"))["og:image:alt"]
    assert alt.replace("\u00a0", " ") == f"Camille Duval : {roots.REASONS[0]}"


def test_images_weigh_less_than_sixty_kilobytes(online: Site) -> None:
    files = list((online.output / "cartes").iterdir())
    assert files
    assert max(file.stat().st_size for file in files) < 60_000


def test_without_siteurl_there_is_none(small: Site) -> None:
    assert not (small.output / "cartes").exists()
    assert all(shared(page) == {} for page in small.pages.values())


def test_an_empty_setting_makes_none(tmp_path: Path) -> None:
    root = roots.make_site(tmp_path / "root")
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('CARD_SAVE_AS = ""\n')
    site = sites.built(root, tmp_path / "output", sites.ADDRESS)
    assert not (site.output / "cartes").exists()
    assert not (root / ".cache" / "cards").exists()
    assert shared(site.page()) == {}
