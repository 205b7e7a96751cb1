"""Share images: their meta elements, size and text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.support import roots, sites
from tests.support.sites import BuiltPage, Site


def properties_of(page: BuiltPage) -> dict[str, str]:
    properties = page.all("//meta[starts-with(@property, 'og:image') or @name='twitter:card']")
    return {item.get("property") or item.get("name"): item.get("content") for item in properties}


def test_with_siteurl_every_page_has_an_image_with_its_size_and_a_text(online: Site) -> None:
    for page in online.pages.values():
        properties = properties_of(page)
        file = properties["og:image"].removeprefix(f"{online.address}/")
        image = Image.open(BytesIO((online.output / file).read_bytes()))
        assert (
            [str(side) for side in image.size]
            == [properties["og:image:width"], properties["og:image:height"]]
            == ["1200", "630"]
        )
        assert properties["og:image:alt"].strip()
        assert properties["twitter:card"] == "summary_large_image"


def test_fiches_categories_and_editions_have_their_own_image(online: Site) -> None:
    images = {place: properties_of(page)["og:image"] for place, page in online.pages.items()}
    own = [image for place, image in images.items() if place.startswith(("comptes/", "categories/", "editions/"))
           and place.count("/") == 2]  # fmt: skip
    assert len(set(own)) == len(own) == len(roots.PEOPLE) + len(roots.CATEGORIES) + 1
    assert images["comptes/index.html"] == images["commencer/index.html"] == images["index.html"]


def test_the_text_of_the_image_of_a_fiche_has_its_name_and_reason(online: Site) -> None:
    alt = properties_of(online.page("comptes/camille-duval"))["og:image:alt"]
    assert alt.replace("\u00a0", " ") == f"Camille Duval : {roots.REASONS[0]}"


def test_images_weigh_less_than_sixty_kilobytes(online: Site) -> None:
    files = list((online.output / "cartes").iterdir())
    assert files
    assert max(file.stat().st_size for file in files) < 60_000


def test_without_siteurl_there_is_no_image(small: Site) -> None:
    assert not (small.output / "cartes").exists()
    assert all(properties_of(page) == {} for page in small.pages.values())


def test_the_image_of_a_fiche_that_is_gone_is_not_kept(tmp_path: Path) -> None:
    root = roots.make_site(tmp_path / "root")
    sites.built(root, tmp_path / "output", sites.ADDRESS)
    before = {file.name for file in (root / ".cache" / "cards").iterdir()}
    edit = root / "curation" / "fiches" / "camille-duval.yml"
    edit.write_text(edit.read_text("utf-8").replace("nom: Camille Duval", "nom: Camille Dupont"), "utf-8")
    sites.built(root, tmp_path / "output", sites.ADDRESS)
    after = {file.name for file in (root / ".cache" / "cards").iterdir()}
    assert len(before - after) == 1 and len(after) == len(before)


def test_an_empty_setting_disables_images(tmp_path: Path) -> None:
    root = roots.make_site(tmp_path / "root")
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('CARD_SAVE_AS = ""\n')
    site = sites.built(root, tmp_path / "output", sites.ADDRESS)
    assert not (site.output / "cartes").exists()
    assert not (root / ".cache" / "cards").exists()
    assert properties_of(site.page()) == {}
