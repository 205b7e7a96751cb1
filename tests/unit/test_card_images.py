"""Share images: their size, weight and colours, and the cache of rendered cards."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from annuaire.assets.card_images import CardRenderer
from annuaire.assets.cards import PAPERS, SIZE, Card
from annuaire.errors import SettingsError
from annuaire.runtime import cachefile, digests
from tests.support.roots import REPOSITORY

THEME = REPOSITORY / "theme"
CARD = Card(
    "Camille Duval",
    "Explique l’eau\u202f: rivières, nappes, barrages.",
    "Journalistes, Sénégal",
    "white",
    "Cinq comptes",
)


@pytest.fixture
def renderer(tmp_path: Path) -> CardRenderer:
    return CardRenderer(THEME, tmp_path)


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


@pytest.mark.parametrize("paper", PAPERS)
def test_a_card_has_the_size_that_networks_expect_and_its_paper(renderer: CardRenderer, paper: str) -> None:
    image = opened(renderer.render(Card("T", "Texte", "Pied", paper)))
    assert image.size == SIZE == (1200, 630)
    assert image.getpixel((10, 10)) == renderer.colours[paper]
    assert renderer.colours["blue"] in {colour for _, colour in image.getcolors() or ()}


@pytest.mark.parametrize("text", ["", "mot", "m" * 400, "une raison assez longue " * 30, "l’eau " * 200])
def test_any_text_stays_within_the_page_and_sixty_kilobytes(renderer: CardRenderer, text: str) -> None:
    png = renderer.render(Card("Un nom long " * 12, text, "Pied " * 60))
    assert len(png) < 60_000
    image = opened(png)
    margin = image.crop((1058, 130, 1200, 630))
    assert renderer.colours["blue"] in {colour for _, colour in margin.getcolors() or ()}  # the tabs
    gutter = image.crop((1016, 140, 1054, 620))
    assert {colour for _, colour in gutter.getcolors() or ()} == {renderer.colours["white"]}


def test_two_renderers_make_the_same_bytes(tmp_path: Path) -> None:
    assert CardRenderer(THEME, tmp_path / "one").render(CARD) == CardRenderer(THEME, tmp_path / "two").render(
        CARD
    )


def test_an_unchanged_card_comes_from_the_cache(renderer: CardRenderer) -> None:
    renderer.render(CARD)
    digest = renderer.digest(CARD)
    cachefile.save(str(renderer.cache), digest, digests.program(), b"kept")
    assert renderer.render(CARD) == b"kept"


def test_a_damaged_card_is_rendered_again(renderer: CardRenderer) -> None:
    png = renderer.render(CARD)
    (file,) = renderer.cache.iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    assert renderer.render(CARD) == png


def test_any_change_makes_another_card(renderer: CardRenderer) -> None:
    others = [Card("C. Duval", CARD.text, CARD.foot), Card(CARD.title, "x", CARD.foot), Card(CARD.title, CARD.text, "x"),
              Card(CARD.title, CARD.text, CARD.foot, "pink", CARD.site)]  # fmt: skip
    assert len({renderer.digest(card) for card in (CARD, *others)}) == 5


def test_cards_that_are_no_longer_used_are_removed_from_the_cache(renderer: CardRenderer) -> None:
    renderer.render(CARD)
    renderer.render(Card("T", "Texte", "Pied"))
    renderer.sweep({renderer.digest(CARD)})
    assert [file.name for file in renderer.cache.iterdir()] == [renderer.digest(CARD)]


def test_a_sans_of_one_weight_is_used_as_it_is(tmp_path: Path) -> None:
    theme = shutil.copytree(THEME, tmp_path / "theme")
    shutil.copy(theme / "fonts-src" / "baskervville-italic.ttf", theme / "fonts-src" / "archivo.ttf")
    assert opened(CardRenderer(theme, tmp_path / "cache").render(CARD)).size == SIZE


def test_a_file_that_is_no_font_is_reported(tmp_path: Path) -> None:
    theme = shutil.copytree(THEME, tmp_path / "theme")
    (theme / "fonts-src" / "archivo.ttf").write_text("rien")
    with pytest.raises(SettingsError, match=r"theme/fonts-src/archivo\.ttf.*ce n’est pas une police"):
        CardRenderer(theme, tmp_path / "cache").render(CARD)


def test_a_missing_colour_is_reported(tmp_path: Path) -> None:
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "tokens.css").write_text(
        "--white: #ffffff; --pink: #ffffff; --blue: #000000;"
    )
    with pytest.raises(SettingsError, match="--yellow"):
        CardRenderer(tmp_path, tmp_path)
